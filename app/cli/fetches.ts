import { createFetchQueue } from '../../commands/fetching/fetch-queue.ts';
import { fetchStatus } from '../../commands/fetching/fetch-status.ts';
import { type FetchesOf, listParkedFetches, redriveFetches } from '../../commands/fetching/parked-fetches.ts';
import { silentConnections } from '../../commands/fetching/reconciliations.ts';
import { externalUsersOf, liveConnections } from '../../projections/people-queries.ts';
import { providerNamed } from '../../providers/registry.ts';
import type { Config } from '../config.ts';
import type { Engines } from '../engines.ts';
import { ensureReadTables } from '../read-models.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

export interface WhoseFetches {
  readonly provider?: string;
  /** The AUREN user. */
  readonly user?: string;
}

const narrowed = async ({ db }: Engines, { provider, user }: WhoseFetches): Promise<FetchesOf> => ({
  ...(provider === undefined ? {} : { provider }),
  ...(user === undefined ? {} : { externalUsers: await externalUsersOf(db, user) }),
});

/** What is parked and why, what waits, and whose webhooks stopped. */
export const listFetches = (config: Config, say: Say, whose: WhoseFetches): Promise<number> =>
  withEngines(config, async (engines) => {
    const { pool, db } = engines;
    await ensureReadTables(pool);
    const of = await narrowed(engines, whose);
    const parked = await listParkedFetches(pool, of);
    for (const { provider, external_user, fetch, problem, detail, parked_at } of parked) {
      const what =
        fetch.kind === 'record'
          ? `${fetch.collection} ${fetch.recordId}`
          : `${fetch.why} ${fetch.from.slice(0, 10)}..${fetch.to.slice(0, 10)}`;
      const why = detail === null ? problem : `${problem} (${detail})`;
      say(`${provider}  ${external_user}  ${what}  ${parked_at.toISOString()}  ${why}`);
    }
    const silent = await silentConnections({
      pool,
      providerNamed,
      liveConnections: () => liveConnections(db, whose.user),
      now: () => Date.now(),
    });
    for (const { provider, externalUser, silence, noticedAt } of silent)
      say(
        `${provider}  ${externalUser}  no webhooks since ${noticedAt?.toISOString() ?? 'it was connected'}: ` +
          (silence === 'certain'
            ? 'sweeps bring what they should have told'
            : 'or nothing new at the person'),
      );
    const { waiting, due, running, oldestDueS } = await fetchStatus(pool);
    say(
      `${parked.length === 0 ? 'Nothing is parked' : `${parked.length} parked`}; ${waiting} waiting (${due} due, ` +
        `the oldest for ${Math.round(oldestDueS)} s), ${running} running.`,
    );
    return 0;
  });

export const redriveParkedFetches = (config: Config, say: Say, whose: WhoseFetches): Promise<number> =>
  withEngines(config, async (engines) => {
    const { pool } = engines;
    await ensureReadTables(pool);
    const queue = createFetchQueue(pool);
    await queue.install();
    const count = await redriveFetches(pool, queue, await narrowed(engines, whose), new Date());
    say(`${count} put back into the queue`);
    return 0;
  });
