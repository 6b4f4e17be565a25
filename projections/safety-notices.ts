import type { SafetyEvent } from '../domain/safety-notice.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

type Told = Exclude<SafetyEvent, { readonly type: 'SafetyNoticeShown' }>;

/** The red flags that stand. How old one may be is asked when it is read. */
export const safetyNotices: Projection = {
  kind: 'projection',
  name: 'safety_notices',
  version: 1,
  partitions: 1,
  handles: ['SafetyFlagRaised', 'SafetyFlagCleared'],
  tableNames: ['safety_notices'],
  tables: `
    create table if not exists safety_notices (
      user_id text not null,
      flag text not null,
      event_id uuid not null,
      finding jsonb not null,
      primary key (user_id, flag)
    );`,
  apply: async (tx, events) => {
    const newest = new Map<string, Recorded<Told>>();
    for (const event of events as readonly Recorded<Told>[])
      newest.set(JSON.stringify([event.data.userId, event.data.flag]), event);
    const raised = [...newest.values()].filter((event) => event.type === 'SafetyFlagRaised');
    const cleared = [...newest.values()].filter((event) => event.type === 'SafetyFlagCleared');
    if (raised.length > 0)
      await tx.query(
        `insert into safety_notices select * from unnest($1::text[], $2::text[], $3::uuid[], $4::jsonb[])
         on conflict (user_id, flag) do update set event_id = excluded.event_id, finding = excluded.finding`,
        [
          raised.map(({ data }) => data.userId),
          raised.map(({ data }) => data.flag),
          raised.map(({ id }) => id),
          raised.map(({ data }) => storableJson(data)),
        ],
      );
    if (cleared.length > 0)
      await tx.query(
        `delete from safety_notices s using unnest($1::text[], $2::text[]) c(user_id, flag)
          where s.user_id = c.user_id and s.flag = c.flag`,
        [cleared.map(({ data }) => data.userId), cleared.map(({ data }) => data.flag)],
      );
  },
};
