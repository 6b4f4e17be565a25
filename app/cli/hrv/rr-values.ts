const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const MISSING = /^(nan|na|null|none)?$/i;

/** A value of an RR series: NaN for one that is missing, undefined for what is no value at all. */
export const rrValue = (text: string): number | undefined => {
  const token = text.trim();
  if (NUMBER.test(token)) return Number(token);
  return MISSING.test(token) ? Number.NaN : undefined;
};

/**
 * The values of a cell, separated by commas, semicolons or blanks, in brackets or not. Between two commas nothing is a
 * missing value. Undefined where something is no value.
 */
export const rrValues = (cell: string): number[] | undefined => {
  const inner = cell.replace(/^[\s,;[({]+|[\s,;\])}]+$/g, '');
  if (inner === '') return [];
  const values = inner.split(/\s*[,;]\s*|\s+/).map(rrValue);
  return values.every((value) => value !== undefined) ? values : undefined;
};

const SECONDS_BELOW = 10;

/** No heart beats every 10 ms, so values that are all below 10 are seconds. */
export const areSeconds = (values: readonly number[]): boolean => {
  const durations = values.filter((value) => value > 0);
  return durations.length > 0 && durations.every((value) => value < SECONDS_BELOW);
};
