import type pg from 'pg';
import { READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';

export interface TableComparison {
  readonly table: string;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly identical: boolean;
}

export const PREVIOUS_SCHEMA = 'read_previous';

/**
 * Waiting for a lock makes everyone else wait behind us, and a reader of two tables could wait for us in turn: wait
 * shorter than PostgreSQL's deadlock detector (1 s) at first, so that it is we who give way; only a stubborn holder
 * (autovacuum yields after that second) is waited for longer.
 */
const waitMs = (attempt: number): number => Math.min(5_000, 250 * 1.5 ** (attempt - 1));
const SWAP_ATTEMPTS = 30;

/** 40P01 deadlock, 55P03 lock not available: trying again is enough. */
export const isLockTrouble = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '55P03');

const lock = async (
  client: pg.ClientBase,
  tables: readonly string[],
  mode: string,
  attempt: number,
): Promise<void> => {
  await client.query(`set local lock_timeout = ${Math.round(waitMs(attempt))}`);
  await client.query(
    `lock table ${tables.map((table) => `${READ_SCHEMA}.${table}`).join(', ')} in ${mode} mode`,
  );
};

/** Keeps others from writing to the live tables until this transaction ends; they can still be read. */
export const lockWriters = (
  client: pg.ClientBase,
  tables: readonly string[],
  attempt: number,
): Promise<void> => lock(client, tables, 'exclusive', attempt);

/** Waits until nobody reads the live tables, letting new readers through between attempts. */
export const lockForSwap = async (client: pg.ClientBase, tables: readonly string[]): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    await client.query('savepoint locking');
    try {
      return await lock(client, tables, 'access exclusive', attempt);
    } catch (error) {
      if (!isLockTrouble(error) || attempt === SWAP_ATTEMPTS) throw error;
      await client.query('rollback to savepoint locking');
    }
  }
};

/** Row counts and an order-independent hash of every row's text. */
export const compareTables = async (
  client: pg.ClientBase,
  tables: readonly string[],
  before: string,
  after: string,
): Promise<readonly TableComparison[]> => {
  const print = async (table: string) => {
    const { rows } = await client.query<{ rows: string; hash: string }>(
      `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as hash from ${table} t`,
    );
    return rows[0]!;
  };
  const comparisons: TableComparison[] = [];
  for (const table of tables) {
    const old = await print(`${before}.${table}`);
    const built = await print(`${after}.${table}`);
    comparisons.push({
      table,
      rowsBefore: Number(old.rows),
      rowsAfter: Number(built.rows),
      identical: old.rows === built.rows && old.hash === built.hash,
    });
  }
  return comparisons;
};

/** The live tables become the previous ones, those of `schema` the live ones. */
export const swapTables = async (
  client: pg.ClientBase,
  tables: readonly string[],
  schema: string,
): Promise<void> => {
  await client.query(`create schema if not exists ${PREVIOUS_SCHEMA}`);
  for (const table of tables) {
    await client.query(`drop table if exists ${PREVIOUS_SCHEMA}.${table} cascade`);
    await client.query(`alter table ${READ_SCHEMA}.${table} set schema ${PREVIOUS_SCHEMA}`);
    await client.query(`alter table ${schema}.${table} set schema ${READ_SCHEMA}`);
  }
};
