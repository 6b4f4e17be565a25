import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import type { MemoryEvent } from '../../domain/memory.ts';
import type { Recorded } from '../../eventstore/event-store.ts';
import { b, k1 } from '../bm25.ts';
import { withSynonyms } from '../health-synonyms.ts';
import { createWarmRecall, recallWarm } from './recall.ts';
import { warmMemory } from './warm-memory.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const inSchema = async (schema: string, work: (client: pg.PoolClient) => Promise<void>): Promise<void> => {
  const client = await database.pool.connect();
  try {
    await client.query(
      `begin; create schema if not exists ${schema}; set local search_path = ${schema}, public`,
    );
    await work(client);
    await client.query('commit');
  } finally {
    client.release();
  }
};
const build = (schema: string, pages: readonly (readonly Recorded[])[]): Promise<void> =>
  inSchema(schema, async (client) => {
    await client.query(warmMemory.tables);
    for (const page of pages) await warmMemory.apply(client, page);
  });
beforeEach(async () => {
  await database.pool.query('drop schema if exists read cascade; drop schema if exists other cascade');
});

const memoryId = (number: number): string => `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
let position = 0n;
const event = (
  type: MemoryEvent['type'],
  userId: string,
  number: number,
  text: string,
  at = '2021-12-12',
) => {
  position++;
  const facts = {
    memoryId: memoryId(number),
    userId,
    kind: 'message',
    text,
    occurredAt: at,
    sourceEventIds: ['e1', 'é2'],
  };
  const data = type === 'MemoryForgotten' ? { memoryId: facts.memoryId, userId, reason: 'test' } : facts;
  return { id: `event-${position}`, type, data, position } as unknown as Recorded;
};
const rowsOf = async (schema: string) => ({
  memories: (await database.pool.query(`select * from ${schema}.memories order by user_id, memory_id`)).rows,
  postings: (await database.pool.query(`select * from ${schema}.memory_postings order by 1, 2, 3`)).rows,
});

const texts = [
  'Night to Sunday 12 December 2021 (2021-12-12): Balanced. Heart rate variability (HRV, as RMSSD) 47 ms.',
  'Night to Monday 13 December 2021 (2021-12-13): Under strain. HRV 31 ms.',
  'I drank two glasses of wine with friends and slept badly',
  'wine wine wine and more wine',
  'My knee hurts after running, the left knee',
  'Running felt easy this morning',
  'Nothing special happened today at work, a long meeting and then another long meeting about budgets',
];
const anna = () => texts.map((text, index) => event('MemoryFormed', 'anna', index + 1, text));

/** BM25 again, from the stems of each text, in another way than the query does it. */
const expectedScores = async (query: string): Promise<Map<string, number>> => {
  const stems = async (text: string): Promise<string[]> => {
    const { rows } = await database.pool.query<{ lexeme: string; n: number }>(
      `select lexeme, cardinality(positions) as n from unnest(to_tsvector('english', $1))`,
      [text],
    );
    return rows.flatMap(({ lexeme, n }) => Array<string>(n).fill(lexeme));
  };
  const documents = await Promise.all(texts.map(stems));
  const meanLength = documents.reduce((sum, terms) => sum + terms.length, 0) / documents.length;
  const weights = new Map<string, number>();
  for (const { text, weight } of withSynonyms(query))
    for (const stem of await stems(text)) weights.set(stem, Math.max(weight, weights.get(stem) ?? 0));
  const scores = new Map<string, number>();
  documents.forEach((terms, index) => {
    let score = 0;
    for (const [term, weight] of weights) {
      const tf = terms.filter((other) => other === term).length;
      const df = documents.filter((other) => other.includes(term)).length;
      const idf = Math.log(1 + (documents.length - df + 0.5) / (df + 0.5));
      score += (weight * idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * terms.length) / meanLength));
    }
    if (score > 0) scores.set(memoryId(index + 1), score);
  });
  return scores;
};

describe('warm memory', () => {
  test.each([
    'wine',
    'knee running',
    'HRV on 12 December',
    'what was my rmssd',
    'slept badly after wine, knee',
  ])('scores are BM25: %s', async (query) => {
    await build('read', [anna()]);
    const expected = await expectedScores(query);
    const found = await recallWarm(database.pool, { userId: 'anna', query, limit: 50 });
    expect(found.map(({ memoryId }) => memoryId).sort()).toEqual([...expected.keys()].sort());
    for (const { memoryId, score } of found) expect(score).toBeCloseTo(expected.get(memoryId)!, 7);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, z) => z - a));
  });

  test('dates in every form, synonyms, any word, none', async () => {
    await build('read', [anna()]);
    const first = async (query: string) =>
      (await recallWarm(database.pool, { userId: 'anna', query, limit: 3 }))[0]?.memoryId;
    expect(await first('how was 2021-12-12')).toBe(memoryId(1));
    expect(await first('how was 2021-12-13')).toBe(memoryId(2));
    expect(await first('13 December')).toBe(memoryId(2));
    expect(await first('Sunday')).toBe(memoryId(1));
    expect(await first('alcohol')).toBe(memoryId(3));
    expect(await first('zebra knees')).toBe(memoryId(5));
    expect(await first('how am I')).toBeUndefined();
    expect(await first('')).toBeUndefined();
    expect(await first('\u0000')).toBeUndefined();
  });

  test('a memory comes back whole; ties go to the newer one, then to the smaller id', async () => {
    const at = (number: number, day: string) => event('MemoryFormed', 'anna', number, 'green tea', day);
    await build('read', [[at(3, '2021-12-01'), at(2, '2021-12-02'), at(1, '2021-12-02')]]);
    const found = await createWarmRecall(database.pool).recall(
      { userId: 'anna', query: 'tea', limit: 2 },
      AbortSignal.timeout(5_000),
    );
    expect(found.partial).toBe(false);
    expect(found.memories.map((memory) => memory.memoryId)).toEqual([memoryId(1), memoryId(2)]);
    expect(found.memories[0]).toEqual({
      memoryId: memoryId(1),
      kind: 'message',
      text: 'green tea',
      occurredAt: '2021-12-02',
      sourceEventIds: ['e1', 'é2'],
      score: found.memories[1]!.score,
      tier: 'warm',
    });
  });

  test('another person is neither found nor felt in the scores', async () => {
    await build('read', [anna()]);
    const request = { userId: 'anna', query: 'wine knee HRV', limit: 50 };
    const alone = await recallWarm(database.pool, request);
    // The same memory ids on purpose: the person is part of every key and join.
    const theirs = [1, 2, 3, 90, 91].map((n) =>
      event('MemoryFormed', 'bert', n, 'wine wine knee knee HRV secret'),
    );
    await inSchema('read', (client) => warmMemory.apply(client, theirs));
    expect(await recallWarm(database.pool, request)).toEqual(alone);
    expect(await recallWarm(database.pool, { ...request, query: 'secret' })).toEqual([]);
    expect(await recallWarm(database.pool, { ...request, userId: 'carl' })).toEqual([]);
    const forBert = await recallWarm(database.pool, { ...request, userId: 'bert' });
    expect(new Set(forBert.map(({ text }) => text))).toEqual(new Set(['wine wine knee knee HRV secret']));
  });

  test('superseded replaces, forgotten deletes, formed again returns', async () => {
    await build('read', [
      anna(),
      [
        event('MemorySuperseded', 'anna', 3, 'I drank green tea\u0000'),
        event('MemoryForgotten', 'anna', 5, ''),
      ],
    ]);
    const ids = async (query: string) =>
      (await recallWarm(database.pool, { userId: 'anna', query, limit: 9 })).map(({ memoryId }) => memoryId);
    expect(await ids('glasses friends')).toEqual([]);
    expect(await ids('tea')).toEqual([memoryId(3)]);
    expect(await ids('knee')).toEqual([]);
    await inSchema('read', (client) =>
      warmMemory.apply(client, [event('MemoryFormed', 'anna', 5, 'knee is fine')]),
    );
    expect(await ids('knee')).toEqual([memoryId(5)]);
  });

  test('one page or many: the same rows', async () => {
    const events: Recorded[] = [];
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor(seed / 65_536) % below;
    };
    const standing = new Set<string>();
    for (let n = 0; n < 600; n++) {
      const userId = ['anna', 'bert'][next(2)]!;
      const number = next(60);
      const key = `${userId} ${number}`;
      const type = !standing.has(key)
        ? 'MemoryFormed'
        : next(3) === 0
          ? 'MemoryForgotten'
          : 'MemorySuperseded';
      if (type === 'MemoryForgotten') standing.delete(key);
      else standing.add(key);
      events.push(event(type, userId, number, `${texts[next(texts.length)]} ${texts[next(texts.length)]}`));
    }
    await build('read', [events]);
    const pages: Recorded[][] = [];
    for (let from = 0; from < events.length; ) {
      const size = 1 + next(40);
      pages.push(events.slice(from, from + size));
      from += size;
    }
    await build('other', pages);
    const rows = await rowsOf('read');
    expect(rows.memories).toHaveLength(standing.size);
    expect(rows.postings.length).toBeGreaterThan(500);
    expect(await rowsOf('other')).toEqual(rows);
  });
});
