import type pg from 'pg';
import { type Db, PgBoss } from 'pg-boss';
import { inTransaction, withClient } from '../../eventstore/postgres/transaction.ts';
import { pause } from '../../eventstore/subscriptions/wake-up.ts';
import { type Fetch, fetchId, keyOf, laneOf, priorityOf } from './fetch.ts';

export const JOBS_SCHEMA = 'jobs';
export const FETCHES = 'fetch';

/** A worker that is not heard of for this long has died, and its fetches go to others. */
export const HEARTBEAT_S = 15;
const SUPERVISE_S = 5;
const DAY_S = 86_400;

export interface TakenFetch {
  readonly id: string;
  readonly fetch: Fetch;
  /** How many workers died while they had it. */
  readonly retryCount: number;
}

export interface Enqueue {
  /** The event that asks for it. */
  readonly eventId?: string;
  readonly afterS?: number;
  /** Among those of the same kind, below 1,000; larger goes first. */
  readonly urgency?: number;
  /** To be part of a transaction. */
  readonly client?: pg.ClientBase;
}

export interface FetchQueue {
  /** Makes or updates the schema and the queue, under a lock. */
  install(): Promise<void>;
  /**
   * False where the same waits already, or was asked for by the same event before. A record that waits to be tried
   * again is tried at once: it was just notified of.
   */
  enqueue(fetch: Fetch, options?: Enqueue): Promise<boolean>;
  /** The most urgent fetch that is due and whose lane is free; it is ours until settled or not kept alive. */
  take(): Promise<TakenFetch | undefined>;
  keepAlive(taken: readonly TakenFetch[]): Promise<void>;
  /** Ends it in the transaction of `client`. False: it is no longer ours, and nothing may be concluded from it. */
  settle(taken: TakenFetch, client: pg.ClientBase): Promise<boolean>;
  /** Takes back what died with its worker and removes what is long done, until the signal. */
  supervise(signal: AbortSignal, onError: (error: unknown) => void): Promise<void>;
  /** Called when something was put into the queue through this object. */
  onEnqueued(listener: () => void): () => void;
}

const within = (client: pg.ClientBase): Db => ({
  executeSql: (text, values) => client.query(text, values as unknown[]),
});

/** Some statements of pg-boss hold a transaction of their own: one that failed must not stay open in the pool. */
const through = (pool: pg.Pool): Db => ({
  executeSql: (text, values) =>
    withClient(pool, async (client, discard) => {
      try {
        return await client.query(text, values as unknown[]);
      } catch (error) {
        await client.query('rollback').catch(discard);
        throw error;
      }
    }),
});

/** Whoever takes a fetch looks which lanes are free: one at a time, else two could take of the same lane. */
const LOCK_TAKE = `select pg_advisory_xact_lock(hashtextextended('auren take fetch', 0))`;
const LOCK_INSTALL = `select pg_advisory_lock(hashtextextended('auren install jobs', 0))`;
const UNLOCK_INSTALL = `select pg_advisory_unlock(hashtextextended('auren install jobs', 0))`;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Durable fetches in PostgreSQL, by pg-boss (docs/adr/0018-jobs-in-postgresql.md). Opens no connection of its own. */
export const createFetchQueue = (pool: pg.Pool): FetchQueue => {
  const bossOf = (supervise: boolean): PgBoss => {
    const boss = new PgBoss({
      db: through(pool),
      schema: JOBS_SCHEMA,
      supervise,
      superviseIntervalSeconds: SUPERVISE_S,
      monitorIntervalSeconds: SUPERVISE_S,
      schedule: false,
      monitorVacuum: false,
    });
    // What failed is thrown at whoever asked; what pg-boss does by itself it does again.
    boss.on('error', () => {});
    return boss;
  };
  const boss = bossOf(false);
  const listeners = new Set<() => void>();

  const optionsOf = (fetch: Fetch, { afterS = 0, urgency = 0, client }: Enqueue) => ({
    singletonKey: keyOf(fetch),
    group: { id: laneOf(fetch) },
    priority: priorityOf(fetch) + urgency,
    ...(afterS > 0 ? { startAfter: new Date(Date.now() + afterS * 1_000) } : {}),
    ...(client === undefined ? {} : { db: within(client) }),
  });

  return {
    install: () =>
      withClient(pool, async (client) => {
        await client.query(LOCK_INSTALL);
        const starting = bossOf(false);
        try {
          await starting.start();
          const known = await starting.getQueue(FETCHES);
          const settings = {
            heartbeatSeconds: HEARTBEAT_S,
            expireInSeconds: 12 * 3_600,
            // Those whose worker died come again without end; `tried` and the count of deaths bound them.
            retryLimit: 1_000_000,
            retentionSeconds: 365 * DAY_S,
            deleteAfterSeconds: 3_600,
          };
          if (known === null) await starting.createQueue(FETCHES, { policy: 'short', ...settings });
          else await starting.updateQueue(FETCHES, settings);
        } finally {
          await starting.stop({ graceful: false, close: false });
          await client.query(UNLOCK_INSTALL);
        }
      }),

    enqueue: async (fetch, options = {}) => {
      const { eventId, client } = options;
      const id = await boss.send(FETCHES, fetch, {
        ...optionsOf(fetch, options),
        ...(eventId === undefined ? {} : { id: fetchId(eventId, fetch) }),
      });
      if (id === null && fetch.kind === 'record' && eventId !== undefined)
        await boss.update(FETCHES, fetch, {
          singletonKey: keyOf(fetch),
          startAfter: 0,
          ...(client === undefined ? {} : { db: within(client) }),
        });
      for (const listener of listeners) listener();
      return id !== null;
    },

    take: () =>
      inTransaction(pool, '', async (client) => {
        await client.query(LOCK_TAKE);
        const [job] = await boss.fetch<Fetch>(FETCHES, { groupConcurrency: 1, db: within(client) });
        return job === undefined ? undefined : { id: job.id, fetch: job.data, retryCount: job.retryCount };
      }),

    keepAlive: async (taken) => {
      if (taken.length > 0) await boss.touch(FETCHES, [...taken]);
    },

    settle: async (taken, client) => {
      // `affected` is documented, and missing in the types of pg-boss.
      const response = await boss.complete(FETCHES, [taken], null, { db: within(client) });
      return (response as { affected: number }).affected === 1;
    },

    supervise: async (signal, onError) => {
      while (!signal.aborted) {
        const watching = bossOf(true);
        watching.on('error', onError);
        try {
          await watching.start();
          await untilAborted(signal);
        } catch (error) {
          onError(error);
          await pause(SUPERVISE_S * 1_000, signal);
        } finally {
          await watching.stop({ graceful: false, close: false });
        }
      }
    },

    onEnqueued: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
