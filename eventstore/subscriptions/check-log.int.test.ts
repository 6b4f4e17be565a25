import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import type { EventStore } from '../event-store.ts';
import { createPostgresLog } from '../postgres/postgres-log.ts';
import { record } from '../testing/conformance.ts';
import { checkLog } from './check-log.ts';

const standingAt = (head: bigint): EventStore =>
  ({ head: async () => head }) as Partial<EventStore> as EventStore;

describe('a database and the log it belongs to', () => {
  let database: TestDatabase;
  afterEach(() => database.drop());
  const stand = (position: number) =>
    database.pool.query(
      `insert into work.checkpoints (processor, partition, partitions, version, position) values ('p', 0, 1, 1, $1)`,
      [position],
    );

  it('belong together when nothing has seen more than the log holds', async () => {
    database = await createTestDatabase();
    for (const keptIn of ['postgresql', 'eventstoredb'] as const)
      await checkLog(database.pool, standingAt(0n), keptIn);
    await stand(1_000);
    await checkLog(database.pool, standingAt(1_000n), 'eventstoredb');
    await checkLog(database.pool, standingAt(1_001n), 'postgresql');
    await expect(checkLog(database.pool, standingAt(999n), 'eventstoredb')).rejects.toMatchObject({
      code: 'log_changed',
    });
  });

  it('do not when the log moved between PostgreSQL and EventStoreDB, either way', async () => {
    database = await createTestDatabase();
    const log = createPostgresLog({ url: database.url, pool: database.pool });
    await stand(5_000_000);
    await expect(checkLog(database.pool, standingAt(await log.head()), 'postgresql')).rejects.toMatchObject({
      code: 'log_changed',
    });
    await database.pool.query('delete from work.checkpoints');
    await log.append('s', 'any', [record()]);
    await checkLog(database.pool, standingAt(await log.head()), 'postgresql');
    await expect(checkLog(database.pool, standingAt(10n ** 9n), 'eventstoredb')).rejects.toMatchObject({
      code: 'log_changed',
    });
    await log.close();
  });
});
