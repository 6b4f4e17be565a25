import { parseInstant } from '../../domain/time/instant.ts';
import { isLocalDate } from '../../domain/time/local-date.ts';
import type { Interval, NoMoment } from '../draft.ts';
import { snippet } from '../json.ts';
import { intervalOf, type Span } from '../span.ts';

const dayMs = 86_400_000;
/** A sleep that ends after 18:00 already belongs to the next day; nothing is further from its day than that. */
const furthestDays = 2;

const midnightMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function readDay(raw: unknown, nowMs: number): { day: string } | NoMoment {
  if (raw === null || raw === undefined) return { problem: 'time_missing', rawTime: snippet(raw) };
  if (typeof raw !== 'string' || !isLocalDate(raw))
    return { problem: 'time_unreadable', rawTime: snippet(raw) };
  const midnight = parseInstant(`${raw}T00:00:00Z`, nowMs);
  return typeof midnight === 'string' ? { problem: midnight, rawTime: snippet(raw) } : { day: raw };
}

/**
 * The 24 hours of a local day, whose date is Oura's `day` whatever else is said. Its offset is that of `timestamp`; where
 * Oura sends none (`daily_spo2`, `daily_stress`) it is written as UTC. `from` says when the day begins: at midnight, or
 * at the timestamp, where that lies on the day.
 */
export function localDay(
  rawDay: unknown,
  rawTimestamp: unknown,
  nowMs: number,
  from: 'midnight' | 'timestamp' = 'midnight',
): Interval | NoMoment {
  const read = readDay(rawDay, nowMs);
  if ('problem' in read) return read;
  const { day } = read;
  const timestamp = parseInstant(rawTimestamp, nowMs);
  const isKnown = typeof timestamp !== 'string';
  const zoneOffsetMin = isKnown ? timestamp.zoneOffsetMin : 0;
  const startMs =
    from === 'timestamp' && isKnown && timestamp.localDate === day
      ? timestamp.epochMs
      : midnightMs(day) - zoneOffsetMin * 60_000;
  return {
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + dayMs).toISOString(),
    zoneOffsetMin,
    localDate: day,
  };
}

/** A span that belongs to the day Oura names; without one, to the date written in its end. */
export function spanOnDay(span: Span | NoMoment, rawDay: unknown, nowMs: number): Interval | NoMoment {
  const interval = intervalOf(span, 'end');
  if ('problem' in interval || rawDay === null || rawDay === undefined) return interval;
  const read = readDay(rawDay, nowMs);
  if ('problem' in read) return read;
  const days = Math.abs(midnightMs(read.day) - midnightMs(interval.localDate)) / dayMs;
  if (days > furthestDays)
    return { problem: 'time_implausible', rawTime: snippet([rawDay, interval.start, interval.end]) };
  return { ...interval, localDate: read.day };
}
