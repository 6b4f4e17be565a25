import { type Instant, parseInstant } from '../../domain/time/instant.ts';
import type { Interval, NoMoment } from '../draft.ts';
import { own, snippet } from '../json.ts';
import { intervalOf, readSpan } from '../span.ts';

const halfADay = 12 * 3_600_000;

function offsetMinutes(raw: unknown): number | null {
  if (typeof raw !== 'string') return null;
  const anyTime = parseInstant(`2001-01-01T12:00:00${raw}`, Date.UTC(2001, 0, 2));
  return typeof anyTime === 'string' ? null : anyTime.zoneOffsetMin;
}

function dayAt(epochMs: number, zoneOffsetMin: number): string {
  return new Date(epochMs + zoneOffsetMin * 60_000).toISOString().slice(0, 10);
}

/** WHOOP writes `start` and `end` in UTC and the offset of the wearer's clock beside them, as `-05:00` or `Z`. */
function spanOf(record: unknown, rawEnd: unknown, nowMs: number) {
  const span = readSpan(own(record, 'start'), rawEnd, nowMs);
  if ('problem' in span) return span;
  const zoneOffsetMin = offsetMinutes(own(record, 'timezone_offset'));
  if (zoneOffsetMin === null) {
    const problem: NoMoment = {
      problem: 'time_without_offset',
      rawTime: snippet([own(record, 'start'), own(record, 'timezone_offset')]),
    };
    return problem;
  }
  const local = (instant: Instant): Instant => ({
    ...instant,
    zoneOffsetMin,
    localDate: dayAt(instant.epochMs, zoneOffsetMin),
  });
  return { start: local(span.start), end: local(span.end) };
}

/** A sleep or workout belongs to the local date of its end. */
export function intervalByEnd(record: unknown, nowMs: number): Interval | NoMoment {
  return intervalOf(spanOf(record, own(record, 'end'), nowMs), 'end');
}

/**
 * A cycle goes from one falling asleep to the next, so half a day after its start it is the day that it is about, early
 * or late to bed. The running one has no end: it is known up to `updated_at`, else to the fetch.
 */
export function intervalOfCycle(cycle: unknown, nowMs: number): Interval | NoMoment {
  const written = own(cycle, 'end') ?? own(cycle, 'updated_at') ?? new Date(nowMs).toISOString();
  const span = spanOf(cycle, written, nowMs);
  if ('problem' in span) return span;
  const localDate = dayAt(span.start.epochMs + halfADay, span.start.zoneOffsetMin);
  return { ...(intervalOf(span, 'start') as Interval), localDate };
}

/** What has no time of its own holds from when it was first seen; of the place of the wearer nothing is said. */
export function instantOfFetch(nowMs: number): Interval {
  const start = new Date(nowMs).toISOString();
  return { start, end: start, zoneOffsetMin: 0, localDate: start.slice(0, 10) };
}
