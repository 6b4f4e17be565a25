import type pg from 'pg';
import type { DocumentEvent } from '../domain/document.ts';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import type { Reading } from '../domain/reading.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import type { NightReading } from './read-tables.ts';
import { documentId } from './readings.ts';
import { storableJson } from './storable-json.ts';
import { isRmssdWindow } from './windowed-rmssd.ts';

/** What the analyser reads of a night, see `night-inputs.ts`. */
const NIGHT_METRICS: readonly MetricName[] = [
  'heart_rate_variability.rmssd',
  'heart_rate',
  'resting_heart_rate',
  'respiratory_rate',
  'skin_temperature',
  'skin_temperature_deviation',
  'sleep_duration.total',
];

const nightReadings = (event: Recorded<DocumentEvent>): Record<string, NightReading> => {
  const found: Record<string, NightReading> = Object.create(null);
  if (!('readings' in event.data)) return found;
  const { kind, readings } = event.data;
  for (const reading of readings) {
    const isWindow = kind !== 'activity' && isRmssdWindow(kind, reading, readings);
    if (reading.value !== null && (isWindow || isNightReading(kind, reading)))
      found[reading.key] = {
        metric: reading.metric,
        statistic: reading.statistic,
        context: reading.context,
        value: reading.value,
        eventId: event.id,
        ...(isWindow ? { start: reading.start } : {}),
      };
  }
  return found;
};

/**
 * Heart rate and RMSSD only as the average of a sleep: daytime values say something else, and the series of RMSSD are
 * windows (`windowed-rmssd.ts`). WHOOP says them of
 * a sleep in a document of its own, the recovery.
 */
const isNightReading = (kind: string, reading: Reading): boolean => {
  if (!NIGHT_METRICS.includes(reading.metric) || kind === 'activity') return false;
  const ofSleep = kind === 'sleep' || (kind === 'daily' && reading.context === 'sleep');
  return reading.metric === 'heart_rate' || reading.metric === 'heart_rate_variability.rmssd'
    ? ofSleep && reading.statistic === 'average'
    : true;
};

/** Per document, what it says about the night of its local date. */
export const nightlyFeatures: Projection = {
  kind: 'projection',
  name: 'nightly_features',
  version: 2,
  partitions: 1,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted'],
  tableNames: ['night_documents'],
  tables: `
    create table if not exists night_documents (
      user_id text not null,
      document text not null,
      date date not null,
      kind text not null,
      is_nap boolean not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      source text not null,
      readings jsonb not null,
      recorded_at timestamptz not null,
      primary key (user_id, document)
    );`,
  apply: async (tx, events) => {
    for (const event of events as readonly Recorded<DocumentEvent>[])
      if (event.type === 'ReadingsRetracted')
        await tx.query('delete from night_documents where user_id = $1 and document = $2', [
          event.data.userId,
          documentId(event.data),
        ]);
      else await save(tx, event);
  },
};

const save = async (tx: pg.ClientBase, event: Recorded<DocumentEvent>): Promise<void> => {
  const { userId, kind, interval, isNap, source } = event.data;
  if (interval === null || kind === 'activity') return;
  const found = nightReadings(event);
  const none = Object.keys(found).length === 0;
  await tx.query(
    `${
      none
        ? 'update night_documents d set'
        : `insert into night_documents as d
       (user_id, document, date, kind, is_nap, start_at, end_at, source, readings, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (user_id, document) do update set`
    }
       date = $3, kind = $4, is_nap = $5, start_at = $6, end_at = $7, source = $8, readings = d.readings || $9::jsonb,
       recorded_at = $10
     ${none ? 'where user_id = $1 and document = $2' : ''}`,
    [
      userId,
      documentId(event.data),
      interval.localDate,
      kind,
      isNap,
      interval.start,
      interval.end,
      source,
      storableJson(found),
      event.recordedAt,
    ],
  );
};
