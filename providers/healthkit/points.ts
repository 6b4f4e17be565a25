import { rmssdOfBeats } from '../../domain/hrv/beats.ts';
import type { NumericMetricName } from '../../domain/metrics/vocabulary.ts';
import type { Statistic } from '../../domain/reading.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Moment, NoMoment } from '../draft.ts';
import { type JsonObject, objectsOf, own, shortText } from '../json.ts';
import { momentOf, readSpan, type Span } from '../span.ts';
import { beatIntervals } from './beats.ts';
import { metricOfExportName, metricOfType } from './metrics.ts';

/** One value of one metric, before it is put into the document of its day. */
export interface Point {
  readonly metric: NumericMetricName;
  readonly statistic: Statistic;
  readonly raw: unknown;
  readonly unit: string | undefined;
  /** As the device calls itself; empty when the export names none. */
  readonly source: string;
  readonly rawTime: unknown;
  readonly moment: Moment | NoMoment;
  /** Date written in the time; null when there is no readable time. */
  readonly localDate: string | null;
}

type PointTime = Pick<Point, 'rawTime' | 'moment' | 'localDate'>;

const rangeNames = [
  ['Min', 'minimum'],
  ['Avg', 'average'],
  ['Max', 'maximum'],
] as const;

/** Points of Health Auto Export's `data.metrics`, `sleep_analysis` aside. */
export function exportPoints(metrics: unknown, nowMs: number): Point[] {
  const points: Point[] = [];
  for (const group of objectsOf(metrics)) {
    const name = own(group, 'name');
    const unit = unitOf(own(group, 'units'));
    const known = metricOfExportName(name);
    if (known === undefined && name !== 'blood_pressure') continue;
    for (const entry of objectsOf(own(group, 'data'))) {
      const time = instantTime(own(entry, 'date'), nowMs);
      if (known) addValues(points, entry, known.metric, known.statistic, unit, time);
      else {
        add(points, entry, 'blood_pressure.systolic', 'sample', own(entry, 'systolic'), unit, time);
        add(points, entry, 'blood_pressure.diastolic', 'sample', own(entry, 'diastolic'), unit, time);
      }
    }
  }
  return points;
}

/** `qty`, or `Min`, `Avg` and `Max` where the export aggregates. */
export function addValues(
  points: Point[],
  entry: JsonObject,
  metric: NumericMetricName,
  statistic: Statistic,
  unit: string | undefined,
  time: PointTime,
): void {
  add(points, entry, metric, statistic, own(entry, 'qty'), unit, time);
  for (const [name, ranged] of rangeNames) add(points, entry, metric, ranged, own(entry, name), unit, time);
}

/** Points of plain HealthKit samples: `{type, value, unit, startDate, endDate?, source?, beats?}`. */
export function samplePoints(samples: readonly JsonObject[], nowMs: number): Point[] {
  const points: Point[] = [];
  for (const sample of samples) {
    const known = metricOfType(own(sample, 'type'));
    if (!known) continue;
    const time = sampleTime(sample, nowMs);
    add(
      points,
      sample,
      known.metric,
      known.statistic,
      own(sample, 'value'),
      unitOf(own(sample, 'unit')),
      time,
    );
    if ('start' in time.span) addBeats(points, sample, time.span.start);
  }
  return points;
}

export function unitOf(unit: unknown): string | undefined {
  return typeof unit === 'string' && unit.length <= 64 ? unit : undefined;
}

export function sourceOf(entry: JsonObject): string {
  return shortText(own(entry, 'source')) ?? '';
}

function add(
  points: Point[],
  entry: JsonObject,
  metric: NumericMetricName,
  statistic: Statistic,
  raw: unknown,
  unit: string | undefined,
  time: PointTime,
): void {
  if (raw === null || raw === undefined) return;
  points.push({ metric, statistic, raw, unit, source: sourceOf(entry), ...time });
}

export function instantTime(rawTime: unknown, nowMs: number): PointTime {
  const span = readSpan(rawTime, rawTime, nowMs);
  return { rawTime, moment: momentOf(span), localDate: 'problem' in span ? null : span.start.localDate };
}

function sampleTime(sample: JsonObject, nowMs: number): PointTime & { readonly span: Span | NoMoment } {
  const rawTime = own(sample, 'startDate');
  const span = readSpan(rawTime, own(sample, 'endDate') ?? rawTime, nowMs);
  return {
    rawTime,
    moment: momentOf(span),
    localDate: 'problem' in span ? null : span.start.localDate,
    span,
  };
}

/** The RR intervals of a sample that lists its beats, their artefacts, and RMSSD where they are good enough for one. */
function addBeats(points: Point[], sample: JsonObject, start: Instant): void {
  const intervals = beatIntervals(own(sample, 'beats'));
  if (intervals.length === 0) return;
  const { localDate, zoneOffsetMin } = start;
  const put = (metric: NumericMetricName, raw: number, fromMs: number, toMs: number, unit = 'ms'): void => {
    const [from, to] = [fromMs, toMs].map((ms) => new Date(start.epochMs + ms).toISOString());
    const moment: Moment = { start: from!, end: to!, zoneOffsetMin, period: 'interval' };
    add(points, sample, metric, 'sample', raw, unit, {
      rawTime: own(sample, 'startDate'),
      moment,
      localDate,
    });
  };
  for (const { fromMs, lengthMs } of intervals) put('rr_interval', lengthMs, fromMs, fromMs + lengthMs);
  const { rmssdMs, artefactShare } = rmssdOfBeats(intervals.map(({ lengthMs }) => lengthMs));
  const last = intervals.at(-1)!;
  const endMs = last.fromMs + last.lengthMs;
  if (rmssdMs !== null) put('heart_rate_variability.rmssd', rmssdMs, 0, endMs);
  if (artefactShare !== null)
    put('heart_rate_variability.artefact_share', 100 * artefactShare, 0, endMs, '%');
}
