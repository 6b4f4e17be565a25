import { longSpan } from '../drift.ts';
import type { ObservedNight } from '../observation.ts';
import { type Window, windowOf } from '../window.ts';

/**
 * lnRMSSD of the 180 days before a night, excluded nights left out. Days before a long gap count here: a shift of the
 * baseline over the gap is what this window is for. `before`, the window of the night before, only saves work.
 */
export function longWindow(
  { history, reader, index, excluded }: ObservedNight,
  before: Window | null,
): Window {
  const of = reader.valuesOn(history.series.rmssdMs, index);
  const { firstDay } = history;
  const span = longSpan(firstDay + index);
  return windowOf({ firstDay, of, countsFrom: Number.NEGATIVE_INFINITY, excluded }, span, before);
}
