import { parseInstant } from '../../domain/time/instant.ts';
import type { Draft, Moment, NoMoment, Slot } from '../draft.ts';
import { own, snippet } from '../json.ts';

const furthestAheadMs = 2 * 86_400_000;

/**
 * Adds `{interval, items, timestamp}`: item i was measured i × interval seconds after the timestamp, of elapsed time, not
 * by the clock on the wall, which may have been changed in between. A null is a gap.
 */
export function addSeries(draft: Draft, slot: Slot, series: unknown, nowMs: number): void {
  const items = own(series, 'items');
  if (!Array.isArray(items)) return;
  const momentOf = clock(own(series, 'timestamp'), own(series, 'interval'), nowMs);
  for (const [index, item] of items.entries()) {
    if (item !== null && item !== undefined) draft.sample(slot, item, momentOf(index), index);
  }
}

function clock(rawStart: unknown, rawInterval: unknown, nowMs: number): (index: number) => Moment | NoMoment {
  const start = parseInstant(rawStart, nowMs);
  if (typeof start === 'string') {
    const none: NoMoment = { problem: start, rawTime: snippet(rawStart) };
    return () => none;
  }
  if (typeof rawInterval !== 'number' || !Number.isFinite(rawInterval) || rawInterval <= 0) {
    const none: NoMoment = { problem: 'time_unreadable', rawTime: snippet({ interval: rawInterval }) };
    return () => none;
  }
  return (index) => {
    const epochMs = start.epochMs + index * rawInterval * 1000;
    if (epochMs > nowMs + furthestAheadMs)
      return { problem: 'time_implausible', rawTime: snippet([rawStart, rawInterval, index]) };
    const utc = new Date(epochMs).toISOString();
    return { start: utc, end: utc, zoneOffsetMin: start.zoneOffsetMin, period: 'instant' };
  };
}
