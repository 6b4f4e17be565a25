import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type FetchWindow, splitWindow } from '../../domain/fetch-window.ts';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import { askForWindow } from './ask-for-window.ts';
import type { FetchQueue } from './fetch-queue.ts';

export interface BackfillProgress {
  readonly windows: number;
  readonly done: number;
  readonly parked: number;
  readonly recordsNew: number;
  readonly recordsKnown: number;
}

/** Asks for history. Answers the id its progress is known by. */
export const startBackfill = async (
  pool: pg.Pool,
  queue: FetchQueue,
  { provider, externalUser }: { readonly provider: string; readonly externalUser: string },
  window: FetchWindow,
  now: Date,
): Promise<string> => {
  const backfillId = randomUUID();
  await inTransaction(pool, '', async (client) => {
    await client.query(
      'insert into work.backfills (id, provider, external_user, windows, asked_at) values ($1, $2, $3, $4, $5)',
      [backfillId, provider, externalUser, splitWindow(window).length, now],
    );
    const request = { provider, externalUser, window, backfillId, askedAt: now.toISOString() };
    await askForWindow(queue, { ...request, why: 'backfill', correlationId: backfillId }, client);
  });
  return backfillId;
};

export const backfillProgress = async (pool: pg.Pool, backfillId: string): Promise<BackfillProgress> => {
  const { rows } = await pool.query<BackfillProgress>(
    `select windows, done, records_new as "recordsNew", records_known as "recordsKnown",
            (select count(*)::int from work.parked_fetches p
              where p.provider = b.provider and p.external_user = b.external_user
                and p.job ->> 'backfillId' = b.id::text) as parked
       from work.backfills b where id = $1`,
    [backfillId],
  );
  return rows[0]!;
};
