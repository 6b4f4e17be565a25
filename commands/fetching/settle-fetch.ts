import type pg from 'pg';
import { decideRetry } from '../../domain/fetch-retry.ts';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import type { Fetch, WindowFetch } from './fetch.ts';
import type { FetchQueue, TakenFetch } from './fetch-queue.ts';
import { parkFetch, unparkFetch } from './parked-fetches.ts';
import type { FetchOutcome } from './run-fetch.ts';

/** `lost`: another worker has it by now, and nothing was changed. */
export type Settled = 'done' | 'again' | 'parked' | 'lost';

export interface SettleContext {
  readonly pool: pg.Pool;
  readonly queue: FetchQueue;
  /** How long a record that was just notified of may be missing, in seconds. */
  readonly patienceOf: (provider: string) => number;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What follows from an outcome, in one transaction: the fetch is done, waits again, or is parked. */
export const settleFetch = (
  { pool, queue, patienceOf, now, random }: SettleContext,
  taken: TakenFetch,
  outcome: FetchOutcome,
): Promise<Settled> =>
  inTransaction(pool, '', async (client) => {
    if (!(await queue.settle(taken, client))) return 'lost';
    const { fetch } = taken;
    await countOutcome(client, fetch, outcome.ok ? 'fetched' : outcome.problem);
    if (outcome.ok) {
      await unparkFetch(client, fetch);
      if (fetch.kind === 'window') await noteWindow(client, fetch, outcome, now());
      return 'done';
    }
    const attempt = fetch.tried + 1;
    const decision = decideRetry(
      outcome.problem,
      {
        attempt,
        ageS: (now() - Date.parse(fetch.askedAt)) / 1_000,
        patienceS: fetch.kind === 'record' ? patienceOf(fetch.provider) : 0,
        retryAfterS: outcome.retryAfterS,
      },
      random(),
    );
    if (decision.again) {
      const next = decision.counts ? { ...fetch, tried: attempt } : fetch;
      await queue.enqueue(next, { client, afterS: decision.afterS });
      return 'again';
    }
    await parkFetch(client, fetch, outcome.problem, outcome.detail);
    return 'parked';
  });

const countOutcome = async (client: pg.ClientBase, { provider }: Fetch, outcome: string): Promise<void> => {
  await client.query(
    `insert into work.fetch_outcomes (provider, outcome, fetches) values ($1, $2, 1)
     on conflict (provider, outcome) do update set fetches = work.fetch_outcomes.fetches + 1`,
    [provider, outcome],
  );
};

const noteWindow = async (
  client: pg.ClientBase,
  { provider, externalUser, why, from, to, backfillId }: WindowFetch,
  { fresh, known }: { readonly fresh: number; readonly known: number },
  nowMs: number,
): Promise<void> => {
  if (why === 'backfill') {
    await client.query(
      `update work.backfills set done = done + 1, records_new = records_new + $2, records_known = records_known + $3
        where id = $1`,
      [backfillId ?? null, fresh, known],
    );
    return;
  }
  // Only what joins on to what was asked for already: a window that is still missing is swept again.
  await client.query(
    `insert into work.reconciliations as r (provider, external_user, swept_until, found_at) values ($1, $2, $4, $5)
     on conflict (provider, external_user) do update set
       swept_until = case when r.swept_until is null or r.swept_until between $3 and $4 then $4 else r.swept_until end,
       found_at = coalesce($5, r.found_at)`,
    [provider, externalUser, from, to, why === 'sweep' && fresh > 0 ? new Date(nowMs) : null],
  );
};
