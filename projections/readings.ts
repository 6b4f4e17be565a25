import type { DocumentEvent, ReadingsQuarantined } from '../domain/document.ts';
import type { Reading } from '../domain/reading.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';

interface Row extends Reading {
  readonly document: string;
  readonly userId: string;
  readonly source: string;
  readonly revision: number;
  readonly eventId: string;
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
          source,
          revision,
          eventId: event.id,
        });
    }
  }
  return page;
};

/** Every reading that stands, one row each; a hypertable where TimescaleDB is present. */
export const readings: Projection = {
  kind: 'projection',
  name: 'readings',
  version: 1,
  partitions: 1,
  handles: ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted', 'ReadingsQuarantined'],
  tableNames: ['readings', 'quarantined'],
  tables: `
    create table if not exists readings (
      user_id text not null,
      metric text not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      local_date date not null,
      zone_offset_min smallint not null,
      value double precision,
      code text,
      statistic text not null,
      context text not null,
      period text not null,
      status text not null,
      source text not null,
      document text not null,
      reading_key text not null,
      revision int not null,
      event_id uuid not null,
      primary key (user_id, metric, start_at, document, reading_key)
    );
    create index if not exists readings_of_document on readings (document, reading_key);
    create table if not exists quarantined (
      user_id text not null,
      document text not null,
      reading_key text not null,
      metric text not null,
      reason text not null,
      raw text not null,
      event_id uuid not null,
      primary key (user_id, document, reading_key, reason, raw)
    );
    do $$ begin
      if exists (select from pg_extension where extname = 'timescaledb') then
        perform create_hypertable('readings', 'start_at', chunk_time_interval => interval '30 days',
                                  if_not_exists => true, create_default_indexes => false);
      end if;
    end $$;`,
  apply: async (tx, events) => {
    const { rows, retracted, quarantined } = fold(events as readonly Recorded<DocumentEvent>[]);
    if (retracted.size > 0)
      await tx.query('delete from readings where document = any ($1)', [[...retracted]]);
    const all = [...rows.values()];
    const of = <T>(pick: (row: Row) => T): T[] => all.map(pick);
    // A revision may have moved a reading in time, which is part of its row's identity.
    const moved = all.filter((row) => row.revision > 1);
    if (moved.length > 0)
      await tx.query(
        `delete from readings r using unnest($1::text[], $2::text[]) k(document, reading_key)
          where r.document = k.document and r.reading_key = k.reading_key`,
        [moved.map((row) => row.document), moved.map((row) => row.key)],
      );
    if (all.length > 0)
      await tx.query(
        `insert into readings (user_id, metric, start_at, end_at, local_date, zone_offset_min, value, code, statistic,
                               context, period, status, source, document, reading_key, revision, event_id)
         select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::date[], $6::smallint[],
                              $7::float8[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                              $14::text[], $15::text[], $16::int[], $17::uuid[])`,
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
        ],
      );
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
