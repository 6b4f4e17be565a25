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
const WARM_UP_S = 1;
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

const measure = async (contender: Contender, concurrency: number): Promise<Figures> => {
  const started = performance.now();
  const begin = started + WARM_UP_S * 1_000;
  const end = begin + seconds * 1_000;
  const latencies: number[] = [];
  let groupsBefore: number | undefined;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const at = performance.now();
      await contender.append(`perf-${Math.floor(Math.random() * STREAMS)}`, newRecord());
      const done = performance.now();
      if (at < begin) continue;
      groupsBefore ??= contender.groups();
      if (done <= end) latencies.push(done - at);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  const groups = contender.groups() - (groupsBefore ?? 0);
  return {
    appendsPerSecond: Math.round(latencies.length / seconds),
    p50Ms: Number(percentile(latencies, 0.5).toFixed(2)),
    p99Ms: Number(percentile(latencies, 0.99).toFixed(2)),
    averageGroup: Math.round(latencies.length / Math.max(1, groups)),
  };
};

const theLog = (url: string): Contender => {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
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
  const pool = new pg.Pool({ connectionString: url, max: UNBATCHED_CONNECTIONS });
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
  const run = async (contender: Contender, concurrency: number): Promise<Figures> => {
    const figures = await measure(contender, concurrency);
    await contender.close();
    const { appendsPerSecond, p50Ms, p99Ms, averageGroup } = figures;
    console.log(
      `${contender.name.padEnd(8)} ${String(appendsPerSecond).padStart(7)} appends/s   p50 ${p50Ms} ms   p99 ${p99Ms} ms   ${averageGroup} a group`,
    );
    return figures;
  };
  console.log(
    `${seconds} s each, ${inFlight} in flight, ${PAYLOAD_BYTES} bytes an event, ${STREAMS} streams`,
  );
  const log = await run(theLog(database.url), inFlight);
  const ceiling = await run(await plainInsert(database.url), inFlight);
  const floor = await run(unbatched(database.url), UNBATCHED_CONNECTIONS);
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
