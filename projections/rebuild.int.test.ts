import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectPool } from '../app/database/connect.ts';
import { createTestDatabase, type TestDatabase } from '../app/testing/test-database.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createPostgresLog, type PostgresLog } from '../eventstore/postgres/postgres-log.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { listParked } from '../eventstore/subscriptions/parking.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import { waitFor } from '../eventstore/subscriptions/wait-for.ts';
import { until } from '../eventstore/testing/until.ts';
import { readings } from './readings.ts';
import { ensureTables, type RebuildProgress, type RebuildReport, rebuild } from './rebuild.ts';
import { readModels } from './registry.ts';
import { happening, live } from './testing/random-life.ts';

let database: TestDatabase;
let log: PostgresLog;
let store: EventStore;
let pool: pg.Pool;
const stops: (() => Promise<void>)[] = [];

const open = async (): Promise<void> => {
  database = await createTestDatabase();
  pool = database.pool;
  log = createPostgresLog(database);
  store = createEventStore(log, createSubjectKeys(createMemoryVault(), randomBytes(32)));
};
const close = async (): Promise<void> => {
  await log.close();
  await database.drop();
};
const stopAll = async (): Promise<void> => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
};

/** Small pages: what a page folds together must not matter. */
const small = (projection: Projection): Projection => ({ ...projection, pageSize: 3 });

const run = (processors: readonly Projection[]): (() => Promise<void>) => {
  const stop = new AbortController();
  const done = runProcessors({ store, pool, processors, worker: randomUUID(), signal: stop.signal });
  const end = (): Promise<void> => {
    stop.abort();
    return done;
  };
  stops.push(end);
  return end;
};
const settled = async (processors: readonly Projection[]): Promise<void> => {
  const head = await store.head();
  for (const { name } of processors) await waitFor(pool, name, head, 30_000);
};
const ensureAll = async (): Promise<void> => {
  for (const projection of readModels) await ensureTables(pool, projection);
};
const rebuildAll = async (): Promise<RebuildReport[]> => {
  const reports: RebuildReport[] = [];
  for (const projection of readModels) reports.push(await rebuild(pool, store, projection));
  return reports;
};

/** Every row of every read model, as text. */
const everything = async (): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {};
  for (const table of readModels.flatMap((projection) => projection.tableNames)) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from read.${table} t order by 1`,
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
};

const lives = fc.array(happening, { minLength: 1, maxLength: 60, size: 'max' });
/** The same life in every run of a test that is about something else. */
const oneLife = async (where: string, seed: number, length: number): Promise<void> => {
  const happenings = fc.sample(happening, { numRuns: length, seed });
  for (const [i, happened] of happenings.entries()) await live(store, where, String(i), happened);
};

describe('rebuilt rows', () => {
  beforeAll(open);
  afterEach(stopAll);
  afterAll(close);

  it('equal those that the runner made in small pages, whatever happened', async () => {
    await ensureAll();
    await oneLife('first', 5, 120);
    run(readModels.map(small));
    let rounds = 0;
    await fc.assert(
      fc.asyncProperty(lives, async (happenings) => {
        const where = `life${rounds++}`;
        for (const [i, happened] of happenings.entries()) await live(store, where, String(i), happened);
        await settled(readModels);
        const before = await everything();
        for (const report of await rebuildAll()) {
          expect(report.tables.filter((table) => !table.identical)).toEqual([]);
          expect(report).toMatchObject({ identical: true, parked: 0 });
        }
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    const rows = await everything();
    for (const [table, found] of Object.entries(rows))
      expect([table, found.length > 0]).toEqual([table, true]);
  });
});

describe('two processes that start at once', () => {
  beforeAll(open);
  afterAll(close);

  it('make the tables once, though the second looked before the first had made them', async () => {
    const first = await pool.connect();
    const second = connectPool(database.url, 'second', 1);
    const people = readModels.find(({ name }) => name === 'people')!;
    // What a session has looked up, and found missing, it may answer from its cache.
    for (let i = 0; i < 2; i++)
      await second.query(
        `select t as name from unnest($1::text[]) t where to_regclass(format($2, t)) is null`,
        [people.tableNames, 'read.%I'],
      );
    await first.query('begin; select pg_advisory_xact_lock(4702111234474983746)');
    const made = ensureTables(second, people);
    await until('the second waits', async () => {
      const { rows } = await pool.query(`select from pg_locks where locktype = 'advisory' and not granted`);
      return rows.length > 0;
    });
    await first.query(`create schema read; set local search_path = read; ${people.tables}; commit`);
    first.release();
    expect(await made.finally(() => second.end())).toBe(false);
  });
});

describe('with TimescaleDB', () => {
  beforeAll(open);
  afterAll(async () => {
    await stopAll();
    await close();
  });

  it('rebuilds and swaps hypertables alike', async ({ skip }) => {
    const { rowCount } = await pool.query(`select from pg_available_extensions where name = 'timescaledb'`);
    if (rowCount === 0) skip('this server has no TimescaleDB');
    await pool.query('create extension if not exists timescaledb');
    await ensureAll();
    await oneLife('ada', 7, 60);
    run(readModels.map(small));
    await settled(readModels);
    const before = await everything();
    expect(before.readings!.length).toBeGreaterThan(10);
    for (let round = 0; round < 3; round++)
      expect((await rebuildAll()).every((report) => report.identical)).toBe(true);
    const { rows } = await pool.query(
      `select hypertable_schema from timescaledb_information.hypertables where hypertable_name = 'readings' order by 1`,
    );
    expect(rows).toEqual([{ hypertable_schema: 'read' }, { hypertable_schema: 'read_previous' }]);
    await pool.query('drop schema read cascade');
    expect((await rebuildAll()).some((report) => report.identical)).toBe(false);
    expect(await everything()).toEqual(before);
    await oneLife('bob', 8, 20);
    await settled(readModels);
    expect((await rebuildAll()).every((report) => report.identical)).toBe(true);
  });
});

describe('a rebuild', () => {
  beforeEach(async () => {
    await open();
    await ensureAll();
    await oneLife('ada', 7, 60);
  });
  afterEach(async () => {
    await stopAll();
    await close();
  });

  it('brings back rows that were deleted or changed, and says that they differed', async () => {
    const stop = run(readModels);
    await settled(readModels);
    await stop();
    const before = await everything();
    await pool.query(
      `delete from read.readings where metric = 'heart_rate'; update read.subjects set user_id = user_id || '!'`,
    );
    const reports = await rebuildAll();
    expect(await everything()).toEqual(before);
    const tables = reports.flatMap((report) => report.tables);
    expect(
      tables
        .filter((table) => !table.identical)
        .map(({ table }) => table)
        .sort(),
    ).toEqual(['readings', 'subjects']);
    const { rowsBefore, rowsAfter } = tables.find(({ table }) => table === 'readings')!;
    expect(rowsBefore).toBeLessThan(rowsAfter);
    expect(rowsAfter).toBe(before.readings!.length);
    expect((await rebuildAll()).every((report) => report.identical)).toBe(true);
  });

  it('brings back the whole schema, also when it is dropped under a running worker, which parks nothing', async () => {
    run(readModels.map(small));
    await settled(readModels);
    const before = await everything();
    await pool.query('drop schema read cascade');
    await live(store, 'ada', 'later', { what: 'delivery', person: 0, named: true });
    const reports = await rebuildAll();
    expect(reports.every((report) => !report.identical)).toBe(true);
    for (const { table, rowsBefore, rowsAfter } of reports.flatMap((report) => report.tables))
      expect([table, rowsAfter - rowsBefore]).toEqual([table, before[table]!.length]);
    await settled(readModels);
    expect(await listParked(pool)).toEqual([]);
    const after = await everything();
    expect(after.deliveries).toHaveLength(before.deliveries!.length + 1);
    expect({ ...after, deliveries: [] }).toEqual({ ...before, deliveries: [] });
    expect((await rebuildAll()).every((report) => report.identical)).toBe(true);
  });

  it('agrees with the running worker while events keep coming, and neither loses any', async () => {
    run(readModels.map(small));
    await settled(readModels);
    let writing = true;
    let written = 0;
    const writer = (async () => {
      const happenings = fc.sample(happening, { numRuns: 5_000, seed: 11 });
      for (; writing; written++)
        await live(store, 'busy', String(written), happenings[written % happenings.length]!);
    })();
    const goals: bigint[] = [];
    for (let round = 0; round < 3; round++)
      for (const projection of readModels) {
        const report = await rebuild(pool, store, projection, ({ goal }) => goals.push(goal));
        expect(report).toMatchObject({ projection: projection.name, identical: true });
      }
    writing = false;
    await writer;
    expect(written).toBeGreaterThan(20);
    expect(goals.at(-1)!).toBeGreaterThan(goals[0]!);
    await settled(readModels);
    expect((await rebuildAll()).every((report) => report.identical)).toBe(true);
    expect(await listParked(pool)).toEqual([]);
  });

  it('is never seen half-built: readers get the whole table, and no error, through every swap', async () => {
    const stop = run(readModels);
    await settled(readModels);
    await stop();
    const rows = (await everything()).readings!.length;
    expect(rows).toBeGreaterThan(10);
    const readers = new pg.Pool({ connectionString: database.url, max: 6 });
    readers.on('error', () => {});
    let reading = true;
    let reads = 0;
    const counts = new Set<number>();
    const read = async (number: number): Promise<void> => {
      const joined = number % 2 === 1;
      const name = `reader-${number}`;
      const text = joined
        ? 'select (select count(*) from read.quarantined) * 0 + count(*) as n from read.readings'
        : 'select count(*) as n from read.readings where value is not null or value is null';
      while (reading) {
        const { rows: found } = await readers.query<{ n: string }>({ name, text });
        counts.add(Number(found[0]!.n));
        reads++;
      }
    };
    const all = Promise.all(Array.from({ length: 6 }, (_, number) => read(number)));
    try {
      for (let round = 0; round < 6; round++) {
        const before = reads;
        expect(await rebuild(pool, store, readings)).toMatchObject({ identical: true });
        await until('reads after the swap', () => reads > before + 20);
      }
    } finally {
      reading = false;
      await all;
      await readers.end();
    }
    expect([...counts]).toEqual([rows]);
  });

  it('waits for a reader that stays long without holding up the others', async () => {
    const stop = run([readings]);
    await settled([readings]);
    await stop();
    const long = await pool.connect();
    await long.query('begin; select count(*) from read.readings');
    let rebuilt = false;
    const rebuilding = rebuild(pool, store, readings).then((report) => {
      rebuilt = true;
      return report;
    });
    await until('a rebuild that wants the table', async () => {
      const { rowCount } = await pool.query(
        `select from pg_locks where relation = 'read.readings'::regclass and mode = 'AccessExclusiveLock' and not granted`,
      );
      return rowCount === 1;
    });
    for (let i = 0; i < 5; i++) await pool.query('select count(*) from read.readings');
    expect(rebuilt).toBe(false);
    await long.query('commit');
    long.release();
    expect(await rebuilding).toMatchObject({ identical: true });
  });

  it('reports how far it is, up to its goal', async () => {
    const seen: RebuildProgress[] = [];
    const report = await rebuild(pool, store, readings, (progress) => seen.push(progress));
    const head = await store.head();
    expect(seen.at(-1)).toEqual({
      projection: 'readings',
      events: report.events,
      position: head,
      goal: head,
    });
    expect(seen.every((one, i) => i === 0 || one.position > seen[i - 1]!.position)).toBe(true);
    expect(report.events).toBeGreaterThan(20);
    expect(report.durationMs).toBeGreaterThan(0);
  });

  it('stops when it is told to, leaves the live rows alone and nothing of its own behind', async () => {
    const stop = run(readModels);
    await settled(readModels);
    await stop();
    const before = await everything();
    await expect(rebuild(pool, store, readings, undefined, AbortSignal.abort())).rejects.toThrow();
    expect(await everything()).toEqual(before);
    const { rows } = await pool.query(`select nspname from pg_namespace where nspname like 'rebuild%'`);
    expect(rows).toEqual([]);
    expect(await rebuild(pool, store, readings)).toMatchObject({ identical: true });
  });

  it('runs once at a time for each projection', async () => {
    const results = await Promise.allSettled([
      rebuild(pool, store, readings),
      rebuild(pool, store, readings),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'rebuild_running' },
    });
  });

  it('to a new version: the new worker waits for it, the old one ends with it', async () => {
    const stopOld = run([readings]);
    await settled([readings]);
    const next: Projection = {
      ...readings,
      version: readings.version + 1,
      tables: `${readings.tables} alter table readings add column half float8 generated always as (value / 2) stored;`,
    };
    run([next]);
    await live(store, 'ada', 'between', { what: 'delivery', person: 0, named: true });
    await settled([readings]);
    const columns = async (): Promise<boolean> =>
      (
        await pool.query(
          `select from information_schema.columns where table_schema = 'read' and column_name = 'half'`,
        )
      ).rowCount === 1;
    expect(await ensureTables(pool, next)).toBe(false);
    expect(await columns()).toBe(false);

    expect(
      (await rebuild(pool, store, next)).tables.map(({ rowsBefore, rowsAfter }) => rowsAfter - rowsBefore),
    ).toEqual([0, 0, 0]);
    expect(await columns()).toBe(true);
    await oneLife('new', 3, 10);
    await settled([next]);
    const { rows } = await pool.query<{ version: number }>(
      `select version from work.checkpoints where processor = 'readings'`,
    );
    expect(rows).toEqual([{ version: next.version }]);
    await stopOld();
    expect(await rebuild(pool, store, next)).toMatchObject({ identical: true });
  });

  it('parks what the projection cannot handle, with what follows in its stream, and takes back what it can', async () => {
    const poison = `ada-0:document-0`;
    let cured = false;
    const choosy: Projection = {
      ...readings,
      apply: async (tx, events) => {
        await readings.apply(tx, events);
        if (!cured && events.some((event) => event.stream.endsWith(poison))) throw new Error('not this one');
      },
    };
    run([choosy]);
    await settled([readings]);
    const parked = async () => (await listParked(pool)).map(({ position, stream }) => ({ position, stream }));
    const before = await parked();
    expect(before.length).toBeGreaterThan(0);
    expect(await rebuild(pool, store, choosy)).toMatchObject({ identical: true, parked: before.length });
    expect(await parked()).toEqual(before);
    cured = true;
    expect(await rebuild(pool, store, choosy)).toMatchObject({ parked: 0 });
    expect(await parked()).toEqual([]);
    expect(await rebuild(pool, store, readings)).toMatchObject({ identical: true });
  });
});
