import { type Instant, parseInstant } from '../domain/time/instant.ts';
import type { Interval, Moment, NoMoment } from './draft.ts';
import { snippet } from './json.ts';

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Reads a start and an end; the first that cannot be used says why there is no span. An end before its start is implausible. */
export function readSpan(rawStart: unknown, rawEnd: unknown, nowMs: number): Span | NoMoment {
  const start = parseInstant(rawStart, nowMs);
  if (typeof start === 'string') return { problem: start, rawTime: snippet(rawStart) };
  const end = rawEnd === rawStart ? start : parseInstant(rawEnd, nowMs);
  if (typeof end === 'string') return { problem: end, rawTime: snippet(rawEnd) };
  if (end.epochMs < start.epochMs)
    return { problem: 'time_implausible', rawTime: snippet([rawStart, rawEnd]) };
  return { start, end };
}

/** The day of a document is the date written in its start or in its end; so is its offset. */
export function intervalOf(span: Span | NoMoment, dayFrom: 'start' | 'end'): Interval | NoMoment {
  if ('problem' in span) return span;
  const { zoneOffsetMin, localDate } = span[dayFrom];
  return { start: span.start.utc, end: span.end.utc, zoneOffsetMin, localDate };
}

/** A span as the time of one value; an instant where start and end are one. */
export function momentOf(span: Span | NoMoment): Moment | NoMoment {
  if ('problem' in span) return span;
  const { start, end } = span;
  const period = start.epochMs === end.epochMs ? 'instant' : 'interval';
  return { start: start.utc, end: end.utc, zoneOffsetMin: start.zoneOffsetMin, period };
}
