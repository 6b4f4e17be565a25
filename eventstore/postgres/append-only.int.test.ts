import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import type { EventLog } from '../event-log.ts';
import { record } from '../testing/conformance.ts';
import { createPostgresLog } from './postgres-log.ts';

describe('the table of events', () => {
  let database: TestDatabase;
  let log: EventLog;
  beforeAll(async () => {
    database = await createTestDatabase();
    log = createPostgresLog(database);
    await log.append('s', 'none', [record(), record()]);
  });
  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  it.each([
    ['update', `update log.events set type = 'Other'`],
    ['update of nothing', 'update log.events set type = type where false'],
    [
      'upsert',
      'insert into log.events select * from log.events on conflict (position) do update set type = excluded.type',
    ],
    ['delete', 'delete from log.events where version = 2'],
    ['truncate', 'truncate log.events'],
  ])('refuses %s', async (_, statement) => {
    await expect(database.pool.query(statement)).rejects.toThrow('append-only');
    expect((await log.readStream('s')).map((one) => one.type)).toEqual(['Happened', 'Happened']);
  });

  it('reads a page by position, without a scan of the table, also from a plan made for any values', async () => {
    await Promise.all(Array.from({ length: 3_000 }, (_, i) => log.append(`t-${i}`, 'any', [record()])));
    const client = await database.pool.connect();
    try {
      await client.query('analyze log.events; set plan_cache_mode = force_generic_plan');
      await client.query(
        'prepare page as select * from log.events where position > $1 order by position limit $2',
      );
      const { rows } = await client.query<{ 'QUERY PLAN': string }>('explain execute page(10, 500)');
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan using events_pkey/);
    } finally {
      client.release(true);
    }
  });
});
