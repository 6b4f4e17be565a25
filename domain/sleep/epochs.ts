import type { SleepEpoch } from './regularity.ts';

const minutesPerDay = 1440;

/** Local minutes since midnight of the first day; the end is not part of it. */
export interface Interval {
  readonly startMin: number;
  readonly endMin: number;
}

/**
 * Days from midnight to midnight as epochs: asleep within a sleep, awake within what was observed otherwise (worn,
 * or between two recorded sleeps), unknown elsewhere. An epoch is what its first minute is. `epochMin` divides 1440.
 */
export function sleepEpochs(
  sleeps: readonly Interval[],
  observed: readonly Interval[],
  days: number,
  epochMin = 1,
): SleepEpoch[][] {
  const perDay = minutesPerDay / epochMin;
  const epochs: SleepEpoch[] = Array(days * perDay).fill(null);
  const mark = (intervals: readonly Interval[], value: boolean) => {
    for (const { startMin, endMin } of intervals) {
      const first = Math.max(0, Math.ceil(startMin / epochMin));
      const end = Math.min(epochs.length, Math.ceil(endMin / epochMin));
      if (first < end) epochs.fill(value, first, end);
    }
  };
  mark(observed, false);
  mark(sleeps, true);
  return Array.from({ length: days }, (_, day) => epochs.slice(day * perDay, (day + 1) * perDay));
}
