import type pg from 'pg';
import type { ConnectionEvent } from '../domain/connection.ts';
import type { SubjectRegistered } from '../domain/subject.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';

const STATUS = {
  DeviceConnected: 'connected',
  ConnectionBroken: 'broken',
  DeviceDisconnected: 'disconnected',
} as const;

/** Who AUREN knows, and through which devices. */
export const people: Projection = {
  kind: 'projection',
  name: 'people',
  version: 1,
  partitions: 1,
  handles: ['SubjectRegistered', 'DeviceConnected', 'ConnectionBroken', 'DeviceDisconnected'],
  tableNames: ['subjects', 'connections'],
  tables: `
    create table if not exists subjects (
      user_id text primary key,
      registered_at timestamptz not null
    );
    create table if not exists connections (
      provider text not null,
      external_user text not null,
      user_id text not null,
      device text not null,
      status text not null,
      reason text,
      since timestamptz not null,
      primary key (provider, external_user)
    );
    create index if not exists connections_of_user on connections (user_id);`,
  apply: async (tx, events) => {
    const registered = events.filter(
      (event) => event.type === 'SubjectRegistered',
    ) as Recorded<SubjectRegistered>[];
    await tx.query(
      `insert into subjects select * from unnest($1::text[], $2::timestamptz[]) on conflict do nothing`,
      [registered.map((event) => event.data.userId), registered.map((event) => event.recordedAt)],
    );
    for (const event of events)
      if (event.type !== 'SubjectRegistered') await saveConnection(tx, event as Recorded<ConnectionEvent>);
  },
};

const saveConnection = async (tx: pg.ClientBase, event: Recorded<ConnectionEvent>): Promise<void> => {
  const { provider, externalUser, userId, device } = event.data;
  const status = STATUS[event.type];
  const reason = 'reason' in event.data ? event.data.reason : null;
  await tx.query(
    `insert into connections (provider, external_user, user_id, device, status, reason, since)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (provider, external_user) do update set user_id = excluded.user_id, device = excluded.device,
       status = excluded.status, reason = excluded.reason, since = excluded.since`,
    [provider, externalUser, userId, device, status, reason, event.recordedAt],
  );
  if ('replacesExternalUser' in event.data && event.data.replacesExternalUser !== null)
    await tx.query('delete from connections where provider = $1 and external_user = $2', [
      provider,
      event.data.replacesExternalUser,
    ]);
};
