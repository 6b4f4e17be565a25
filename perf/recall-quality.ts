// How often recall finds the one memory a question is about: `node perf/recall-quality.ts [--json]`.
// BM25 (warm), cosine (cold) by each embedder within reach, and both joined. DATABASE_URL: that server, else an embedded one.

import type pg from 'pg';
import { v5 as uuidv5 } from 'uuid';
import { connectPool } from '../app/database/connect.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import { READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';
import { createPostgresEngine } from '../memory/cold/postgres.ts';
import { createColdRecall } from '../memory/cold/recall-cold.ts';
import type { Embedder } from '../memory/embedders/embedder.ts';
import { localLexicalEmbedder } from '../memory/embedders/local-lexical.ts';
import { createOpenAiCompatibleEmbedder, probeDimension } from '../memory/embedders/openai-compatible.ts';
import type { Recall } from '../memory/recall.ts';
import { createTieredRecall } from '../memory/tiered-recall.ts';
import { createWarmRecall } from '../memory/warm/recall.ts';
import { warmMemory } from '../memory/warm/warm-memory.ts';
import { memories, type QuestionKind, questions } from './recall-questions.ts';
import { createScratchDatabase } from './scratch-database.ts';

const USER = 'anna';
const signal = (): AbortSignal => AbortSignal.timeout(120_000);
/** The warm table takes UUIDs only. */
const uuidOf = (id: string): string => uuidv5(id, uuidv5.URL);

const facts = memories.map(({ memoryId, ...rest }) => ({
  ...rest,
  memoryId: uuidOf(memoryId),
  userId: USER,
  kind: 'message' as const,
  sourceEventIds: ['e1'],
}));

const fillWarm = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query(
      `create schema if not exists ${READ_SCHEMA}; set search_path = ${READ_SCHEMA}, public; ${warmMemory.tables}`,
    );
    const events = facts.map(
      (data, n) => ({ type: 'MemoryFormed', data, position: BigInt(n + 1) }) as unknown as Recorded,
    );
    await warmMemory.apply(client, events);
    await client.query('reset search_path');
  } finally {
    client.release();
  }
};

const fillCold = async (pool: pg.Pool, embedder: Embedder): Promise<Recall> => {
  const cold = createPostgresEngine(pool).open(embedder);
  await cold.prepare(signal());
  const vectors = await embedder.embed(
    facts.map(({ text }) => text),
    signal(),
  );
  await cold.upsert(
    facts.map((fact, n) => ({ ...fact, vector: vectors[n]! })),
    signal(),
  );
  return createColdRecall({ cold, embedder });
};

/** The fusion that AUREN uses, without its deadlines: quality is measured here, not speed. */
const joined = (warm: Recall, cold: Recall): Recall =>
  createTieredRecall({ warm, cold }, { deadlineMs: { warm: 60_000, cold: 60_000 } });

interface Row {
  readonly retriever: string;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly at10: Readonly<Record<QuestionKind, number>>;
}

const measure = async (retriever: string, recall: Recall): Promise<Row> => {
  const ranks: { readonly kind: QuestionKind; readonly rank: number }[] = [];
  for (const { kind, text, answer } of questions) {
    const found = await recall.recall({ userId: USER, query: text, limit: 10 }, signal());
    const rank = found.memories.findIndex(({ memoryId }) => memoryId === uuidOf(answer));
    ranks.push({ kind, rank: rank === -1 ? Number.POSITIVE_INFINITY : rank });
  }
  const within = (first: number, kind?: QuestionKind): number => {
    const asked = ranks.filter((one) => kind === undefined || one.kind === kind);
    return asked.filter(({ rank }) => rank < first).length / asked.length;
  };
  return {
    retriever,
    recallAt5: within(5),
    recallAt10: within(10),
    at10: {
      'same words': within(10, 'same words'),
      misspelt: within(10, 'misspelt'),
      'other words': within(10, 'other words'),
    },
  };
};

/** Undefined, with a line that says why, when no server is given or it does not answer. */
const serverEmbedder = async (): Promise<Embedder | undefined> => {
  const url = process.env['EMBEDDING_URL'] || undefined;
  const model = process.env['EMBEDDING_MODEL'] || 'all-MiniLM-L6-v2';
  if (url === undefined)
    return void console.error('EMBEDDING_URL is not set: only the local embedder is measured.');
  const options = { url, model, timeoutMs: 30_000 };
  try {
    return createOpenAiCompatibleEmbedder({ ...options, dimension: await probeDimension(options, signal()) });
  } catch (error) {
    return void console.error(`${url} does not answer: only the local embedder is measured. ${error}`);
  }
};

const database = await createScratchDatabase(process.env['DATABASE_URL'] || undefined);
const pool = connectPool(database.url, 'recall quality', 4);
try {
  await fillWarm(pool);
  const warm = createWarmRecall(pool);
  const rows = [await measure('lexical: BM25', warm)];
  const server = await serverEmbedder();
  for (const embedder of server === undefined ? [localLexicalEmbedder] : [localLexicalEmbedder, server]) {
    const cold = await fillCold(pool, embedder);
    rows.push(await measure(`cold: ${embedder.id}`, cold));
    rows.push(await measure(`fused: BM25 and ${embedder.id}`, joined(warm, cold)));
  }
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ memories: memories.length, questions: questions.length, rows }, null, 2));
  else {
    const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
    console.log(`${memories.length} memories, ${questions.length} questions with one right answer each`);
    console.table(
      rows.map(({ retriever, recallAt5, recallAt10, at10 }) => ({
        retriever,
        'recall@5': percent(recallAt5),
        'recall@10': percent(recallAt10),
        ...Object.fromEntries(Object.entries(at10).map(([kind, share]) => [`@10 ${kind}`, percent(share)])),
      })),
    );
  }
} finally {
  await pool.end();
  await database.drop();
}
