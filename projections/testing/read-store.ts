import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { connectReads } from '../../app/database/connect.ts';
import { createTestDatabase } from '../../app/testing/test-database.ts';
import { createEventStore, type EventStore } from '../../eventstore/event-store.ts';
import { createMemoryVault } from '../../eventstore/memory/memory-vault.ts';
import { createPostgresLog } from '../../eventstore/postgres/postgres-log.ts';
import { createSubjectKeys, type SubjectKeys } from '../../eventstore/subject-keys.ts';
import type { Projection } from '../../eventstore/subscriptions/processor.ts';
import { runProcessors } from '../../eventstore/subscriptions/runner.ts';
import { waitFor } from '../../eventstore/subscriptions/wait-for.ts';
import type { ReadDatabase } from '../read-database.ts';
import { ensureTables, type RebuildReport, rebuild } from '../rebuild.ts';

export const ENGINES = ['plain PostgreSQL', 'TimescaleDB'] as const;
export type Engine = (typeof ENGINES)[number];

/** A log with the read models of it kept up to date by a runner in small pages. */
export interface ReadStore {
  readonly store: EventStore;
  readonly keys: SubjectKeys;
  readonly pool: pg.Pool;
  readonly db: ReadDatabase;
  /** Waits until the read models know everything in the log. */
  settled(): Promise<void>;
  rebuildAll(): Promise<RebuildReport[]>;
  /** Every row of the table, as text. */
  rows(table: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Undefined when the server does not have the engine. */
export const openReadStore = async (
  engine: Engine,
  projections: readonly Projection[],
): Promise<ReadStore | undefined> => {
  const database = await createTestDatabase();
  const { pool } = database;
  if (engine === 'TimescaleDB') {
    const { rowCount } = await pool.query(`select from pg_available_extensions where name = 'timescaledb'`);
    if (rowCount === 0) {
      await database.drop();
      return undefined;
    }
    await pool.query('create extension if not exists timescaledb');
  } else await pool.query('drop extension if exists timescaledb cascade');
  const log = createPostgresLog(database);
  const keys = createSubjectKeys(createMemoryVault(), randomBytes(32));
  const store = createEventStore(log, keys);
  for (const projection of projections) await ensureTables(pool, projection);
  const stop = new AbortController();
  const processors = projections.map((projection) => ({ ...projection, pageSize: 3 }));
  const running = runProcessors({ store, pool, processors, worker: randomUUID(), signal: stop.signal });
  return {
    store,
    keys,
    pool,
    db: connectReads(pool),
    settled: async () => {
      const head = await store.head();
      for (const { name } of projections) await waitFor(pool, name, head, 30_000);
    },
    rebuildAll: async () => {
      const reports: RebuildReport[] = [];
      for (const projection of projections) reports.push(await rebuild(pool, store, projection));
      return reports;
    },
    rows: async (table) => {
      const { rows } = await pool.query<{ row: string }>(
        `select t::text as row from read.${table} t order by 1`,
      );
      return rows.map(({ row }) => row);
    },
    close: async () => {
      stop.abort();
      await running;
      await log.close();
      await database.drop();
    },
  };
};
