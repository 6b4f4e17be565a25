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

/**
 * Errors of PostgreSQL itself or of the connection to it, and statements that do not fit the schema (class 42):
 * none of them is the fault of the data.
 */
export const isEngineFailure = (error: unknown): boolean => {
  const state = sqlState(error);
  if (state === undefined)
    return error instanceof Error && /connection|timeout exceeded|client has encountered/i.test(error.message);
  return /^(08|40|42|53|55|57|58|XX)[0-9A-Z]{3}$/.test(state) || /^E[A-Z]+$/.test(state);
};
