import type { Context, DocumentKind, Period, ProviderDocument } from '../../domain/reading.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import type { FetchedRecord } from '../api.ts';
import { type Draft, draftDocument, type Interval, type NoMoment, type Slot } from '../draft.ts';
import { isObject, objectsOf, own } from '../json.ts';
import { momentOf, readSpan, type Span } from '../span.ts';
import { documentKeyOf, heartRate, heartRateDay, personalInfo, source } from './documents.ts';
import { fields, heartRateContexts, type SeriesField, sessionSeries, sleepSeries } from './fields.ts';
import { localDay, spanOnDay } from './local-day.ts';
import { addSeries } from './series.ts';
import { addSleepPhases } from './sleep-phases.ts';

/** A sleep that the person deleted, or said was none. */
const noSleep = ['deleted', 'rest'];
/** Confirmed sleeps of up to 3 h, and those that end after 18:00; `long_sleep` is the night. */
const naps = ['sleep', 'late_nap'];

/** Whether a sleep record takes the sleep back instead of telling of one. */
export const isRetractedSleep = (record: unknown): boolean => noSleep.includes(own(record, 'type') as string);

export const sleepSpan = (record: unknown, nowMs: number): Span | NoMoment =>
  readSpan(own(record, 'bedtime_start'), own(record, 'bedtime_end'), nowMs);

interface Source {
  readonly collection: string;
  readonly recordId: string;
  readonly body: unknown;
  readonly nowMs: number;
}

interface Shape {
  readonly kind: DocumentKind;
  readonly interval: Interval | NoMoment;
  readonly isNap?: boolean;
  readonly retracted?: boolean;
}

const begin = ({ collection, recordId }: Source, shape: Shape): Draft =>
  draftDocument({ ...shape, documentKey: documentKeyOf(collection, recordId), source });

function addFields(draft: Draft, { collection, body }: Source, period: Period): void {
  for (const { read, metric, statistic, context, unit, tag } of fields[collection] ?? []) {
    const slot = { metric, statistic, context, unit };
    draft.summary(tag === undefined ? slot : { ...slot, tag }, read(body), period);
  }
}

function addAllSeries(
  draft: Draft,
  { body, nowMs }: Source,
  list: readonly SeriesField[],
  context: Context,
): void {
  for (const { name, metric, unit } of list)
    addSeries(draft, { metric, unit, statistic: 'sample', context }, own(body, name), nowMs);
}

function sleepDocument(from: Source): ProviderDocument {
  const { body, nowMs } = from;
  const retracted = isRetractedSleep(body);
  const interval = spanOnDay(sleepSpan(body, nowMs), own(body, 'day'), nowMs);
  const isNap = naps.includes(own(body, 'type') as string);
  const draft = begin(from, { kind: 'sleep', interval, isNap, retracted });
  if (retracted) return draft.finish();
  addFields(draft, from, 'interval');
  addAllSeries(draft, from, sleepSeries, 'sleep');
  addSleepPhases(draft, body);
  return draft.finish();
}

/** Oura counts activity from 04:00 to 04:00; other days are told by their date alone. */
function dayDocument(from: Source): ProviderDocument {
  const { body, nowMs, collection } = from;
  const begins = collection === 'daily_activity' ? 'timestamp' : 'midnight';
  const interval = localDay(own(body, 'day'), own(body, 'timestamp'), nowMs, begins);
  const draft = begin(from, { kind: 'daily', interval });
  addFields(draft, from, 'local_day');
  return draft.finish();
}

function activityDocument(from: Source): ProviderDocument {
  const { body, nowMs, collection } = from;
  const span = readSpan(own(body, 'start_datetime'), own(body, 'end_datetime'), nowMs);
  const draft = begin(from, { kind: 'activity', interval: spanOnDay(span, own(body, 'day'), nowMs) });
  addFields(draft, from, 'interval');
  if (collection === 'session') addAllSeries(draft, from, sessionSeries, 'rest');
  return draft.finish();
}

/** One UTC day of the series: its rows carry no local time, and so no local day. */
function heartRateDocument(from: Source): ProviderDocument {
  const { body, nowMs, recordId } = from;
  const interval = localDay(heartRateDay(recordId) ?? own(body, 'day'), undefined, nowMs);
  const draft = begin(from, { kind: 'metric_day', interval });
  const slots: Partial<Record<Context, Slot>> = {};
  for (const [index, row] of objectsOf(own(body, 'data')).entries()) {
    const told = own(row, 'source');
    const context =
      typeof told === 'string' && Object.hasOwn(heartRateContexts, told) ? heartRateContexts[told]! : 'none';
    slots[context] ??= { metric: 'heart_rate', statistic: 'sample', context, unit: '/min' };
    const time = own(row, 'timestamp') ?? timeOfUnix(own(row, 'timestamp_unix'));
    draft.sample(slots[context], own(row, 'bpm'), momentOf(readSpan(time, time, nowMs)), index);
  }
  return draft.finish();
}

/** Unix milliseconds as text; what is no such number stays as it is, to be set aside with its reason. */
export function timeOfUnix(value: unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e15
    ? new Date(value).toISOString()
    : value;
}

/** Weight and height as the person entered them some time: they hold from when they were fetched. */
function personDocument(from: Source): ProviderDocument {
  const now = parseInstant(timeOfUnix(from.nowMs), from.nowMs);
  const interval: Interval | NoMoment =
    typeof now === 'string'
      ? { problem: now, rawTime: String(from.nowMs) }
      : { start: now.utc, end: now.utc, zoneOffsetMin: 0, localDate: now.localDate };
  const draft = begin(from, { kind: 'body', interval });
  addFields(draft, from, 'instant');
  return draft.finish();
}

const documents: Readonly<Record<string, (from: Source) => ProviderDocument>> = {
  sleep: sleepDocument,
  daily_sleep: dayDocument,
  daily_readiness: dayDocument,
  daily_activity: dayDocument,
  daily_spo2: dayDocument,
  daily_cardiovascular_age: dayDocument,
  vO2_max: dayDocument,
  workout: activityDocument,
  session: activityDocument,
  [heartRate]: heartRateDocument,
  [personalInfo]: personDocument,
};

/** Readings of a record. Collections for which the vocabulary has no metric give none: the record stays in the log. */
export function mapRecord(
  { collection, recordId, body }: FetchedRecord,
  _whose: object,
  nowMs: number,
): readonly ProviderDocument[] {
  if (!Object.hasOwn(documents, collection) || !isObject(body)) return [];
  return [documents[collection]!({ collection, recordId, body, nowMs })];
}
