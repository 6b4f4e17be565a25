import type { DocumentEvent, ReadingsQuarantined } from '../domain/document.ts';
import type { Reading } from '../domain/reading.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { isSleepSum, markOverlappingSleeps, touchedNights } from './overlapping-sleeps.ts';
import { readingHorizon } from './reading-horizon.ts';
import { refreshHours, touchedHours } from './reading-hours.ts';
import { readingTables } from './reading-tables.ts';

interface Row extends Reading {
  readonly document: string;
  readonly userId: string;
  readonly source: string;
  readonly revision: number;
  readonly eventId: string;
}

interface RemovedRow {
  readonly user_id: string;
  readonly metric: string;
  readonly start_at: Date;
  readonly statistic: string;
  readonly context: string;
  readonly local_date: string;
}

interface Page {
  /** By document and key; what the page leaves standing. */
  readonly rows: Map<string, Row>;
  readonly retracted: Set<string>;
  readonly quarantined: Recorded<ReadingsQuarantined>[];
}

export const documentId = (data: DocumentEvent['data']): string => `${data.provider}:${data.documentKey}`;

const fold = (events: readonly Recorded<DocumentEvent>[]): Page => {
  const page: Page = { rows: new Map(), retracted: new Set(), quarantined: [] };
  for (const event of events) {
    const document = documentId(event.data);
    if (event.type === 'ReadingsQuarantined') page.quarantined.push(event as Recorded<ReadingsQuarantined>);
    else if (event.type === 'ReadingsRetracted') {
      page.retracted.add(document);
      for (const [key, row] of page.rows) if (row.document === document) page.rows.delete(key);
    } else {
      const { userId, source, revision } = event.data;
      for (const reading of (event.data as { readings: readonly Reading[] }).readings)
        page.rows.set(`${document} ${reading.key}`, {
          ...reading,
          document,
          userId,
          source: reading.source === undefined ? source : `${event.data.provider}:${reading.source}`,
          revision,
          eventId: event.id,
        });
    }
  }
  return page;
};

/** Every reading that stands and is not older than the horizon, one row each, and the statistics of every hour. */
export const readings: Projection = {
  kind: 'projection',
  name: 'readings',
  version: 3,
  partitions: 1,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted', 'ReadingsQuarantined'],
  tableNames: ['readings', 'reading_hours', 'quarantined'],
  tables: readingTables,
  apply: async (tx, events) => {
    const { rows, retracted, quarantined } = fold(events as readonly Recorded<DocumentEvent>[]);
    const standing = [...rows.values()];
    const touched = touchedHours();
    const left = touchedHours();
    const nights = touchedNights();
    const remove = async (text: string, values: unknown[]): Promise<void> => {
      const { rows: removed } = await tx.query<RemovedRow>(
        `${text} returning r.user_id, r.metric, r.start_at, r.statistic, r.context, r.local_date::text`,
        values,
      );
      for (const row of removed) {
        for (const hours of [touched, left]) hours.add(row.user_id, row.metric, row.start_at);
        if (isSleepSum(row)) nights.add(row.user_id, row.local_date);
      }
    };
    const horizon = await readingHorizon(tx);
    if (retracted.size > 0)
      await remove('delete from readings r where document = any ($1)', [[...retracted]]);
    // A revision may have moved a reading in time, which is part of its row's identity.
    const moved = standing.filter((row) => row.revision > 1);
    if (moved.length > 0)
      // Keys by what follows the index: joined pair by pair, a long document would be read once for each of its readings.
      await remove(
        `delete from readings r
          where r.document = any ($1::text[]) and r.document || ' ' || r.reading_key = any ($2::text[])`,
        [[...new Set(moved.map((row) => row.document))], moved.map((row) => `${row.document} ${row.key}`)],
      );
    const all = standing.filter((row) => Date.parse(row.start) >= horizon);
    const of = <T>(pick: (row: Row) => T): T[] => all.map(pick);
    for (const row of all) {
      touched.add(row.userId, row.metric, new Date(row.start));
      if (isSleepSum(row)) nights.add(row.userId, row.localDate);
    }
    if (all.length > 0)
      await tx.query(
        `insert into readings (user_id, metric, start_at, end_at, local_date, zone_offset_min, value, code, statistic,
                               context, period, status, source, document, reading_key, revision, event_id, overlapped)
         select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::date[], $6::smallint[],
                              $7::float8[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                              $14::text[], $15::text[], $16::int[], $17::uuid[], $18::boolean[])`,
        [
          of((row) => row.userId),
          of((row) => row.metric),
          of((row) => row.start),
          of((row) => row.end),
          of((row) => row.localDate),
          of((row) => row.zoneOffsetMin),
          of((row) => row.value),
          of((row) => row.code ?? null),
          of((row) => row.statistic),
          of((row) => row.context),
          of((row) => row.period),
          of((row) => row.status),
          of((row) => row.source),
          of((row) => row.document),
          of((row) => row.key),
          of((row) => row.revision),
          of((row) => row.eventId),
          of((row) => row.overlapped ?? false),
        ],
      );
    for (const row of await markOverlappingSleeps(tx, nights))
      touched.add(row.user_id, row.metric, row.start_at);
    await refreshHours(tx, touched, left);
    const odd = quarantined.flatMap((event) =>
      event.data.quarantined.map((item) => ({
        ...item,
        document: documentId(event.data),
        userId: event.data.userId,
        eventId: event.id,
      })),
    );
    if (odd.length > 0)
      await tx.query(
        `insert into quarantined
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[])
         on conflict do nothing`,
        [
          odd.map((item) => item.userId),
          odd.map((item) => item.document),
          odd.map((item) => item.key),
          odd.map((item) => item.metric),
          odd.map((item) => item.reason),
          odd.map((item) => item.raw),
          odd.map((item) => item.eventId),
        ],
      );
  },
};
