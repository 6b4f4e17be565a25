import { mkdir } from 'node:fs/promises';
import type pg from 'pg';
import type { EventLog } from '../eventstore/event-log.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createPostgresLog, type PostgresLogOptions } from '../eventstore/postgres/postgres-log.ts';
import { checkMasterKey, createPostgresVault } from '../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys, type SubjectKeys } from '../eventstore/subject-keys.ts';
import { checkLog } from '../eventstore/subscriptions/check-log.ts';
import type { ReadDatabase } from '../projections/read-database.ts';
import type { Config } from './config.ts';
import { connectPool, connectReads } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { explainUnreachable } from './database/unreachable.ts';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import { findOwnedServer } from './embedded-postgres/join.ts';
import { openEventStoreDb } from './engines/eventstoredb.ts';
import type { EngineGuard } from './guards/engine-guard.ts';
import { guardedLog, guardedVault } from './guards/guarded.ts';
import { keptMasterKey } from './secrets-on-disk.ts';

/** The database of this process: given, started by us, or shared with an app that runs already. */
export interface Database {
  readonly url: string;
  readonly masterKey: Buffer;
  readonly kind: 'given' | 'embedded' | 'joined';
  /** Resolves with what happened when an embedded server is lost under us; never otherwise. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

const never = new Promise<never>(() => {});

/**
 * `alone`: this process is the app and must own an embedded server; a command may also join the server of an
 * app that runs. Throws `config_invalid`, `engine_unavailable` or an `EmbeddedPostgresError`.
 */
export const openDatabase = async (
  config: Config,
  log: (message: string) => void,
  { alone }: { alone: boolean },
): Promise<Database> => {
  if (config.databaseUrl !== undefined)
    return {
      url: config.databaseUrl,
      masterKey: config.masterKey!,
      kind: 'given',
      lost: never,
      stop: async () => {},
    };
  const joined = alone ? null : await findOwnedServer(config.dataDir);
  const server = joined === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : undefined;
  await mkdir(config.dataDir, { recursive: true });
  let masterKey = config.masterKey;
  if (masterKey === undefined) {
    const kept = await keptMasterKey(config.dataDir);
    masterKey = kept.key;
    if (kept.made)
      log(
        `A master key was made in ${config.dataDir}/master-key. Keep a copy elsewhere: without it nothing can be read.`,
      );
  }
  if (server === undefined)
    return { url: joined!, masterKey, kind: 'joined', lost: never, stop: async () => {} };
  return { url: server.url, masterKey, kind: 'embedded', lost: server.lost, stop: () => server.stop() };
};

/** The log of this process, wherever it is kept. */
export interface OwnLog extends EventLog {
  /** Appends waiting or in flight. */
  depth(): { appends: number; bytes: number };
}

export interface Engines {
  readonly pool: pg.Pool;
  readonly db: ReadDatabase;
  readonly log: OwnLog;
  readonly store: EventStore;
  /** Of what is sealed beside the log. */
  readonly keys: SubjectKeys;
  close(): Promise<void>;
}

/** Answers the names of what was applied. Throws `engine_unavailable` when the database does not let us in. */
export const migrateDatabase = ({ url, kind }: Database): Promise<string[]> =>
  migrate(url).catch((error: unknown) => {
    throw explainUnreachable(error, url, kind === 'given');
  });

export interface EngineOptions {
  readonly connections: number;
  readonly onGroup?: PostgresLogOptions['onGroup'];
  /** Of what has to answer at once instead of waiting for a log that is away; a worker waits. */
  readonly logGuard?: EngineGuard;
  /** The same of the keys. */
  readonly databaseGuard?: EngineGuard;
  /** The longest a statement may take. */
  readonly statementMs?: number;
}

/** Migrates, checks the master key, and opens the log and the pools. Throws `engine_unavailable` naming the engine. */
export const openEngines = async (
  config: Config,
  database: Database,
  name: string,
  options: EngineOptions,
): Promise<Engines> => {
  await migrateDatabase(database);
  const { connections, statementMs, logGuard, databaseGuard } = options;
  const pool = connectPool(database.url, name, connections, statementMs);
  try {
    await checkMasterKey(pool, database.masterKey);
    const log = await openLog(config, database, pool, options);
    const db = connectReads(pool);
    const seen = logGuard === undefined ? log : guardedLog(log, logGuard);
    const vault = createPostgresVault(pool);
    const keys = createSubjectKeys(
      databaseGuard === undefined ? vault : guardedVault(vault, databaseGuard),
      database.masterKey,
    );
    const store = createEventStore(seen, keys);
    await checkLog(pool, store, config.eventStoreUrl === undefined ? 'postgresql' : 'eventstoredb');
    return {
      pool,
      db,
      log,
      store,
      keys,
      close: async () => {
        await log.close();
        await db.destroy();
        // kysely ends only a pool that it has used; one left open would hold the process for its idle time.
        if (!pool.ended) await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
};

const openLog = (
  config: Config,
  database: Database,
  pool: pg.Pool,
  { onGroup }: EngineOptions,
): OwnLog | Promise<OwnLog> =>
  config.eventStoreUrl === undefined
    ? createPostgresLog({ url: database.url, pool, ...(onGroup === undefined ? {} : { onGroup }) })
    : openEventStoreDb(config.eventStoreUrl, onGroup);
