import type { CheckInEvent } from '../domain/check-in.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';
import { storableJson } from './storable-json.ts';

/** What people said, one row an event; the events of one check-in share its id. */
export const checkIns: Projection = {
  kind: 'projection',
  name: 'check_ins',
  version: 1,
  partitions: 1,
  handles: ['CheckedIn', 'ContextTagged'],
  tableNames: ['check_ins'],
  tables: `
    create table if not exists check_ins (
      user_id text not null,
      position bigint not null,
      event_id uuid not null,
      check_in_id text not null,
      date date not null,
      kind text not null,
      data jsonb not null,
      primary key (user_id, position)
    );`,
  apply: async (tx, events) => {
    const said = events as readonly Recorded<CheckInEvent>[];
    await tx.query(
      `insert into check_ins
       select * from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::date[], $6::text[], $7::jsonb[])`,
      [
        said.map((event) => event.data.userId),
        said.map((event) => event.position.toString()),
        said.map((event) => event.id),
        said.map((event) => event.data.checkInId),
        said.map((event) => event.data.date),
        said.map((event) => event.type),
        said.map((event) => storableJson(event.data)),
      ],
    );
  },
};
