import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { finite, onlyFinite } from '../statistics/finite.ts';
import type { DayLoad } from './session-load.ts';

const weekDays = 7;
const highMonotonyAbove = 2;

export interface WeekLoad {
  /** Sum of seven daily loads, arbitrary units. */
  readonly load: number;
  /** Mean / sample standard deviation (n - 1); null where the days do not vary. */
  readonly monotony: number | null;
  /** Load times monotony. */
  readonly strain: number | null;
  /** Every day had the same load: monotony says nothing. */
  readonly noVariation: boolean;
}

/**
 * Weekly load, monotony and strain of seven days. Foster 1998 (title only); the divisor n - 1 is this project's choice
 * (with n, monotony is 8 % higher). Null unless all seven days are known.
 */
export function weekLoad(days: readonly DayLoad[]): WeekLoad | null {
  const known = onlyFinite(days);
  const load = finite(known.reduce((total, day) => total + day, 0));
  if (days.length !== weekDays || known.length !== weekDays || load === null) return null;
  const deviation = sampleStandardDeviation(known);
  const noVariation = known.every((day) => day === known[0]);
  const monotony = noVariation || deviation === null ? null : finite(mean(known)! / deviation);
  return { load, monotony, strain: monotony === null ? null : finite(load * monotony), noVariation };
}

/** The week that ends on each day; null for a day whose last seven are not all known. */
export const rollingWeekLoad = (days: readonly DayLoad[]): (WeekLoad | null)[] =>
  days.map((_, index) =>
    index + 1 < weekDays ? null : weekLoad(days.slice(index - weekDays + 1, index + 1)),
  );

/** Above 2: a rule of thumb from Foster 1998 (secondary). Judge strain by the person's own percentile instead. */
export const isMonotonous = (monotony: number): boolean => monotony > highMonotonyAbove;
