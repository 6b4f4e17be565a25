import type { DaySpan, Reference } from './baseline.ts';
import { median, type Sorted } from './statistics.ts';

const longDays = 180;
const fewestLong = 60;
const fewestShort = 14;
const shiftSigmas = 1;
const persistsDays = 21;

/** The 180 days before a night. */
export const longSpan = (day: number): DaySpan => ({ first: day - longDays, last: day - 1 });

/** How far the 60-day median has moved away from the 180-day median. */
export interface Drift {
  readonly median60: number;
  readonly median180: number;
  /**
   * Scaled MAD of the 60 days, floored, in the channel's unit. Not that of the 180 days: the shift itself widens it and
   * would hide behind it.
   */
  readonly sigma: number;
  /** (median60 - median180) / sigma. */
  readonly distance: number;
  readonly n180: number;
}

/** Null below 14 values in 60 days or 60 values in 180 (design heuristic). */
export function drift(short: Reference | null, longValues: Sorted): Drift | null {
  if (short === null || short.n < fewestShort || longValues.length < fewestLong) return null;
  const median180 = median(longValues)!;
  return {
    median60: short.median,
    median180,
    sigma: short.scaledMad,
    distance: (short.median - median180) / short.scaledMad,
    n180: longValues.length,
  };
}

export type ShiftDirection = 'up' | 'down';

/** Days in a row that the drift lies beyond one sigma on the same side. */
export interface ShiftRun {
  readonly direction: ShiftDirection | null;
  readonly days: number;
}
export const noShift: ShiftRun = { direction: null, days: 0 };

/** One more day. Days are not counted further once the shift is told. */
export function shiftAfter(run: ShiftRun, today: Drift | null): ShiftRun {
  if (today === null || Math.abs(today.distance) <= shiftSigmas) return noShift;
  const direction = today.distance > 0 ? 'up' : 'down';
  return { direction, days: direction === run.direction ? Math.min(run.days + 1, persistsDays) : 1 };
}

/** `baseline_shift`: a slow change that the 60-day window has followed must not stay hidden. Design heuristic. */
export const isShifted = (run: ShiftRun): boolean => run.days >= persistsDays;
