import type { ModeSwitched } from '../domain/mode.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';

/** The mode in which NEUROS meets each person. Who is not here never left `baseline`. */
export const cognitiveModes: Projection = {
  kind: 'projection',
  name: 'cognitive_modes',
  version: 1,
  partitions: 1,
  handles: ['ModeSwitched'],
  tableNames: ['cognitive_modes'],
  tables: `
    create table if not exists cognitive_modes (
      user_id text primary key,
      mode text not null,
      reason text not null,
      since timestamptz not null,
      event_id uuid not null
    );`,
  apply: async (tx, events) => {
    const newest = new Map<string, Recorded<ModeSwitched>>();
    for (const event of events as readonly Recorded<ModeSwitched>[]) newest.set(event.data.userId, event);
    const switched = [...newest.values()];
    await tx.query(
      `insert into cognitive_modes
       select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[])
       on conflict (user_id) do update set mode = excluded.mode, reason = excluded.reason,
         since = excluded.since, event_id = excluded.event_id`,
      [
        switched.map(({ data }) => data.userId),
        switched.map(({ data }) => data.to),
        switched.map(({ data }) => data.reason),
        switched.map(({ data }) => data.at),
        switched.map(({ id }) => id),
      ],
    );
  },
};
