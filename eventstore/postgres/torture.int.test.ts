import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import { record } from '../testing/conformance.ts';
import { createRelay } from '../testing/relay.ts';
import { runTorture } from '../testing/torture/torture.ts';
import { until } from '../testing/until.ts';
import { createPostgresLog } from './postgres-log.ts';

const ORDER_LOCK = '4702111234474983745';

describe('the PostgreSQL log under attack', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('misses, reorders and loses nothing while writers are killed and foreign transactions stay open', async () => {
    const report = await runTorture({
      url: database.url,
      otherDatabaseUrl: inject('databaseServerUrl'),
      seconds: 12,
      seed: 20_260_101,
    });
    expect(report.found.slice(0, 20)).toEqual([]);
    expect(report.records).toBeGreaterThan(1_000);
    expect(report.killedProcesses).toBeGreaterThan(0);
    expect(report.killedConnections).toBeGreaterThan(0);
    expect(report.heldBackBy).toBeGreaterThan(100);
    for (const status of ['appended', 'duplicate', 'conflict', 'event_id_reused'] as const)
      expect(report.answers[status]).toBeGreaterThan(0);
  }, 120_000);

  it('stores an append once when its backend is terminated while it waits for the order lock', async () => {
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    const log = createPostgresLog(database);
    try {
      await holder.query(`begin; select pg_advisory_xact_lock(${ORDER_LOCK})`);
      const append = log.append('terminated', 'none', [record(), record()]);
      const terminated = await until('a waiting backend', async () => {
        const { rows } = await database.pool.query<{ gone: boolean }>(
          `select pg_terminate_backend(pid) as gone from pg_stat_activity
            where datname = current_database() and application_name = 'auren log writer' and wait_event = 'advisory'`,
        );
        return rows.length > 0 && rows;
      });
      expect(terminated).toEqual([{ gone: true }]);
      await holder.query('rollback');
      expect(await append).toMatchObject({ status: 'appended', version: 2 });
      expect(await log.readStream('terminated')).toHaveLength(2);
    } finally {
      await holder.end();
      await log.close();
    }
  });

  it('finds what was committed when the answer got lost', async () => {
    const relay = await createRelay(database.url);
    const log = createPostgresLog({ url: relay.url, pool: database.pool });
    try {
      await log.append('lost-answer', 'none', [record()]);
      relay.loseNextAnswer();
      const first = record();
      const result = await log.append('lost-answer', 1, [first]);
      expect(relay.lost()).toBe(1);
      expect(result).toMatchObject({ status: 'duplicate', version: 2 });
      expect((await log.readStream('lost-answer')).map((one) => one.version)).toEqual([1, 2]);
      expect(await log.append('lost-answer', 1, [first])).toEqual(result);
    } finally {
      await log.close();
      await relay.close();
    }
  });

  it('says that the outcome is unknown when no retry gets through, and refuses once it is closed', async () => {
    const relay = await createRelay(database.url);
    const log = createPostgresLog({ url: relay.url, pool: database.pool, retryForMs: 300 });
    await log.append('unreachable', 'none', [record()]);
    await relay.close();
    await expect(log.append('unreachable', 1, [record()])).rejects.toMatchObject({
      code: 'engine_unavailable',
      status: 503,
    });
    await log.close();
    await expect(log.append('unreachable', 1, [record()])).rejects.toMatchObject({
      code: 'engine_unavailable',
    });
    expect(await log.readStream('unreachable')).toHaveLength(1);
  });

  it('wakes readers of another process, also after its line was cut', async () => {
    const [writer, reader] = [createPostgresLog(database), createPostgresLog(database)];
    let woken = 0;
    const stop = reader.onAppended(() => woken++);
    const append = () => writer.append('heard', 'any', [record()]);
    const wakes = (): Promise<boolean> => {
      const before = woken;
      return until('a notice from the other log', async () => {
        await append();
        return woken > before;
      });
    };
    await wakes();
    await until('lines to cut', async () => {
      const { rowCount } = await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'auren log signal'`,
      );
      return rowCount === 2;
    });
    await wakes();
    stop();
    await Promise.all([writer.close(), reader.close()]);
  });
});
