/**
 * How fast the PostgreSQL log acknowledges commands of one event each, beside two marks measured in the same run:
 * the ceiling (groups of the same appends in one plain multi-row insert: same bytes, same indexes, same fsync, but no
 * idempotency, no versions, no order lock) and the floor (each append its own transaction, 16 connections).
 *
 *   node perf/append.ts [--seconds 10] [--in-flight 256] [--url postgres://…] [--json FILE]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type NewRecord, shardOf } from '../eventstore/event-log.ts';
import { createGroupCommit, type QueuedAppend } from '../eventstore/group-commit.ts';
import { appendGroup } from '../eventstore/postgres/append-group.ts';
import { createPostgresLog } from '../eventstore/postgres/postgres-log.ts';
import { hardwareFacts } from './hardware.ts';
import { percentile } from './percentile.ts';
import { createScratchDatabase } from './scratch-database.ts';

const { values: given } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    'in-flight': { type: 'string', default: '256' },
    url: { type: 'string' },
    json: { type: 'string' },
  },
});
const seconds = Number(given.seconds);
const inFlight = Number(given['in-flight']);
const WARM_UP_MS = 1_000;
const ROUNDS = 5;
const STREAMS = 10_000;
const PAYLOAD_BYTES = 300;
const MAX_GROUP = 500;
const UNBATCHED_CONNECTIONS = 16;

interface Figures {
  readonly appendsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly averageGroup: number;
}
interface Contender {
  readonly name: string;
  readonly append: (stream: string, record: NewRecord) => Promise<unknown>;
  /** Groups sent so far. */
  readonly groups: () => number;
  readonly close: () => Promise<void>;
}

const newRecord = (): NewRecord => ({
  id: randomUUID(),
  type: 'ReadingsRecorded',
  schemaVersion: 1,
  data: randomBytes(PAYLOAD_BYTES),
  metadata: { correlationId: randomUUID(), actor: 'perf', subject: 'ada', keyOwner: 'user:ada' },
});

interface Slice {
  readonly latenciesMs: readonly number[];
  readonly groups: number;
}

/** Keeps `concurrency` appends in flight for the time, and takes down those that began and ended within it. */
const measure = async (contender: Contender, concurrency: number, ms: number): Promise<Slice> => {
  const end = performance.now() + ms;
  const latenciesMs: number[] = [];
  const groupsBefore = contender.groups();
  const client = async (): Promise<void> => {
    for (let at = performance.now(); at < end; at = performance.now()) {
      await contender.append(`perf-${Math.floor(Math.random() * STREAMS)}`, newRecord());
      const done = performance.now();
      if (done <= end) latenciesMs.push(done - at);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return { latenciesMs, groups: contender.groups() - groupsBefore };
};

const figuresOf = (slices: readonly Slice[]): Figures => {
  const latenciesMs = slices.flatMap((slice) => slice.latenciesMs);
  const groups = slices.reduce((sum, slice) => sum + slice.groups, 0);
  return {
    appendsPerSecond: Math.round(latenciesMs.length / seconds),
    p50Ms: Number(percentile(latenciesMs, 0.5).toFixed(2)),
    p99Ms: Number(percentile(latenciesMs, 0.99).toFixed(2)),
    averageGroup: Math.round(latenciesMs.length / Math.max(1, groups)),
  };
};

/** The database is dropped under connections that are still closing. */
const openPool = (url: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => {});
  return pool;
};

const theLog = (url: string): Contender => {
  const pool = openPool(url, 2);
  let groups = 0;
  const log = createPostgresLog({ url, pool, onGroup: () => groups++ });
  return {
    name: 'log',
    append: (stream, record) => log.append(stream, 'any', [record]),
    groups: () => groups,
    close: async () => {
      await log.close();
      await pool.end();
    },
  };
};

const plainInsert = async (url: string): Promise<Contender> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create schema perf; create table perf.events (like log.events including all)');
  let position = 0;
  let groups = 0;
  const text = `insert into perf.events
    select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::smallint[], $7::smallint[],
                         $8::jsonb[], $9::bytea[], $10::timestamptz[])`;
  const send = async (group: readonly QueuedAppend[]) => {
    const records = group.map((item) => item.records[0]!);
    const positions = group.map(() => ++position);
    const now = new Date().toISOString();
    await client.query({
      name: 'plain_insert',
      text,
      values: [
        positions,
        group.map((item) => item.stream),
        positions,
        records.map((record) => record.id),
        records.map((record) => record.type),
        records.map((record) => record.schemaVersion),
        group.map((item) => shardOf(item.stream, item.records[0]!.metadata)),
        records.map((record) => JSON.stringify(record.metadata)),
        records.map((record) => record.data),
        group.map(() => now),
      ],
    });
    groups++;
    return positions.map((at) => ({ status: 'appended' as const, version: at, position: BigInt(at) }));
  };
  const commits = createGroupCommit(send, {
    maxAppends: MAX_GROUP,
    maxBytes: 1e9,
    maxQueuedAppends: 1e6,
    maxQueuedBytes: 1e9,
  });
  return {
    name: 'ceiling',
    append: (stream, record) => commits.append({ stream, expected: 'any', records: [record] }),
    groups: () => groups,
    close: () => client.end(),
  };
};

const unbatched = (url: string): Contender => {
  const pool = openPool(url, UNBATCHED_CONNECTIONS);
  let groups = 0;
  return {
    name: 'floor',
    append: async (stream, record) => {
      const client = await pool.connect();
      try {
        await appendGroup(client, [{ stream, expected: 'any', records: [record] }]);
        groups++;
      } finally {
        client.release();
      }
    },
    groups: () => groups,
    close: () => pool.end(),
  };
};

const database = await createScratchDatabase(given.url ?? process.env['DATABASE_URL']);
try {
  const hardware = await hardwareFacts(database.url);
  const contenders = [theLog(database.url), await plainInsert(database.url), unbatched(database.url)];
  const slices = new Map<Contender, Slice[]>(contenders.map((contender) => [contender, []]));
  const concurrencyOf = ({ name }: Contender): number =>
    name === 'floor' ? UNBATCHED_CONNECTIONS : inFlight;
  console.log(
    `${seconds} s each, ${inFlight} in flight, ${PAYLOAD_BYTES} bytes an event, ${STREAMS} streams`,
  );
  for (const contender of contenders) await measure(contender, concurrencyOf(contender), WARM_UP_MS);
  // In turns, so that what else the machine does meets all of them alike.
  for (let round = 0; round < ROUNDS; round++)
    for (const [contender, taken] of slices)
      taken.push(await measure(contender, concurrencyOf(contender), (seconds * 1_000) / ROUNDS));
  for (const contender of contenders) await contender.close();
  const [log, ceiling, floor] = contenders.map((contender) => {
    const figures = figuresOf(slices.get(contender)!);
    const { appendsPerSecond, p50Ms, p99Ms, averageGroup } = figures;
    console.log(
      `${contender.name.padEnd(8)} ${String(appendsPerSecond).padStart(7)} appends/s   p50 ${p50Ms} ms   p99 ${p99Ms} ms   ${averageGroup} a group`,
    );
    return figures;
  }) as [Figures, Figures, Figures];
  const ofCeiling = Number((log.appendsPerSecond / ceiling.appendsPerSecond).toFixed(3));
  const timesFloor = Number((log.appendsPerSecond / floor.appendsPerSecond).toFixed(1));
  console.log(
    `the log reaches ${(ofCeiling * 100).toFixed(0)} % of the ceiling and ${timesFloor} times the floor`,
  );
  if (given.json !== undefined) {
    const settings = { seconds, inFlight, streams: STREAMS, payloadBytes: PAYLOAD_BYTES };
    const result = {
      measured: 'append',
      at: new Date().toISOString(),
      settings,
      log,
      ceiling,
      floor,
      ofCeiling,
      timesFloor,
      hardware,
    };
    await writeFile(given.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await database.drop();
}
