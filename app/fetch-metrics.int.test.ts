import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFetchQueue } from '../commands/fetching/fetch-queue.ts';
import { connectReads } from './database/connect.ts';
import { registerFetchMetrics } from './fetch-metrics.ts';
import { ensureReadTables } from './read-models.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('what is told of fetches', () => {
  it('is nothing before the first worker, then what waits, is parked and was done', async () => {
    const { pool } = database;
    await ensureReadTables(pool);
    const registry = new Registry();
    registerFetchMetrics(registry, { pool, db: connectReads(pool) });
    expect(await registry.metrics()).toMatch(/^auren_fetches_waiting 0$/m);

    const queue = createFetchQueue(pool);
    await queue.install();
    const asked = {
      provider: 'toy',
      externalUser: 'x',
      correlationId: 'c',
      askedAt: '2026-01-01T00:00:00Z',
      tried: 0,
    };
    await queue.enqueue({ kind: 'record', collection: 'sleep', recordId: '1', ...asked });
    await queue.enqueue({ kind: 'record', collection: 'sleep', recordId: '2', ...asked }, { afterS: 600 });
    await pool.query(
      `insert into work.fetch_outcomes values ('toy', 'fetched', 7), ('toy', 'rate_limited', 2)`,
    );
    await pool.query(
      `insert into work.parked_fetches (provider, external_user, key, job, problem) values ('toy', 'x', 'k', '{}', 'refused')`,
    );
    const text = await registry.metrics();
    expect(text).toMatch(/^auren_fetches\{provider="toy",outcome="fetched"\} 7$/m);
    expect(text).toMatch(/^auren_fetches\{provider="toy",outcome="rate_limited"\} 2$/m);
    expect(text).toMatch(/^auren_fetches_waiting 2$/m);
    expect(text).toMatch(/^auren_fetches_parked 1$/m);
    expect(text).toMatch(/^auren_fetches_oldest_due_seconds \d/m);

    await pool.query('alter table work.parked_fetches rename to gone');
    expect(await registry.metrics()).toMatch(/^auren_fetches_waiting Nan$/im);
  });
});
