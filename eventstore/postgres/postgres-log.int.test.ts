import { afterAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../app/testing/test-database.ts';
import { describeEventLog } from '../testing/conformance.ts';
import { createPostgresLog } from './postgres-log.ts';

const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

describeEventLog('PostgreSQL', async () => {
  const database = await createTestDatabase();
  databases.push(database);
  return createPostgresLog({ url: database.url, pool: database.pool });
});
