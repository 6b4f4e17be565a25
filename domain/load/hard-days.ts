import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import { finite } from '../statistics/finite.ts';
import { ownPercentile } from './own-percentile.ts';
import type { DayLoad } from './session-load.ts';

const hardRating = 7;
const hardShare = 0.8;
const personalDays = 84;

/** What is known of the training of a calendar day. */
export interface TrainedDay {
  /** Ratings of perceived exertion (0 to 10) of the sessions the person told of. */
  readonly ratings: readonly number[];
  readonly load: DayLoad;
}

/**
 * How many days in a row, the last of them `until`, were hard: one session rated 7 or more, or a load above the person's
 * own 80th percentile of the 84 days before (28 of them known). A day of which nothing is known ends the row, because it
 * may have been one of rest. Design heuristics.
 */
export function hardDaysInRow(days: ReadonlyMap<string, TrainedDay>, until: string): number {
  const last = dayNumber(until);
  let count = 0;
  while (isHard(days, last - count)) count++;
  return count;
}

function isHard(days: ReadonlyMap<string, TrainedDay>, day: number): boolean {
  const trained = days.get(dateOf(day));
  if (trained === undefined) return false;
  if (trained.ratings.some((rating) => rating >= hardRating)) return true;
  const load = finite(trained.load);
  if (load === null) return false;
  const past = Array.from(
    { length: personalDays },
    (_, back) => days.get(dateOf(day - 1 - back))?.load ?? null,
  );
  const limit = ownPercentile(past, hardShare);
  return limit !== null && load > limit;
}
