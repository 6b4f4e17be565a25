import type { DocumentEvent } from '../domain/document.ts';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { documentId } from './readings.ts';

/** When a person slept and how, one row a record of a source; what the night rules do not look at. */
export const sleeps: Projection = {
  kind: 'projection',
  name: 'sleeps',
  version: 1,
  partitions: 1,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted'],
  tableNames: ['sleeps'],
  tables: `
    create table if not exists sleeps (
      user_id text not null,
      document text not null,
      date date not null,
      is_nap boolean not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      zone_offset_min integer not null,
      source text not null,
      asleep_s float8,
      in_bed_s float8,
      latency_s float8,
      efficiency_percent float8,
      primary key (user_id, document)
    );
    create index if not exists sleeps_by_date on sleeps (user_id, date);`,
  apply: async (tx, events) => {
    for (const { type, data } of events as readonly Recorded<DocumentEvent>[]) {
      if (type === 'ReadingsRetracted')
        await tx.query('delete from sleeps where user_id = $1 and document = $2', [
          data.userId,
          documentId(data),
        ]);
      else if (isSleep(data))
        await tx.query(
          `insert into sleeps as s values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           on conflict (user_id, document) do update set date = excluded.date, is_nap = excluded.is_nap,
             start_at = excluded.start_at, end_at = excluded.end_at, zone_offset_min = excluded.zone_offset_min,
             source = excluded.source, asleep_s = coalesce(excluded.asleep_s, s.asleep_s),
             in_bed_s = coalesce(excluded.in_bed_s, s.in_bed_s), latency_s = coalesce(excluded.latency_s, s.latency_s),
             efficiency_percent = coalesce(excluded.efficiency_percent, s.efficiency_percent)`,
          [
            data.userId,
            documentId(data),
            data.interval.localDate,
            data.isNap,
            data.interval.start,
            data.interval.end,
            data.interval.zoneOffsetMin,
            data.source,
            lastOf(data, 'sleep_duration.total'),
            lastOf(data, 'time_in_bed'),
            lastOf(data, 'sleep_latency'),
            lastOf(data, 'sleep_efficiency'),
          ],
        );
    }
  },
};

type WithReadings = Extract<DocumentEvent, { data: { readings: readonly unknown[] } }>['data'];
type Timed = WithReadings & { readonly interval: NonNullable<WithReadings['interval']> };

const isSleep = (data: DocumentEvent['data']): data is Timed =>
  'readings' in data && data.kind === 'sleep' && data.interval !== null;

/** Of several the last: a record says each of these once. */
const lastOf = ({ readings }: Timed, metric: MetricName): number | null =>
  readings.findLast((reading) => reading.metric === metric && reading.value !== null)?.value ?? null;
