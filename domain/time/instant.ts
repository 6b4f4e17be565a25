import { daysInMonth } from './local-date.ts';

export interface Instant {
  /** UTC, ISO 8601 with milliseconds (finer digits are cut off, not rounded). */
  readonly utc: string;
  readonly epochMs: number;
  /** Minutes east of UTC, as written. */
  readonly zoneOffsetMin: number;
  /** YYYY-MM-DD as written, never derived from UTC. */
  readonly localDate: string;
}

export type TimeProblem = 'time_missing' | 'time_unreadable' | 'time_without_offset' | 'time_implausible';

/**
 * ISO 8601 (`2026-03-28T23:30:00.000000+01:00`, `…Z`) and the dates of Health Auto Export (`2026-03-28 14:30:00 +0100`,
 * with a 12-hour phone `2024-09-21 7:57:00 am +1000`, where newer systems put U+202F before am or pm).
 */
const shape =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:[ \u00a0\u202f]?([AaPp])[Mm])?(?:[ \u00a0\u202f]?([Zz]|[+-]\d{2}(?::?\d{2})?))?$/;

const longestText = 48;
const earliestMs = Date.UTC(2000, 0, 1);
const futureAllowanceMs = 2 * 86_400_000;
/** Line Islands; the west ends at -12:00, but old exports carry what their clock said. */
const largestOffsetMin = 14 * 60;

/**
 * Reads a time as a provider wrote it. Answers a problem word instead of an instant when the text is absent, is not one of
 * the two known forms or names no real calendar time, has no offset, or lies before 2000 or more than 2 days after `nowMs`.
 */
export function parseInstant(text: unknown, nowMs: number): Instant | TimeProblem {
  if (text === null || text === undefined || text === '') return 'time_missing';
  if (typeof text !== 'string' || text.length > longestText) return 'time_unreadable';
  const parts = shape.exec(text);
  if (!parts) return 'time_unreadable';

  const [, year, month, day, hourText, minute, second, fraction, half, zone] = parts;
  const hour = half === undefined ? hourOfDay(hourText!) : hourOfHalfDay(hourText!, half);
  const dayNumber = Number(day);
  if (hour === null || Number(minute) > 59 || Number(second) > 59) return 'time_unreadable';
  if (dayNumber < 1 || dayNumber > daysInMonth(Number(year), Number(month))) return 'time_unreadable';
  if (zone === undefined) return 'time_without_offset';
  const zoneOffsetMin = offsetMinutes(zone);
  if (zoneOffsetMin === null) return 'time_unreadable';

  const millisecond = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  const epochMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    dayNumber,
    hour,
    Number(minute) - zoneOffsetMin,
    Number(second),
    millisecond,
  );
  // Date.UTC reads the years 0 to 99 as 1900 to 1999: all of these are before 2000 anyway.
  if (epochMs < earliestMs || epochMs > nowMs + futureAllowanceMs) return 'time_implausible';
  return { utc: new Date(epochMs).toISOString(), epochMs, zoneOffsetMin, localDate: text.slice(0, 10) };
}

function hourOfDay(text: string): number | null {
  const hour = Number(text);
  return text.length === 2 && hour <= 23 ? hour : null;
}

function hourOfHalfDay(text: string, half: string): number | null {
  const hour = Number(text);
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' || half === 'P' ? 12 : 0);
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > largestOffsetMin) return null;
  return zone[0] === '-' && total > 0 ? -total : total;
}
