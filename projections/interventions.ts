import type pg from 'pg';
import {
  evolveIntervention,
  type InterventionEvent,
  type InterventionState,
  initialIntervention,
  interventionEvents,
} from '../domain/intervention.ts';
import { dueOn } from '../domain/interventions/due-date.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

/** How each intervention stands. */
export const interventions: Projection = {
  kind: 'projection',
  name: 'interventions',
  version: 2,
  partitions: 1,
  handles: interventionEvents,
  tableNames: ['interventions'],
  tables: `
    create table if not exists interventions (
      user_id text not null,
      intervention_id text not null,
      proposed_on date not null,
      decision_event_id uuid,
      status text not null,
      due_on date,
      state jsonb not null,
      primary key (user_id, intervention_id)
    );
    create unique index if not exists interventions_by_id on interventions (intervention_id);
    create index if not exists interventions_by_date on interventions (user_id, proposed_on, intervention_id);
    create index if not exists interventions_due on interventions (due_on) where due_on is not null;`,
  apply: async (tx, events) => {
    const page = events as readonly (Recorded & InterventionEvent)[];
    const states = await known(tx, [...new Set(page.map(({ data }) => data.interventionId))]);
    for (const event of page) {
      const { interventionId } = event.data;
      const before = states.get(interventionId) ?? initialIntervention;
      states.set(interventionId, evolveIntervention(before, event));
    }
    const rows = [...states.values()].filter(({ proposal }) => proposal !== null);
    await tx.query(
      `insert into interventions
       select * from unnest($1::text[], $2::text[], $3::date[], $4::uuid[], $5::text[], $6::date[], $7::jsonb[])
       on conflict (user_id, intervention_id) do update set
         status = excluded.status, due_on = excluded.due_on, state = excluded.state`,
      [
        rows.map(({ proposal }) => proposal!.userId),
        rows.map(({ proposal }) => proposal!.interventionId),
        rows.map(({ proposal }) => proposal!.proposedOn),
        rows.map(({ proposal }) => proposal!.decisionEventId),
        rows.map(({ status }) => status),
        rows.map(dueOn),
        rows.map(storableJson),
      ],
    );
  },
};

const known = async (tx: pg.ClientBase, ids: readonly string[]): Promise<Map<string, InterventionState>> => {
  const { rows } = await tx.query<{ intervention_id: string; state: InterventionState }>(
    'select intervention_id, state from interventions where intervention_id = any($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ intervention_id, state }) => [intervention_id, state]));
};
