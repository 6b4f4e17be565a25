import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../app/embedded-postgres/embedded-postgres.ts';
import { makeDataDir } from './auren.ts';

export interface OwnDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  remove(): Promise<void>;
}

/** An empty database that several processes share: on the server of `DATABASE_URL`, else on an embedded one. */
export const createOwnDatabase = async (): Promise<OwnDatabase> => {
  const server = await findServer();
  const name = `auren_e2e_${randomBytes(6).toString('hex')}`;
  const runOnServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await runOnServer(`create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  return {
    url: url.href,
    pool,
    remove: async () => {
      await pool.end();
      await runOnServer(`drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
};

const findServer = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: () => {} });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await dataDir.remove();
    },
  };
};
