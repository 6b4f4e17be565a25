import type pg from 'pg';
import type { MemoryKind } from '../../domain/memory.ts';
import { READ_SCHEMA } from '../../eventstore/subscriptions/processor.ts';
import { b, k1 } from '../bm25.ts';
import { withSynonyms } from '../health-synonyms.ts';
import type { Recall, RecalledMemory, RecallRequest } from '../recall.ts';

/**
 * Any term of the query may match. Number of memories, mean length and document frequencies are those of the one
 * person: neither another person's text nor how often they use a word can be felt. Sums run in the order of the terms
 * and ties go to the newer memory, then to the smaller id, so that the same rows always answer the same.
 */
const SQL = `
with query as (
  select lexeme as term, max(part.weight) as weight
    from unnest($2::text[], $3::float8[]) as part (text, weight),
         unnest(to_tsvector('english', part.text)) as t
   group by lexeme
), corpus as (
  select count(*)::float8 as memories, avg(length)::float8 as mean_length
    from ${READ_SCHEMA}.memories where user_id = $1
), matching as (
  select p.term, p.memory_id, p.tf, q.weight, count(*) over (partition by p.term) as df
    from ${READ_SCHEMA}.memory_postings p join query q on q.term = p.term
   where p.user_id = $1
), scored as (
  select p.memory_id,
         sum(p.weight * ln(1 + (c.memories - p.df + 0.5) / (p.df + 0.5)) * p.tf * (${k1} + 1)
             / (p.tf + ${k1} * (1 - ${b} + ${b} * m.length / c.mean_length)) order by p.term) as score
    from matching p
    join ${READ_SCHEMA}.memories m on m.user_id = $1 and m.memory_id = p.memory_id
    cross join corpus c
   group by p.memory_id
)
select m.memory_id, m.kind, m.text, m.occurred_at, m.source_event_ids, round(s.score::numeric, 9)::float8 as score
  from scored s join ${READ_SCHEMA}.memories m on m.user_id = $1 and m.memory_id = s.memory_id
 order by score desc, m.occurred_at collate "C" desc, m.memory_id
 limit $4`;

interface Row {
  readonly memory_id: string;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly occurred_at: string;
  readonly source_event_ids: readonly string[];
  readonly score: number;
}

/** Best first; empty where the query has no word that is searched for ("how am I"). */
export const recallWarm = async (
  database: pg.Pool | pg.ClientBase,
  { userId, query, limit }: RecallRequest,
): Promise<RecalledMemory[]> => {
  const parts = withSynonyms(query.replaceAll('\u0000', ''));
  const { rows } = await (database as pg.Pool).query<Row>({
    text: SQL,
    values: [userId, parts.map(({ text }) => text), parts.map(({ weight }) => weight), limit],
  });
  return rows.map((row) => ({
    memoryId: row.memory_id,
    kind: row.kind,
    text: row.text,
    occurredAt: row.occurred_at,
    sourceEventIds: row.source_event_ids,
    score: row.score,
    tier: 'warm',
  }));
};

/** The warm tier alone. The caller's signal ends the waiting; the server's statement timeout ends the query. */
export const createWarmRecall = (pool: pg.Pool): Recall => ({
  recall: async (request, signal) => {
    signal.throwIfAborted();
    return { memories: await recallWarm(pool, request), partial: false };
  },
});
