import type { NumericMetricName } from '../../domain/metrics/vocabulary.ts';
import type { ProviderDocument } from '../../domain/reading.ts';
import { draftDocument } from '../draft.ts';
import { sha256 } from '../identity.ts';
import { type JsonObject, objectsOf, own, snippet } from '../json.ts';
import { intervalOf, readSpan } from '../span.ts';
import { sourcesOf } from './metric-days.ts';
import { sourceOf, unitOf } from './points.ts';
import { readSegment, type Segment, segmentDocuments, sourceInKey } from './sleep-segments.ts';

/** Hours of an aggregated night. Apple's "core" is light sleep. */
const fields: readonly (readonly [name: string, NumericMetricName])[] = [
  ['core', 'sleep_duration.light'],
  ['deep', 'sleep_duration.deep'],
  ['rem', 'sleep_duration.rem'],
  ['awake', 'sleep_duration.awake'],
  ['inBed', 'time_in_bed'],
];

export const sleepSampleType = 'HKCategoryTypeIdentifierSleepAnalysis';

/**
 * Maps Health Auto Export's `sleep_analysis`, aggregated nights (`sleepStart`, `sleepEnd`, hours) and single segments
 * (`startDate`, `endDate`, `value`) alike, and the sleep segments among plain HealthKit samples.
 */
export function sleepDocuments(
  metrics: unknown,
  samples: readonly JsonObject[],
  owner: string,
  nowMs: number,
): ProviderDocument[] {
  const nights: ProviderDocument[] = [];
  const segments: Segment[] = [];
  for (const group of objectsOf(metrics)) {
    if (own(group, 'name') !== 'sleep_analysis') continue;
    const unit = unitOf(own(group, 'units')) ?? 'hr';
    for (const entry of objectsOf(own(group, 'data'))) {
      if (isSegment(entry)) segments.push(readSegment(entry, nowMs));
      else nights.push(nightDocument(entry, unit, owner, nowMs));
    }
  }
  for (const sample of samples) {
    if (own(sample, 'type') === sleepSampleType) segments.push(readSegment(sample, nowMs));
  }
  return [...nights, ...segmentDocuments(segments, owner)];
}

export function isSegment(entry: JsonObject): boolean {
  return own(entry, 'value') !== undefined && own(entry, 'sleepStart') === undefined;
}

function nightDocument(entry: JsonObject, unit: string, owner: string, nowMs: number): ProviderDocument {
  const rawTimes = [own(entry, 'sleepStart'), own(entry, 'sleepEnd')] as const;
  const interval = intervalOf(readSpan(...rawTimes, nowMs), 'end');
  const record = 'start' in interval ? `${interval.localDate}:${interval.start}` : sha256(snippet(rawTimes));
  const draft = draftDocument({
    documentKey: `${owner}:sleep:${record}${sourceInKey(sourceOf(entry))}`,
    kind: 'sleep',
    source: sourcesOf([{ source: sourceOf(entry) }]),
    interval,
  });
  const add = (metric: NumericMetricName, raw: unknown) =>
    draft.summary({ metric, statistic: 'sum', context: 'sleep', unit }, raw, 'interval');
  add('sleep_duration.total', totalSleep(entry));
  for (const [name, metric] of fields) add(metric, own(entry, name));
  return draft.finish();
}

/** Phones that know no stages report `asleep` only, next to a `totalSleep` of 0 or none at all. */
function totalSleep(entry: JsonObject): unknown {
  const total = own(entry, 'totalSleep');
  const asleep = own(entry, 'asleep');
  const isUnset = total === undefined || total === null || total === 0;
  return isUnset && typeof asleep === 'number' && asleep > 0 ? asleep : total;
}
