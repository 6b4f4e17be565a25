import type pg from 'pg';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import { type Fetch, keyOf } from './fetch.ts';
import type { FetchQueue } from './fetch-queue.ts';

export interface ParkedFetch {
  readonly provider: string;
  readonly external_user: string;
  readonly fetch: Fetch;
  readonly problem: string;
  readonly detail: string | null;
  readonly parked_at: Date;
}

/** Whose; everyone's where nothing is said. */
export interface FetchesOf {
  readonly provider?: string;
  readonly externalUsers?: readonly string[];
}
const WHERE = '($1::text is null or provider = $1) and ($2::text[] is null or external_user = any($2))';
const values = ({ provider, externalUsers }: FetchesOf) => [provider ?? null, externalUsers ?? null];

export const parkFetch = async (
  client: pg.ClientBase,
  fetch: Fetch,
  problem: string,
  detail: string | undefined,
): Promise<void> => {
  await client.query(
    `insert into work.parked_fetches (provider, external_user, key, job, problem, detail)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (provider, external_user, key) do update set job = excluded.job, problem = excluded.problem,
       detail = excluded.detail, parked_at = now()`,
    [fetch.provider, fetch.externalUser, keyOf(fetch), JSON.stringify(fetch), problem, detail ?? null],
  );
};

/** What was parked has come another way. */
export const unparkFetch = async (client: pg.ClientBase, fetch: Fetch): Promise<void> => {
  await client.query(
    'delete from work.parked_fetches where provider = $1 and external_user = $2 and key = $3',
    [fetch.provider, fetch.externalUser, keyOf(fetch)],
  );
};

export const listParkedFetches = async (pool: pg.Pool, of: FetchesOf = {}): Promise<ParkedFetch[]> => {
  const { rows } = await pool.query<ParkedFetch>(
    `select provider, external_user, job as "fetch", problem, detail, parked_at from work.parked_fetches
      where ${WHERE} order by provider, external_user, parked_at, key`,
    values(of),
  );
  return rows;
};

/** Puts them back into the queue as if they had just been asked for. Answers how many. */
export const redriveFetches = (pool: pg.Pool, queue: FetchQueue, of: FetchesOf, now: Date): Promise<number> =>
  inTransaction(pool, '', async (client) => {
    const { rows } = await client.query<{ fetch: Fetch }>(
      `delete from work.parked_fetches where ${WHERE} returning job as "fetch"`,
      values(of),
    );
    for (const { fetch } of rows)
      await queue.enqueue({ ...fetch, tried: 0, askedAt: now.toISOString() }, { client });
    return rows.length;
  });
