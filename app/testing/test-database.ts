import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connectPool } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

/** A database of its own for one test file, migrated, on the server that `database-server.ts` provides. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const server = inject('databaseServerUrl');
  const name = `auren_test_${randomBytes(6).toString('hex')}`;
  const runOnServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await runOnServer(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const pool = connectPool(url.href, 'test', 8);
  return {
    url: url.href,
    pool,
    drop: async () => {
      await pool.end();
      await runOnServer(`drop database if exists ${name} with (force)`);
    },
  };
};
