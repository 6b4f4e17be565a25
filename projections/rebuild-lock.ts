import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CodedError } from '../domain/errors.ts';
import { withClient } from '../eventstore/postgres/transaction.ts';

const OF_ONE = `hashtextextended($1, 4702111234474983747)`;
/** Shared by every rebuild; taken alone by what must not happen in the middle of one. */
const OF_ALL = '4702111234474983748';
const LOOK_MS = 200;

const holds = async (client: pg.ClientBase, call: string, values: readonly string[] = []): Promise<boolean> =>
  (await client.query<{ held: boolean }>(`select ${call} as held`, [...values])).rows[0]!.held;

const running = (what: string): CodedError =>
  new CodedError('rebuild_running', 409, `${what} is being rebuilt already`, { retryAfterS: 10 });

/** Rebuilds one projection. Throws `rebuild_running` when another process does; waits for what keeps all rebuilds off. */
export const rebuildAlone = async <T>(
  pool: pg.Pool,
  projection: string,
  work: () => Promise<T>,
): Promise<T> =>
  withClient(pool, async (client) => {
    const name = [`rebuild ${projection}`];
    if (!(await holds(client, `pg_try_advisory_lock(${OF_ONE})`, name))) throw running(projection);
    try {
      while (!(await holds(client, `pg_try_advisory_lock_shared(${OF_ALL})`))) await sleep(LOOK_MS);
      try {
        return await work();
      } finally {
        await client.query(`select pg_advisory_unlock_shared(${OF_ALL})`);
      }
    } finally {
      await client.query(`select pg_advisory_unlock(${OF_ONE})`, name);
    }
  });

/** Throws `rebuild_running` when anything is being rebuilt. */
export const betweenRebuilds = async <T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> =>
  withClient(pool, async (client) => {
    if (!(await holds(client, `pg_try_advisory_lock(${OF_ALL})`))) throw running('a read model');
    try {
      return await work();
    } finally {
      await client.query(`select pg_advisory_unlock(${OF_ALL})`);
    }
  });
