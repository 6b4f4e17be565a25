// One policy for numbers that cannot be told: what is not finite counts as not known, and a result that is not finite is
// null. So no function here hands on NaN or Infinity, whatever it is given.

/** The value, or null where it is none or not finite. */
export const finite = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null;

/** Those of the values that are known. */
export const onlyFinite = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => finite(value) !== null) as number[];

/** The same object, or null where a number in it, at any depth, is not finite. */
export const whollyFinite = <T>(result: T): T | null => (isWhollyFinite(result) ? result : null);

const isWhollyFinite = (part: unknown): boolean =>
  typeof part === 'object' && part !== null
    ? Object.values(part).every(isWhollyFinite)
    : typeof part !== 'number' || Number.isFinite(part);
