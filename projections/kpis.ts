import type { KpiEvent, KpisMeasured, KpisWithdrawn } from '../domain/kpi.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

/** The key figures that stand, by night. */
export const kpis: Projection = {
  kind: 'projection',
  name: 'kpis',
  version: 1,
  partitions: 1,
  handles: ['KpisMeasured', 'KpisWithdrawn'],
  tableNames: ['kpis'],
  tables: `
    create table if not exists kpis (
      user_id text not null,
      date date not null,
      event_id uuid not null,
      night_event_id uuid not null,
      kpis jsonb not null,
      primary key (user_id, date)
    );`,
  apply: async (tx, events) => {
    const newest = new Map<string, Recorded<KpiEvent>>();
    for (const event of events as readonly Recorded<KpiEvent>[])
      newest.set(`${event.data.userId} ${event.data.date}`, event);
    const measured = [...newest.values()].filter((event) => event.type === 'KpisMeasured');
    const withdrawn = [...newest.values()].filter((event) => event.type === 'KpisWithdrawn');
    const figures = measured.map(({ data }) => data as KpisMeasured['data']);
    if (figures.length > 0)
      await tx.query(
        `insert into kpis select * from unnest($1::text[], $2::date[], $3::uuid[], $4::uuid[], $5::jsonb[])
         on conflict (user_id, date) do update set event_id = excluded.event_id,
           night_event_id = excluded.night_event_id, kpis = excluded.kpis`,
        [
          figures.map(({ userId }) => userId),
          figures.map(({ date }) => date),
          measured.map(({ id }) => id),
          figures.map(({ nightEventId }) => nightEventId),
          figures.map((data) => storableJson(data.kpis)),
        ],
      );
    const gone = withdrawn.map(({ data }) => data as KpisWithdrawn['data']);
    if (gone.length > 0)
      await tx.query(
        `delete from kpis k using unnest($1::text[], $2::date[]) w(user_id, date)
          where k.user_id = w.user_id and k.date = w.date`,
        [gone.map(({ userId }) => userId), gone.map(({ date }) => date)],
      );
  },
};
