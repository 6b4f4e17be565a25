import type pg from 'pg';
import type { Logger } from 'pino';
import { isCoded } from '../../domain/errors.ts';
import { withClient } from '../../eventstore/postgres/transaction.ts';
import { pause } from '../../eventstore/subscriptions/wake-up.ts';
import { planRepair, standings } from '../../providers/oura/subscriptions.ts';
import type { Config } from '../config.ts';
import { createSubscriptionApi, type OuraApp } from './subscription-api.ts';
import { carryOutAll, ouraApp } from './subscription-changes.ts';

const DAY_MS = 86_400_000;
/** When Oura, or our own callback, was not there. */
const RETRY_MS = 10 * 60_000;
const LOCK = `hashtextextended('oura subscriptions', 4702111234474983747)`;

export interface KeepOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Lets one of several workers do it at a time. */
  readonly pool?: pg.Pool;
}

/**
 * At once and then once a day, until the signal: creates what is missing and renews what ends. Never removes anything.
 * Does nothing unless the client, the verification token and AUREN_PUBLIC_URL are set.
 */
export const keepOuraSubscriptions = async (options: KeepOptions): Promise<void> => {
  const { config, logger, signal, pool } = options;
  const { app, unset } = ouraApp(config);
  if (app === null || unset.length > 0) return;
  const work = (): Promise<boolean> => repairOnce(app, logger, signal);
  while (!signal.aborted) {
    let isWhole = false;
    try {
      isWhole = await (pool === undefined ? work() : alone(pool, work));
    } catch (error) {
      if (signal.aborted) return;
      logger.warn({ error: nameOf(error) }, 'subscriptions of Oura could not be checked; will try again');
    }
    await pause(isWhole ? DAY_MS : RETRY_MS, signal);
  }
};

/** False: something is still to be done. */
const repairOnce = async (app: OuraApp, logger: Logger, signal: AbortSignal): Promise<boolean> => {
  const api = createSubscriptionApi(app, { signal });
  const before = standings(await api.list(), app.callbackUrl, Date.now());
  const { done, failed } = await carryOutAll(api, planRepair(before, { removeOthers: false }), () => {});
  if (done.length > 0) {
    const count = (type: string): number => done.filter((change) => change.type === type).length;
    logger.info({ created: count('create'), renewed: count('renew') }, 'subscriptions of Oura were repaired');
  }
  const [first] = failed;
  if (first !== undefined)
    logger.warn(
      { failed: failed.length, first: `${first.what}: ${first.reason}` },
      'subscriptions of Oura could not all be repaired; see `auren oura subscriptions list`',
    );
  return failed.length === 0;
};

/** Two at once would both create what is missing. Who comes second looks again later. */
const alone = (pool: pg.Pool, work: () => Promise<boolean>): Promise<boolean> =>
  withClient(pool, async (client) => {
    const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${LOCK}) as held`);
    if (!rows[0]!.held) return false;
    try {
      return await work();
    } finally {
      await client.query(`select pg_advisory_unlock(${LOCK})`);
    }
  });

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const known = ['rate_limited', 'provider_unavailable', 'provider_refused'];
  const code = known.find((candidate) => isCoded(error, candidate));
  return code === undefined ? error.name : `${code}: ${error.message}`;
};
