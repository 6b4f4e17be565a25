import { type NightsEvent, rulesetOf } from '../domain/nights.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

/** The decision that stands for each night, by each rule set. */
export const nights: Projection = {
  kind: 'projection',
  name: 'nights',
  version: 2,
  partitions: 1,
  handles: ['NightAssessed', 'NightReassessed', 'NightWithdrawn'],
  tableNames: ['nights'],
  tables: `
    create table if not exists nights (
      user_id text not null,
      ruleset text not null,
      date date not null,
      event_id uuid not null,
      decision jsonb not null,
      primary key (user_id, ruleset, date)
    );
    create index if not exists nights_with_contexts on nights (user_id)
      where jsonb_array_length(decision->'evidence'->'contexts') > 0;`,
  apply: async (tx, events) => {
    const newest = new Map<string, Recorded<NightsEvent>>();
    for (const event of events as readonly Recorded<NightsEvent>[])
      newest.set(`${event.data.userId} ${rulesetOf(event)} ${event.data.date}`, event);
    const decided = [...newest.values()].filter((event) => event.type !== 'NightWithdrawn');
    const withdrawn = [...newest.values()].filter((event) => event.type === 'NightWithdrawn');
    if (decided.length > 0)
      await tx.query(
        `insert into nights select * from unnest($1::text[], $2::text[], $3::date[], $4::uuid[], $5::jsonb[])
         on conflict (user_id, ruleset, date) do update set event_id = excluded.event_id, decision = excluded.decision`,
        [
          decided.map((event) => event.data.userId),
          decided.map(rulesetOf),
          decided.map((event) => event.data.date),
          decided.map((event) => event.id),
          decided.map((event) => storableJson(event.data)),
        ],
      );
    if (withdrawn.length > 0)
      await tx.query(
        `delete from nights n using unnest($1::text[], $2::text[], $3::date[]) w(user_id, ruleset, date)
          where n.user_id = w.user_id and n.ruleset = w.ruleset and n.date = w.date`,
        [
          withdrawn.map((event) => event.data.userId),
          withdrawn.map(rulesetOf),
          withdrawn.map((event) => event.data.date),
        ],
      );
  },
};
