import type pg from 'pg';
import type { MemoryEvent } from '../../domain/memory.ts';
import type { Recorded } from '../../eventstore/event-store.ts';
import type { Projection } from '../../eventstore/subscriptions/processor.ts';

type Facts = Extract<MemoryEvent, { type: 'MemoryFormed' }>['data'];

/** `length` counts the terms of a text with repeats, which is what BM25 calls the length of a document. */
const tables = `
create table if not exists memories (
  user_id          text not null,
  memory_id        uuid not null,
  kind             text not null,
  text             text not null,
  occurred_at      text not null,
  source_event_ids text[] not null,
  length           integer not null,
  position         bigint not null,
  primary key (user_id, memory_id)
);
create table if not exists memory_postings (
  user_id   text not null,
  term      text not null,
  memory_id uuid not null,
  tf        integer not null,
  primary key (user_id, term, memory_id)
);
create index if not exists memory_postings_by_memory on memory_postings (user_id, memory_id);
`;

/**
 * Memories and an inverted index over them, in PostgreSQL's own English stems: real BM25 needs term counts and
 * document frequencies, which a full-text index does not give.
 */
export const warmMemory: Projection = {
  kind: 'projection',
  name: 'warm_memory',
  version: 1,
  partitions: 1,
  handles: ['MemoryFormed', 'MemorySuperseded', 'MemoryForgotten'],
  tables,
  tableNames: ['memories', 'memory_postings'],
  apply: async (tx, events) => {
    const newest = new Map<string, Recorded>();
    for (const event of events) {
      const { userId, memoryId } = event.data as Facts;
      newest.set(JSON.stringify([userId, memoryId]), event);
    }
    const touched = [...newest.values()];
    await remove(tx, touched);
    const standing = touched.filter(({ type }) => type !== 'MemoryForgotten');
    if (standing.length > 0) await insert(tx, standing);
  },
};

const remove = async (tx: pg.ClientBase, events: readonly Recorded[]): Promise<void> => {
  const facts = events.map((event) => event.data as Facts);
  const keys = [facts.map(({ userId }) => userId), facts.map(({ memoryId }) => memoryId)];
  for (const table of warmMemory.tableNames) {
    await tx.query(
      `delete from ${table} t using unnest($1::text[], $2::uuid[]) as gone (user_id, memory_id)
        where t.user_id = gone.user_id and t.memory_id = gone.memory_id`,
      keys,
    );
  }
};

/** PostgreSQL's text cannot hold the character with the code 0. */
const storable = (text: string): string => text.replaceAll('\u0000', '');

/** Longer than any message; keeps a text below what a tsvector can hold. */
const INDEXED_CHARACTERS = 100_000;

const insert = async (tx: pg.ClientBase, events: readonly Recorded[]): Promise<void> => {
  const facts = events.map((event) => event.data as Facts);
  const userIds = facts.map(({ userId }) => userId);
  const memoryIds = facts.map(({ memoryId }) => memoryId);
  const texts = facts.map(({ text }) => storable(text));
  await tx.query(
    `insert into memories (user_id, memory_id, kind, text, occurred_at, source_event_ids, length, position)
     select user_id, memory_id, kind, text, occurred_at,
            array(select jsonb_array_elements_text(source_event_ids::jsonb)),
            (select coalesce(sum(cardinality(positions)), 0)
               from unnest(to_tsvector('english', left(text, ${INDEXED_CHARACTERS})))),
            position
       from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
            as m (user_id, memory_id, kind, text, occurred_at, source_event_ids, position)`,
    [
      userIds,
      memoryIds,
      facts.map(({ kind }) => kind),
      texts,
      facts.map(({ occurredAt }) => occurredAt),
      facts.map(({ sourceEventIds }) => JSON.stringify(sourceEventIds)),
      events.map(({ position }) => String(position)),
    ],
  );
  await tx.query(
    `insert into memory_postings (user_id, term, memory_id, tf)
     select m.user_id, t.lexeme, m.memory_id, cardinality(t.positions)
       from unnest($1::text[], $2::uuid[], $3::text[]) as m (user_id, memory_id, text),
            unnest(to_tsvector('english', left(m.text, ${INDEXED_CHARACTERS}))) as t`,
    [userIds, memoryIds, texts],
  );
};
