import type { DocumentEvent } from '../domain/document.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { documentId } from './readings.ts';

/** When a person trained, and the mean heart rate of it; what the load of a day is made of. */
export const workouts: Projection = {
  kind: 'projection',
  name: 'workouts',
  version: 1,
  partitions: 1,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted'],
  tableNames: ['workouts'],
  tables: `
    create table if not exists workouts (
      user_id text not null,
      document text not null,
      date date not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      heart_rate float8,
      event_id uuid not null,
      recorded_at timestamptz not null,
      primary key (user_id, document)
    );`,
  apply: async (tx, events) => {
    for (const event of events as readonly Recorded<DocumentEvent>[]) {
      const { data } = event;
      if (event.type === 'ReadingsRetracted')
        await tx.query('delete from workouts where user_id = $1 and document = $2', [
          data.userId,
          documentId(data),
        ]);
      else if (isWorkout(data))
        await tx.query(
          `insert into workouts as w values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (user_id, document) do update set date = excluded.date, start_at = excluded.start_at,
             end_at = excluded.end_at, heart_rate = coalesce(excluded.heart_rate, w.heart_rate),
             event_id = excluded.event_id, recorded_at = excluded.recorded_at`,
          [
            data.userId,
            documentId(data),
            data.interval.localDate,
            data.interval.start,
            data.interval.end,
            meanHeartRate(data),
            event.id,
            event.recordedAt,
          ],
        );
    }
  },
};

type WithReadings = Extract<DocumentEvent, { data: { readings: readonly unknown[] } }>['data'];
type Timed = WithReadings & { readonly interval: NonNullable<WithReadings['interval']> };

const isWorkout = (data: DocumentEvent['data']): data is Timed =>
  'readings' in data && data.kind === 'activity' && data.interval !== null;

const meanHeartRate = ({ readings }: Timed): number | null =>
  readings.find(({ metric, statistic }) => metric === 'heart_rate' && statistic === 'average')?.value ?? null;
