import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { ReadDatabase } from '../../projections/read-database.ts';

const DATE = 1082;

/** Dates stay text (a local day has no instant); bigints are text as `pg` gives them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE ? (value: string) => value : pg.types.getTypeParser(oid, format),
};

const STATEMENT_MS = 60_000;
/** A server that is there ends a statement itself; one that fell silent is given up a little later. */
const SILENCE_MS = 5_000;

export const connectPool = (
  url: string,
  name: string,
  max: number,
  statementMs: number = STATEMENT_MS,
): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: `auren ${name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + SILENCE_MS,
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
