import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { BEGINNING, type Position } from '../eventstore/event-log.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { inTransaction } from '../eventstore/postgres/transaction.ts';
import { registerProcessor } from '../eventstore/subscriptions/checkpoints.ts';
import { park } from '../eventstore/subscriptions/parking.ts';
import { type Projection, READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';
import { type Built, buildPage, PAGE_SIZE } from './build-page.ts';
import { rebuildAlone } from './rebuild-lock.ts';
import {
  compareTables,
  isLockTrouble,
  lockForSwap,
  lockWriters,
  swapTables,
  type TableComparison,
} from './swap-tables.ts';

export type { TableComparison } from './swap-tables.ts';
export interface RebuildReport {
  readonly projection: string;
  readonly events: number;
  readonly durationMs: number;
  /** Every table has the same rows as before. */
  readonly identical: boolean;
  readonly tables: readonly TableComparison[];
  /** Events that this projection cannot handle, and what follows in their streams; they are parked now. */
  readonly parked: number;
}
export interface RebuildProgress {
  readonly projection: string;
  readonly events: number;
  readonly position: Position;
  readonly goal: Position;
}

/** How long the swap is tried again while others hold the tables. */
const SWAP_PATIENCE_MS = 120_000;

interface Place {
  readonly pool: pg.Pool;
  readonly schema: string;
}
interface Building extends Place {
  readonly store: EventStore;
  readonly projection: Projection;
}

/** Makes the live tables where they are missing. Answers whether any was. */
export const ensureTables = (pool: pg.Pool, projection: Projection): Promise<boolean> => {
  // Made elsewhere and moved: the statements of a newer version need not fit the tables that are there.
  const schema = `new_${projection.name}`;
  return inSchema({ pool, schema }, async (client) => {
    await client.query(`select pg_advisory_xact_lock(4702111234474983746)`);
    // From the table itself: `to_regclass` may answer from before the wait for the lock, out of the session's cache.
    const { rows } = await client.query<{ name: string }>(
      `select t as name from unnest($1::text[]) t
        where not exists (select from pg_tables where schemaname = '${READ_SCHEMA}' and tablename = t)`,
      [projection.tableNames],
    );
    if (rows.length === 0) return false;
    await client.query(
      `create schema if not exists ${READ_SCHEMA}; create schema ${schema}; ${projection.tables}`,
    );
    for (const { name } of rows)
      await client.query(`alter table ${schema}.${name} set schema ${READ_SCHEMA}`);
    await client.query(`drop schema ${schema} cascade`);
    return true;
  });
};

/**
 * Builds the projection beside the live one from the beginning of the log, compares, and swaps in one
 * transaction: readers never see a half-built table. The previous tables stay in `read_previous`.
 * Throws `rebuild_running` when another process rebuilds the same projection.
 */
export const rebuild = async (
  pool: pg.Pool,
  store: EventStore,
  projection: Projection,
  onProgress: (progress: RebuildProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<RebuildReport> => {
  const started = performance.now();
  const building: Building = { pool, store, projection, schema: `rebuild_${projection.name}` };
  return rebuildAlone(pool, projection.name, async () => {
    await ensureTables(pool, projection);
    await registerProcessor(pool, projection);
    await createShadow(building);
    try {
      const built: Built = { position: BEGINNING, events: 0, parked: [] };
      // What the live projection did meanwhile is worth another round; the last few events wait for the swap.
      for (let before = Number.NEGATIVE_INFINITY; built.events - before > PAGE_SIZE; ) {
        before = built.events;
        const goal = await liveGoal(building);
        while (built.position < goal) {
          signal?.throwIfAborted();
          await inSchema(building, (client) => buildPage(store, projection, client, built, goal));
          onProgress({ projection: projection.name, events: built.events, position: built.position, goal });
        }
      }
      const { tables, events, parked } = await swapPatiently(building, built, signal);
      return {
        projection: projection.name,
        events,
        durationMs: performance.now() - started,
        identical: tables.every((table) => table.identical),
        tables,
        parked: parked.length,
      };
    } finally {
      await pool.query(`drop schema if exists ${building.schema} cascade`);
    }
  });
};

const createShadow = async (building: Building): Promise<void> => {
  const { projection, schema } = building;
  await inSchema(building, (client) =>
    client.query(`drop schema if exists ${schema} cascade; create schema ${schema}; ${projection.tables}`),
  );
};

/** Where the live projection stands: both are compared at the same place. At the beginning: the log's head. */
const liveGoal = async ({ pool, store, projection }: Building): Promise<Position> => {
  const { rows } = await pool.query<{ position: string }>(
    'select max(position) as position from work.checkpoints where processor = $1',
    [projection.name],
  );
  const live = BigInt(rows[0]?.position ?? 0);
  return live > BEGINNING ? live : store.head();
};

const swapPatiently = async (
  building: Building,
  built: Built,
  signal: AbortSignal | undefined,
): Promise<Built & { tables: readonly TableComparison[] }> => {
  const deadline = performance.now() + SWAP_PATIENCE_MS;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const attempted: Built = { ...built, parked: [...built.parked] };
    try {
      const tables = await inSchema(building, (client) =>
        catchUpAndSwap(building, client, attempted, attempt),
      );
      return { ...attempted, tables };
    } catch (error) {
      if (!isLockTrouble(error) || performance.now() >= deadline) throw error;
      await sleep(50 + Math.random() * 100);
    }
  }
};

/** The live projection stands still from the first line on; readers only for the swap itself, at the end. */
const catchUpAndSwap = async (
  building: Building,
  client: pg.ClientBase,
  built: Built,
  attempt: number,
): Promise<readonly TableComparison[]> => {
  const { store, projection, schema } = building;
  await lockWriters(client, projection.tableNames, attempt);
  const target = await lockProgress(client, projection, built.position);
  while (built.position < target) await buildPage(store, projection, client, built, target);
  const tables = await compareTables(client, projection.tableNames, READ_SCHEMA, schema);
  await lockForSwap(client, projection.tableNames);
  await swapTables(client, projection.tableNames, schema);
  await client.query('delete from work.parked where processor = $1 and position <= $2', [
    projection.name,
    target.toString(),
  ]);
  for (const { event, error } of built.parked) await park(client, projection.name, [event], error);
  // Whoever worked on the old tables has lost them, also where the position is the same.
  await client.query(
    `update work.checkpoints set position = $2, version = $3, updated_at = now(), owner = null, lease_until = null
      where processor = $1`,
    [projection.name, target.toString(), projection.version],
  );
  return tables;
};

const lockProgress = async (
  client: pg.ClientBase,
  projection: Projection,
  reached: Position,
): Promise<Position> => {
  await client.query('select from work.parked where processor = $1 order by position for update', [
    projection.name,
  ]);
  const { rows } = await client.query<{ position: string }>(
    'select position from work.checkpoints where processor = $1 order by partition for update',
    [projection.name],
  );
  return rows.map((row) => BigInt(row.position)).reduce((a, b) => (a > b ? a : b), reached);
};

const inSchema = <T>({ pool, schema }: Place, work: (client: pg.ClientBase) => Promise<T>): Promise<T> =>
  inTransaction(
    pool,
    `set local synchronous_commit = off; set local statement_timeout = 0; set local search_path = ${schema}, public`,
    work,
  );
