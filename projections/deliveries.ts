import type { DeviceConnected } from '../domain/connection.ts';
import type { WebhookReceived } from '../domain/delivery.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { Projection } from '../eventstore/subscriptions/processor.ts';

/**
 * Every delivery that was acknowledged, and whose it is: `named_user` as the body says, `user_id` by body or
 * connection; null while nobody can say.
 */
export const deliveries: Projection = {
  kind: 'projection',
  name: 'deliveries',
  version: 1,
  partitions: 1,
  handles: ['WebhookReceived', 'DeviceConnected'],
  tableNames: ['deliveries', 'external_owners'],
  tables: `
    create table if not exists deliveries (
      event_id uuid primary key,
      position bigint not null,
      provider text not null,
      external_user text not null,
      user_id text,
      named_user text,
      delivery_id text not null,
      event_type text not null,
      bytes int not null,
      received_at timestamptz not null
    );
    create index if not exists unnamed_deliveries on deliveries (provider, external_user) where named_user is null;
    create index if not exists deliveries_of_user on deliveries (user_id, position);
    create table if not exists external_owners (
      provider text not null,
      external_user text not null,
      user_id text not null,
      primary key (provider, external_user)
    );`,
  apply: async (tx, events) => {
    let batch: Recorded<WebhookReceived>[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      const of = <T>(pick: (event: Recorded<WebhookReceived>) => T): T[] => batch.map(pick);
      await tx.query(
        `insert into deliveries
         select e, p, pr, x, coalesce(u, (select c.user_id from external_owners c where c.provider = pr and c.external_user = x)),
                u, d, ty, b, r
           from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                       $9::timestamptz[]) q(e, p, pr, x, u, d, ty, b, r)`,
        [
          of((event) => event.id),
          of((event) => event.position.toString()),
          of((event) => event.data.provider),
          of((event) => event.data.externalUser),
          of((event) => event.data.userId),
          of((event) => event.data.deliveryId),
          of((event) => event.data.eventType),
          of((event) => Buffer.byteLength(event.data.body, 'base64')),
          of((event) => event.data.receivedAt),
        ],
      );
      batch = [];
    };
    for (const event of events) {
      if (event.type === 'WebhookReceived') batch.push(event as Recorded<WebhookReceived>);
      else {
        await flush();
        const { provider, externalUser, userId } = (event as Recorded<DeviceConnected>).data;
        await tx.query(
          `insert into external_owners values ($1, $2, $3)
           on conflict (provider, external_user) do update set user_id = excluded.user_id`,
          [provider, externalUser, userId],
        );
        await tx.query(
          'update deliveries set user_id = $3 where provider = $1 and external_user = $2 and user_id is null',
          [provider, externalUser, userId],
        );
      }
    }
    await flush();
  },
};
