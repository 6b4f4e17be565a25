import type { Context, Period, ProviderDocument } from '../../domain/reading.ts';
import { leadingDate } from '../../domain/time/local-date.ts';
import { type Draft, draftDocument, type Interval, type NoMoment, type Slot } from '../draft.ts';
import { externalId, sha256 } from '../identity.ts';
import { at, type JsonObject, objectsOf, own, snippet } from '../json.ts';
import { intervalOf, momentOf, readSpan } from '../span.ts';
import { addHrvOfBeats } from './beats.ts';
import { type SampleField, sampleFields, summaryFields, type TerraKind } from './fields.ts';
import { addHypnogram } from './hypnogram.ts';

const contexts: Readonly<Record<TerraKind, Context>> = {
  sleep: 'sleep',
  activity: 'workout',
  daily: 'none',
  body: 'none',
};
const periods: Readonly<Record<TerraKind, Period>> = {
  sleep: 'interval',
  activity: 'interval',
  daily: 'local_day',
  body: 'local_day',
};

/** `SleepUploadType` (1 manual, 2 automatic, 3 tentative) and `UploadType` (4 deleted) are different lists. */
const tentativeSleep = 3;
const deletedActivity = 4;

export function isTerraKind(type: unknown): type is TerraKind {
  return typeof type === 'string' && Object.hasOwn(periods, type);
}

/**
 * Maps one entry of a Terra body's `data`. A sleep or activity is known by `summary_id`, else by its times, and
 * belongs to the date written in its end; a day or body document is known by and belongs to the date written in its start. `owner` is the person's id in the document key.
 */
export function terraDocument(
  kind: TerraKind,
  entry: JsonObject,
  owner: string,
  source: string,
  nowMs: number,
): ProviderDocument {
  const metadata = own(entry, 'metadata');
  const span = readSpan(own(metadata, 'start_time'), own(metadata, 'end_time'), nowMs);
  const interval = intervalOf(span, periods[kind] === 'local_day' ? 'start' : 'end');
  const uploadType = own(metadata, 'upload_type');
  const retracted = kind === 'activity' && uploadType === deletedActivity;
  const draft = draftDocument({
    documentKey: `${kind}:${owner}:${recordId(kind, metadata, interval)}`,
    kind,
    source,
    interval,
    status: kind === 'sleep' && uploadType === tentativeSleep ? 'preliminary' : 'final',
    isNap: kind === 'sleep' && own(metadata, 'is_nap') === true,
    retracted,
  });
  if (!retracted) fill(draft, kind, entry, nowMs);
  return draft.finish();
}

function fill(draft: Draft, kind: TerraKind, entry: JsonObject, nowMs: number): void {
  const context = contexts[kind];
  for (const { path, metric, statistic, unit } of summaryFields[kind]) {
    draft.summary({ metric, statistic, context, unit }, at(entry, path), periods[kind]);
  }
  for (const field of sampleFields[kind]) addSamples(draft, field, entry, context, nowMs);
  if (kind === 'body') addHrvOfBeats(draft, at(entry, ['heart_data', 'rr_interval_samples']), nowMs);
  if (kind === 'sleep') addHypnogram(draft, at(entry, ['sleep_durations_data', 'hypnogram_samples']), nowMs);
}

function addSamples(
  draft: Draft,
  field: SampleField,
  entry: JsonObject,
  context: Context,
  nowMs: number,
): void {
  const { metric, unit } = field;
  const slots: Partial<Record<Context, Slot>> = {};
  const samples = objectsOf(at(entry, field.path));
  for (const [index, sample] of samples.entries()) {
    const raw = own(sample, field.value);
    if (raw === null || raw === undefined || (field.accepts && !field.accepts(sample))) continue;
    // What a sample says of itself is finer than the day it lies in, but a sleep is a sleep.
    const sampleContext = (context === 'none' && field.context?.(sample)) || context;
    const slot = slots[sampleContext] ?? { metric, statistic: 'sample', context: sampleContext, unit };
    slots[sampleContext] = slot;
    const rawTime = own(sample, field.time);
    draft.sample(slot, raw, momentOf(readSpan(rawTime, rawTime, nowMs)), index);
  }
}

function recordId(kind: TerraKind, metadata: unknown, interval: Interval | NoMoment): string {
  const start = own(metadata, 'start_time');
  const written =
    periods[kind] === 'local_day' ? leadingDate(start) : externalId(own(metadata, 'summary_id'));
  if (written !== null) return written;
  if ('start' in interval) return `${interval.start}_${interval.end}`;
  return sha256(snippet([start, own(metadata, 'end_time')]));
}
