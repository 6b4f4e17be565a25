import type pg from 'pg';
import { inTransaction } from '../eventstore/postgres/transaction.ts';
import { READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';
import { CHUNK_DAYS } from './reading-tables.ts';
import { alone } from './rebuild-lock.ts';
import { PREVIOUS_SCHEMA } from './swap-tables.ts';

const DAY_MS = 86_400_000;
const STEP_MS = CHUNK_DAYS * DAY_MS;
/** Whoever reads or writes a chunk that is to go is not kept waiting longer; the next attempt finds it free. */
const LOCK_TIMEOUT_MS = 5_000;

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
 * back; it moves in a transaction of its own, so that projections wait for no removal. Throws `rebuild_running`, and
 * 55P03 when a chunk is in use: nothing is lost then, the next call goes on.
 */
export const trimReadings = (pool: pg.Pool, now: Date, keepDays: number): Promise<Trimmed> =>
  alone(pool, 'readings', async () => {
    await pool.query('update work.reading_horizon set horizon = $1 where horizon < $1', [
      horizonFor(now, keepDays),
    ]);
    return clearReadings(pool);
  });

/** From now on readings of any age are kept again; those that went come back with the next rebuild. */
export const liftHorizon = (pool: pg.Pool): Promise<void> =>
  alone(pool, 'readings', async () => {
    await pool.query(`update work.reading_horizon set horizon = '-infinity', cleared = '-infinity'`);
  });

const clearReadings = (pool: pg.Pool): Promise<Trimmed> =>
  inTransaction(
    pool,
    `set local statement_timeout = 0; set local lock_timeout = ${LOCK_TIMEOUT_MS}`,
    async (client) => {
      const { rows } = await client.query<{ horizon: Date | number; due: boolean }>(
        'select horizon, cleared < horizon as due from work.reading_horizon',
      );
      const { horizon, due } = rows[0]!;
      if (!(horizon instanceof Date)) return { horizon: null, cleared: false };
      if (due) {
        for (const schema of [READ_SCHEMA, PREVIOUS_SCHEMA])
          for (const [table, column] of TIMED) await removeBefore(client, schema, table, column, horizon);
        await client.query('update work.reading_horizon set cleared = $1', [horizon]);
      }
      return { horizon, cleared: due };
    },
  );

/** Whole chunks at once; then, row by row, what no chunk ends with: a plain table, and chunks of another size. */
const removeBefore = async (
  client: pg.ClientBase,
  schema: string,
  table: string,
  column: string,
  horizon: Date,
): Promise<void> => {
  const { rows } = await client.query<{ present: boolean; timescale: boolean }>(
    `select exists (select from pg_tables where schemaname = $1 and tablename = $2) as present,
            exists (select from pg_extension where extname = 'timescaledb') as timescale`,
    [schema, table],
  );
  const { present, timescale } = rows[0]!;
  if (!present) return;
  const { rowCount: isHypertable } = timescale
    ? await client.query(
        'select from timescaledb_information.hypertables where hypertable_schema = $1 and hypertable_name = $2',
        [schema, table],
      )
    : { rowCount: 0 };
  if (isHypertable)
    await client.query(`select drop_chunks('${schema}.${table}', $1::timestamptz)`, [horizon]);
  await client.query(`delete from ${schema}.${table} where ${column} < $1`, [horizon]);
};
