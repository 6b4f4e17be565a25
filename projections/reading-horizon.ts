import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../eventstore/postgres/transaction.ts';
import { READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';
import { CHUNK_DAYS } from './reading-tables.ts';
import { betweenRebuilds } from './rebuild-lock.ts';
import { isLockTrouble, PREVIOUS_SCHEMA } from './swap-tables.ts';

const DAY_MS = 86_400_000;
const STEP_MS = CHUNK_DAYS * DAY_MS;
/** Shorter than PostgreSQL's deadlock detector (1 s). */
const LOCK_TIMEOUT_MS = 500;
const DROP_ATTEMPTS = 30;

const TIMED = [
  ['readings', 'start_at'],
  ['reading_hours', 'hour'],
] as const;

/** The newest edge of chunks (they count from 1970) that leaves at least `keepDays` days. */
export const horizonFor = (now: Date, keepDays: number): Date =>
  new Date(Math.floor((now.getTime() - keepDays * DAY_MS) / STEP_MS) * STEP_MS);

/**
 * Milliseconds since 1970 from which on readings are kept. It cannot move before the transaction ends: what was taken
 * in under the old one would be left behind.
 */
export const readingHorizon = async (tx: pg.ClientBase): Promise<number> => {
  const { rows } = await tx.query<{ ms: number }>(
    'select extract(epoch from horizon)::float8 * 1000 as ms from work.reading_horizon for share',
  );
  return rows[0]!.ms;
};

export interface Trimmed {
  /** From where on readings are kept now; null: for ever. */
  readonly horizon: Date | null;
  /** Whether rows were removed now. */
  readonly cleared: boolean;
}

/**
 * Keeps only the readings of the last `keepDays` days (up to a chunk more) and their hours. The horizon never moves
 * back; it moves in a transaction of its own, so that projections wait for no removal. Not during a rebuild, which
 * would then differ: throws `rebuild_running`, and 55P03 when a chunk is in use. The next call goes on.
 */
export const trimReadings = (pool: pg.Pool, now: Date, keepDays: number): Promise<Trimmed> =>
  betweenRebuilds(pool, async () => {
    await pool.query('update work.reading_horizon set horizon = $1 where horizon < $1', [
      horizonFor(now, keepDays),
    ]);
    return clearReadings(pool);
  });

/** From now on readings of any age are kept again; those that went come back with the next rebuild. */
export const liftHorizon = (pool: pg.Pool): Promise<void> =>
  betweenRebuilds(pool, async () => {
    await pool.query(`update work.reading_horizon set horizon = '-infinity', cleared = '-infinity'`);
  });

const clearReadings = async (pool: pg.Pool): Promise<Trimmed> => {
  const { rows } = await pool.query<{ horizon: Date | number; due: boolean }>(
    'select horizon, cleared < horizon as due from work.reading_horizon',
  );
  const { horizon, due } = rows[0]!;
  if (!(horizon instanceof Date)) return { horizon: null, cleared: false };
  if (!due) return { horizon, cleared: false };
  for (const schema of [READ_SCHEMA, PREVIOUS_SCHEMA])
    for (const [table, column] of TIMED) await removeBefore(pool, `${schema}.${table}`, column, horizon);
  await pool.query('update work.reading_horizon set cleared = $1', [horizon]);
  return { horizon, cleared: true };
};

/** Whole chunks first; then, row by row, what no chunk ends with: a plain table, and chunks of another size. */
const removeBefore = async (pool: pg.Pool, table: string, column: string, horizon: Date): Promise<void> => {
  if (!(await exists(pool, 'select to_regclass($1) is not null as yes', [table]))) return;
  const hasChunks = await exists(
    pool,
    `select exists (select from pg_extension where extname = 'timescaledb') as yes`,
  );
  if (hasChunks) {
    const { rows } = await pool.query<{ end: Date }>(
      `select range_end as end from timescaledb_information.chunks
        where format('%s.%s', hypertable_schema, hypertable_name) = $1 and range_end <= $2 order by range_end`,
      [table, horizon],
    );
    for (const { end } of rows) await dropChunk(pool, table, end);
  }
  await inTransaction(pool, 'set local statement_timeout = 0', (client) =>
    client.query(`delete from ${table} where ${column} < $1`, [horizon]),
  );
};

const exists = async (pool: pg.Pool, text: string, values: string[] = []): Promise<boolean> =>
  (await pool.query<{ yes: boolean }>(text, values)).rows[0]!.yes;

/**
 * One a transaction: who holds one chunk and waits for the next would deadlock with a reader of both. Gives way, before
 * the queue behind it grows long, to whoever reads the chunk.
 */
const dropChunk = async (pool: pg.Pool, table: string, end: Date): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await inTransaction(pool, `set local lock_timeout = ${LOCK_TIMEOUT_MS}`, (client) =>
        client.query('select drop_chunks($1::regclass, older_than => $2::timestamptz)', [table, end]),
      );
      return;
    } catch (error) {
      if (!isLockTrouble(error) || attempt === DROP_ATTEMPTS) throw error;
      await sleep(LOCK_TIMEOUT_MS * Math.random());
    }
  }
};
