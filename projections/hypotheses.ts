import type pg from 'pg';
import {
  evolveHypothesis,
  type HypothesisEvent,
  type HypothesisState,
  hypothesisEvents,
  initialHypothesis,
} from '../domain/hypothesis.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

/** How each hypothesis about a person stands. */
export const hypotheses: Projection = {
  kind: 'projection',
  name: 'hypotheses',
  version: 1,
  partitions: 1,
  handles: hypothesisEvents,
  tableNames: ['hypotheses'],
  tables: `
    create table if not exists hypotheses (
      user_id text not null,
      hypothesis_id text not null,
      state jsonb not null,
      primary key (user_id, hypothesis_id)
    );
    create unique index if not exists hypotheses_by_id on hypotheses (hypothesis_id);`,
  apply: async (tx, events) => {
    const page = events as readonly (Recorded & HypothesisEvent)[];
    const states = await known(tx, [...new Set(page.map(({ data }) => data.hypothesisId))]);
    for (const event of page) {
      const { hypothesisId } = event.data;
      states.set(hypothesisId, evolveHypothesis(states.get(hypothesisId) ?? initialHypothesis, event));
    }
    const rows = [...states].filter(([, { subject }]) => subject !== null);
    await tx.query(
      `insert into hypotheses select * from unnest($1::text[], $2::text[], $3::jsonb[])
       on conflict (user_id, hypothesis_id) do update set state = excluded.state`,
      [
        rows.map(([, { subject }]) => subject!.userId),
        rows.map(([id]) => id),
        rows.map(([, state]) => storableJson(state)),
      ],
    );
  },
};

const known = async (tx: pg.ClientBase, ids: readonly string[]): Promise<Map<string, HypothesisState>> => {
  const { rows } = await tx.query<{ hypothesis_id: string; state: HypothesisState }>(
    'select hypothesis_id, state from hypotheses where hypothesis_id = any($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ hypothesis_id, state }) => [hypothesis_id, state]));
};
