import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type ProviderApi, ProviderApiError } from '../../providers/api.ts';

/** What may be asked of one provider, by all processes on this database together. */
export interface Budget {
  /** Takes one request, waiting briefly for it. Throws `rate_limited` when it would take longer. */
  take(): Promise<void>;
  /** The provider wants to be left alone: nobody takes anything for so long. Never shortens a pause. */
  pause(seconds: number): Promise<void>;
}

export interface BudgetOptions {
  readonly pool: pg.Pool;
  readonly provider: string;
  readonly title: string;
  readonly limits: ProviderApi['budget'];
  /** How long a call waits for its turn, in milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 5_000;
/** What a clock that is not quite ours may differ, and the rounding to whole seconds. */
const SLACK_MS = 5;

/**
 * Windows as WHOOP describes its own: so many requests from the first one on, then a new window. What is spent just
 * before and just after a new window begins may together be more than one window's worth; the provider's 429 then pauses
 * everybody.
 */
export const createBudget = (options: BudgetOptions): Budget => {
  const { pool, provider, title, limits, patienceMs = PATIENCE_MS } = options;
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'providers',
      tableName: 'budgets',
      tableCreated: true,
      // As many rows as there are limits.
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  // The shortest first: a request that does not come to pass costs nothing of a day.
  const windows = [...limits]
    .sort((a, b) => a.perS - b.perS)
    .map(({ requests, perS }) => limiter(`${provider}:${requests}/${perS}s`, requests, perS));
  const rest = limiter(`${provider}:rest`, 1, 1);

  const exhausted = (waitMs: number): ProviderApiError =>
    new ProviderApiError('rate_limited', `what may be asked of ${title} is spent for now`, {
      retryAfterS: Math.max(1, Math.ceil(waitMs / 1_000)),
    });

  /** Milliseconds to wait; 0 when it was taken. */
  const tryTake = async (window: RateLimiterPostgres): Promise<number> => {
    try {
      await window.consume(provider);
      return 0;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return refusal.msBeforeNext + SLACK_MS;
    }
  };
  const resting = async (): Promise<number> => {
    const found = await rest.get(provider);
    return found === null ? 0 : found.msBeforeNext + SLACK_MS;
  };

  return {
    take: async () => {
      const deadline = performance.now() + patienceMs;
      const waitFor = async (milliseconds: number): Promise<void> => {
        if (performance.now() + milliseconds > deadline) throw exhausted(milliseconds);
        await sleep(milliseconds);
      };
      for (const window of windows) {
        for (let waitMs = await tryTake(window); waitMs > 0; waitMs = await tryTake(window))
          await waitFor(waitMs);
      }
      // Last: the provider may have asked for a pause while this call waited.
      for (let waitMs = await resting(); waitMs > 0; waitMs = await resting()) await waitFor(waitMs);
    },
    pause: async (seconds) => {
      if ((await resting()) < seconds * 1_000) await rest.block(provider, seconds);
    },
  };
};
