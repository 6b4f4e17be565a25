import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { registerWorkerMetrics } from './worker-metrics.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('what the leases tell', () => {
  it('counts workers and partitions that stand still, and says nothing when the database is gone', async () => {
    const registry = new Registry();
    const { pool } = database;
    registerWorkerMetrics(registry, pool);
    await pool.query(`insert into work.checkpoints (processor, partition, partitions, version, owner, lease_until) values
      ('a', 0, 1, 1, 'w1', now() + interval '1 hour'), ('b', 0, 4, 1, 'w1', now() + interval '1 hour'),
      ('b', 1, 4, 1, 'w2', now() + interval '1 hour'), ('b', 2, 4, 1, 'w3', now() - interval '1 second'),
      ('b', 3, 4, 1, null, null)`);
    const text = await registry.metrics();
    expect(text).toMatch(/^auren_workers 2$/m);
    expect(text).toMatch(/^auren_processor_partitions_unheld\{processor="a"\} 0$/m);
    expect(text).toMatch(/^auren_processor_partitions_unheld\{processor="b"\} 2$/m);

    await pool.query('alter table work.checkpoints rename to gone');
    const blind = await registry.metrics();
    expect(blind).toMatch(/^auren_workers Nan$/im);
    expect(blind).not.toMatch(/^auren_processor_partitions_unheld\{/m);
    await pool.query('alter table work.gone rename to checkpoints');
  });
});
