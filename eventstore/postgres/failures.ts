/** What a failed statement means for a retry. SQLSTATE classes: PostgreSQL manual, appendix A. */
export type Failure = 'data' | 'transient';

const sqlState = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** 22 data exception, 23 constraint, 54 program limit: this input fails again however often it is tried. */
export const failureOf = (error: unknown): Failure => {
  const state = sqlState(error);
  return state !== undefined && /^(22|23|54)[0-9A-Z]{3}$/.test(state) ? 'data' : 'transient';
};

/** `pg` says these without a code; a domain error that merely speaks of a connection is not meant. */
const DRIVER_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/;

/**
 * 08 connection, 28 authorisation, 40 rollback, 53 resources, 55 object state, 57 operator, 58 system, XX internal; and
 * what does not fit the database as it stands: 25006 read-only (a replica after a failover), 3F missing schema, 42
 * statements that do not fit the schema.
 */
const ENGINE_STATE = /^((08|28|3F|40|42|53|55|57|58|XX)[0-9A-Z]{3}|25006)$/;

/** Errors of PostgreSQL itself, of the connection to it or of its schema: none of them is the fault of the data. */
export const isEngineFailure = (error: unknown): boolean => {
  const state = sqlState(error);
  if (state === undefined) return error instanceof Error && DRIVER_MESSAGE.test(error.message);
  return ENGINE_STATE.test(state) || /^E[A-Z]+$/.test(state);
};
