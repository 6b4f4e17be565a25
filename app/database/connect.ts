import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { ReadDatabase } from '../../projections/read-database.ts';

const DATE = 1082;

/** Dates stay text (a local day has no instant); bigints are text as `pg` gives them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE ? (value: string) => value : pg.types.getTypeParser(oid, format),
};

export const connectPool = (url: string, name: string, max: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: `auren ${name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    // A data key that a crash took back would leave its events unreadable, whatever the server's default is.
    // Compiling a query over many chunks takes longer than any of ours runs (docs/query-plans.md).
    options: '-c synchronous_commit=on -c jit=off',
  });
  // An idle connection that breaks is replaced at its next use, where the failure is seen.
  pool.on('error', () => {});
  return pool;
};

export const connectReads = (pool: pg.Pool): ReadDatabase =>
  new Kysely({ dialect: new PostgresDialect({ pool }) });
