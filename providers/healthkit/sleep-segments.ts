import type { SleepStage } from '../../domain/metrics/vocabulary.ts';
import type { ProviderDocument } from '../../domain/reading.ts';
import { type Draft, draftDocument, type NoMoment } from '../draft.ts';
import { sha256 } from '../identity.ts';
import { type JsonObject, own, snippet } from '../json.ts';
import { momentOf, readSpan, type Span } from '../span.ts';
import { sourcesOf } from './metric-days.ts';
import { sourceOf } from './points.ts';
import { sleepStageOf } from './sleep-stages.ts';

export interface Segment {
  readonly raw: unknown;
  readonly stage: SleepStage | 'code_unknown';
  readonly source: string;
  readonly span: Span | NoMoment;
}

type TimedSegment = Segment & { readonly span: Span };

/** Segments of one source that are further apart belong to different sleeps. */
export const SLEEP_GAP_MS = 3 * 3_600_000;

/** One stretch of one stage: `{startDate, endDate, value, source}`, in Health Auto Export and in plain samples alike. */
export function readSegment(entry: JsonObject, nowMs: number): Segment {
  const raw = own(entry, 'value');
  const rawTimes = [own(entry, 'startDate'), own(entry, 'endDate')] as const;
  const span = readSpan(...rawTimes, nowMs);
  const isEmpty = 'start' in span && span.start.epochMs === span.end.epochMs;
  return {
    raw,
    stage: sleepStageOf(raw),
    source: sourceOf(entry),
    span: isEmpty ? { problem: 'time_implausible', rawTime: snippet(rawTimes) } : span,
  };
}

/**
 * Assembles segments into sleeps: segments of one source less than 3 hours apart are one sleep, known by the local date of
 * its end, by its start and by its source, and its durations are what its segments cover. A night that arrives in several
 * posts with different starts is several documents, each true for its own time.
 */
export function segmentDocuments(segments: readonly Segment[], owner: string): ProviderDocument[] {
  const bySource = Map.groupBy(segments, (segment) => segment.source);
  return [...bySource.values()].flatMap((group) => {
    const timed = group.filter(isTimed).sort((a, b) => a.span.start.epochMs - b.span.start.epochMs);
    const untimed = group.filter((segment) => !isTimed(segment));
    return [
      ...sessionsOf(timed).map((session) => sessionDocument(session, owner)),
      ...untimedDocument(untimed, owner),
    ];
  });
}

/** Two devices may say that a sleep began in the same second: each has its own document. */
export function sourceInKey(source: string): string {
  return source === '' ? '' : `:${sha256(source).slice(7, 15)}`;
}

function isTimed(segment: Segment): segment is TimedSegment {
  return 'start' in segment.span;
}

function sessionsOf(segments: readonly TimedSegment[]): TimedSegment[][] {
  const sessions: TimedSegment[][] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const segment of segments) {
    const session = sessions.at(-1);
    if (session && segment.span.start.epochMs - endMs < SLEEP_GAP_MS) session.push(segment);
    else sessions.push([segment]);
    endMs = Math.max(endMs, segment.span.end.epochMs);
  }
  return sessions;
}

function sessionDocument(session: readonly TimedSegment[], owner: string): ProviderDocument {
  const { start } = session[0]!.span;
  const { end } = session.reduce((last, next) =>
    next.span.end.epochMs > last.span.end.epochMs ? next : last,
  ).span;
  const draft = draftDocument({
    documentKey: `${owner}:sleep:${end.localDate}:${start.utc}${sourceInKey(session[0]!.source)}`,
    kind: 'sleep',
    source: sourcesOf(session),
    interval: { start: start.utc, end: end.utc, zoneOffsetMin: end.zoneOffsetMin, localDate: end.localDate },
  });
  for (const [index, segment] of session.entries()) addStage(draft, segment, index);
  addDurations(draft, session);
  return draft.finish();
}

function addStage(draft: Draft, { stage, raw, source, span }: Segment, index: number): void {
  // Time in bed and the stages within it may start together: they are told apart by their keys.
  const tag = stage === 'in_bed' ? `${source}:in_bed` : source;
  draft.stage(stage, raw ?? null, momentOf(span), index, tag);
}

const durations = [
  ['sleep_duration.total', ['light', 'deep', 'rem', 'asleep']],
  ['sleep_duration.deep', ['deep']],
  ['sleep_duration.light', ['light']],
  ['sleep_duration.rem', ['rem']],
  ['sleep_duration.awake', ['awake']],
  ['time_in_bed', ['in_bed']],
] as const;

function addDurations(draft: Draft, session: readonly TimedSegment[]): void {
  for (const [metric, stages] of durations) {
    const segments = session.filter(({ stage }) => (stages as readonly string[]).includes(stage));
    if (segments.length === 0) continue;
    draft.summary(
      { metric, statistic: 'sum', context: 'sleep', unit: 's' },
      coveredSeconds(segments),
      'interval',
    );
  }
}

/** Seconds covered by segments sorted by start; overlaps count once. */
function coveredSeconds(segments: readonly TimedSegment[]): number {
  let coveredMs = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const { span } of segments) {
    const fromMs = Math.max(span.start.epochMs, untilMs);
    coveredMs += Math.max(span.end.epochMs - fromMs, 0);
    untilMs = Math.max(untilMs, span.end.epochMs);
  }
  return coveredMs / 1000;
}

function untimedDocument(segments: readonly Segment[], owner: string): ProviderDocument[] {
  const first = segments[0]?.span;
  if (first === undefined || 'start' in first) return [];
  const draft = draftDocument({
    documentKey: `${owner}:sleep:undated`,
    kind: 'sleep',
    source: sourcesOf(segments),
    interval: first,
  });
  for (const [index, segment] of segments.entries()) addStage(draft, segment, index);
  return [draft.finish()];
}
