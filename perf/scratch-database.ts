import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../app/database/migrate.ts';
import { startEmbeddedPostgres } from '../app/embedded-postgres/embedded-postgres.ts';

export interface ScratchDatabase {
  /** The server's own database, for what must happen beside the scratch one. */
  readonly serverUrl: string;
  readonly url: string;
  /** Drops the database, and the server when it was started for this run. */
  drop(): Promise<void>;
}

const runOn = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

/** An empty, migrated database on the given server, else on an embedded one with fsync on. */
export const createScratchDatabase = async (given: string | undefined): Promise<ScratchDatabase> => {
  let stopServer = async (): Promise<void> => {};
  let serverUrl = given;
  if (serverUrl === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'auren-perf-'));
    await chmod(dataDir, 0o711);
    const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
    serverUrl = server.url;
    stopServer = async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
  }
  const server = serverUrl;
  const name = `auren_scratch_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return {
    serverUrl: server,
    url: url.href,
    drop: async () => {
      await runOn(server, `drop database if exists ${name} with (force)`);
      await stopServer();
    },
  };
};
