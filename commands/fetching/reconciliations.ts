import type pg from 'pg';
import { firstSweepAt, nextSweepAt, sweepWindow } from '../../domain/fetch-window.ts';
import { type Silence, silenceOf } from '../../domain/webhook-silence.ts';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import type { Provider } from '../../providers/provider.ts';
import { askForWindow } from './ask-for-window.ts';
import type { FetchQueue } from './fetch-queue.ts';

export interface LiveConnection {
  readonly provider: string;
  readonly externalUser: string;
  readonly since: Date;
}
interface Row {
  provider: string;
  external_user: string;
  swept_until: Date | null;
  next_sweep_at: Date | null;
  noticed_at: Date | null;
  found_at: Date | null;
  warned_at: Date | null;
}
export interface ReconcileContext {
  readonly pool: pg.Pool;
  readonly queue: FetchQueue;
  readonly providerNamed: (name: string) => Provider | undefined;
  /** Those that are connected now, of every provider. */
  readonly liveConnections: () => Promise<readonly LiveConnection[]>;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}
export interface SilentConnection extends LiveConnection {
  readonly silence: Exclude<Silence, 'none'>;
  readonly noticedAt: Date | null;
}
export interface Reconciled {
  readonly swept: number;
  /** Those nobody was told of yet. */
  readonly silent: readonly SilentConnection[];
}

const keyOf = (provider: string, externalUser: string): string => JSON.stringify([provider, externalUser]);
const milliseconds = (date: Date | null | undefined): number | null => date?.getTime() ?? null;

/** Remembers when providers last notified, so that a silence can be told. */
export const noteNotices = async (
  pool: pg.Pool,
  notified: readonly {
    readonly provider: string;
    readonly externalUser: string;
    readonly receivedAt: string;
  }[],
): Promise<void> => {
  if (notified.length === 0) return;
  await pool.query(
    `insert into work.reconciliations as r (provider, external_user, noticed_at)
     select p, x, max(t) from unnest($1::text[], $2::text[], $3::timestamptz[]) n(p, x, t) group by p, x order by p, x
     on conflict (provider, external_user) do update set
       noticed_at = greatest(r.noticed_at, excluded.noticed_at), warned_at = null`,
    [
      notified.map(({ provider }) => provider),
      notified.map(({ externalUser }) => externalUser),
      notified.map(({ receivedAt }) => receivedAt),
    ],
  );
};

const readRows = async (
  client: pg.ClientBase | pg.Pool,
  connections: readonly LiveConnection[],
): Promise<Map<string, Row>> => {
  const { rows } = await client.query<Row>(
    `select * from work.reconciliations
      where (provider, external_user) in (select * from unnest($1::text[], $2::text[]))`,
    [connections.map(({ provider }) => provider), connections.map(({ externalUser }) => externalUser)],
  );
  return new Map(rows.map((row) => [keyOf(row.provider, row.external_user), row]));
};

const silentAmong = (
  connections: readonly LiveConnection[],
  rows: ReadonlyMap<string, Row>,
  nowMs: number,
): SilentConnection[] =>
  connections.flatMap((connection) => {
    const row = rows.get(keyOf(connection.provider, connection.externalUser));
    const contact = {
      connectedMs: connection.since.getTime(),
      noticedMs: milliseconds(row?.noticed_at),
      foundMs: milliseconds(row?.found_at),
    };
    const silence = silenceOf(contact, nowMs);
    return silence === 'none' ? [] : [{ ...connection, silence, noticedAt: row?.noticed_at ?? null }];
  });

const fetched = (
  providerNamed: ReconcileContext['providerNamed'],
  connections: readonly LiveConnection[],
): LiveConnection[] => connections.filter(({ provider }) => providerNamed(provider)?.api !== undefined);

/** Connections whose webhooks stopped. */
export const silentConnections = async (
  context: Pick<ReconcileContext, 'pool' | 'providerNamed' | 'liveConnections' | 'now'>,
): Promise<SilentConnection[]> => {
  const connections = fetched(context.providerNamed, await context.liveConnections());
  return silentAmong(connections, await readRows(context.pool, connections), context.now());
};

const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('auren reconcile', 0)) as got`;

/**
 * Asks for the sweeps that are due and looks for webhooks that stopped. Undefined while another worker does it: one at
 * a time, so that nothing is asked for twice.
 */
export const reconcile = (context: ReconcileContext): Promise<Reconciled | undefined> =>
  inTransaction(context.pool, '', async (client) => {
    const { queue, providerNamed, random } = context;
    const { rows: lock } = await client.query<{ got: boolean }>(LOCK);
    if (!lock[0]!.got) return undefined;
    const nowMs = context.now();
    const connections = fetched(providerNamed, await context.liveConnections());
    const rows = await readRows(client, connections);
    const planned: { provider: string; externalUser: string; at: Date }[] = [];
    let swept = 0;
    for (const { provider, externalUser } of connections) {
      const row = rows.get(keyOf(provider, externalUser));
      const dueMs = milliseconds(row?.next_sweep_at);
      if (dueMs !== null && dueMs > nowMs) continue;
      const atMs = dueMs === null ? firstSweepAt(nowMs, random()) : nextSweepAt(nowMs, random());
      planned.push({ provider, externalUser, at: new Date(atMs) });
      if (dueMs === null) continue;
      const overlapS = providerNamed(provider)!.api!.sweepOverlapS;
      const request = {
        provider,
        externalUser,
        window: sweepWindow(milliseconds(row?.swept_until), overlapS, nowMs),
        why: 'sweep' as const,
        correlationId: `sweep:${provider}:${new Date(nowMs).toISOString()}`,
        askedAt: new Date(nowMs).toISOString(),
      };
      await askForWindow(queue, request, client);
      swept++;
    }
    await plan(client, planned);
    const silent = silentAmong(connections, rows, nowMs).filter(
      ({ provider, externalUser }) => rows.get(keyOf(provider, externalUser))?.warned_at == null,
    );
    await markWarned(client, silent);
    return { swept, silent };
  });

const plan = async (
  client: pg.ClientBase,
  planned: readonly { provider: string; externalUser: string; at: Date }[],
): Promise<void> => {
  if (planned.length === 0) return;
  await client.query(
    `insert into work.reconciliations (provider, external_user, next_sweep_at)
     select * from unnest($1::text[], $2::text[], $3::timestamptz[])
     on conflict (provider, external_user) do update set next_sweep_at = excluded.next_sweep_at`,
    [
      planned.map(({ provider }) => provider),
      planned.map(({ externalUser }) => externalUser),
      planned.map(({ at }) => at),
    ],
  );
};

const markWarned = async (client: pg.ClientBase, silent: readonly LiveConnection[]): Promise<void> => {
  if (silent.length === 0) return;
  await client.query(
    `update work.reconciliations set warned_at = now()
      where (provider, external_user) in (select * from unnest($1::text[], $2::text[]))`,
    [silent.map(({ provider }) => provider), silent.map(({ externalUser }) => externalUser)],
  );
};
