import { dayNumber } from '../autonomic/calendar.ts';

/** A night, a reading or a symptom older than this says nothing about now. */
export const freshDays = 3;
/** Nights that a usual value is taken from. */
export const usualDays = 60;

/** Whether a local date is of the last `days` days, seen from a UTC instant. */
export const isFresh = (date: string, now: string, days: number): boolean => {
  const old = dayNumber(now.slice(0, 10)) - dayNumber(date);
  // East of Greenwich a date may be ahead of the UTC one.
  return old >= -1 && old < days;
};
