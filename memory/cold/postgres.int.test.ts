import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../app/testing/test-database.ts';
import { createPostgresEngine } from './postgres.ts';
import { describeColdMemory } from './testing/conformance.ts';

describeColdMemory('PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { engine: createPostgresEngine(database.pool), close: () => database.drop() };
});

it('PostgreSQL that is not there is engine_unavailable', async () => {
  const pool = new pg.Pool({
    connectionString: 'postgres://nobody@127.0.0.1:9/none',
    connectionTimeoutMillis: 500,
  });
  const engine = createPostgresEngine(pool);
  const cold = engine.open({ id: 'x/1/2', dimension: 2 });
  const signal = AbortSignal.timeout(5_000);
  for (const attempt of [
    () => cold.prepare(signal),
    () => cold.query('ada', [1, 0], 5, signal),
    () => cold.check(signal),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'engine_unavailable' });
  await pool.end();
});
