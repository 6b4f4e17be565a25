import type { Logger } from 'pino';
import { createFetchQueue } from '../commands/fetching/fetch-queue.ts';
import { runFetchWorker } from '../commands/fetching/fetch-worker.ts';
import { type Reconciled, reconcile } from '../commands/fetching/reconciliations.ts';
import { pause } from '../eventstore/subscriptions/wake-up.ts';
import { connectedUser, liveConnections } from '../projections/people-queries.ts';
import type { ApiCalls } from '../providers/api.ts';
import { providerNamed } from '../providers/registry.ts';
import type { Engines } from './engines.ts';
import { createSparing } from './say-sparingly.ts';

/** People whose data one worker fetches at once. */
const WIDTH = 8;
const RECONCILE_MS = 60_000;
const SAID_EVERY_MS = 60_000;

export interface FetchingOptions {
  readonly engines: Engines;
  readonly apiCalls: ApiCalls;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly turn?: () => Promise<void>;
}

/** Fetches what was asked for, asks for what webhooks missed, and tells when they stop; until the signal. */
export const runFetching = async (options: FetchingOptions): Promise<void> => {
  const { engines, apiCalls, logger, signal, turn } = options;
  const { pool, db, store } = engines;
  const queue = createFetchQueue(pool);
  const sparing = createSparing(SAID_EVERY_MS);
  const shared = { pool, queue, providerNamed, now: () => Date.now(), random: () => Math.random() };

  const keepReconciled = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const found = await reconcile({ ...shared, liveConnections: () => liveConnections(db) });
        if (found !== undefined) warnOfSilence(logger, found);
      } catch (error) {
        logger.warn({ error: nameOf(error) }, 'sweeps could not be planned; will try again');
      }
      await pause(RECONCILE_MS, signal);
    }
  };

  await Promise.all([
    keepReconciled(),
    runFetchWorker({
      ...shared,
      store,
      apiCalls,
      findConnectedUser: (provider, externalUser) => connectedUser(db, provider, externalUser),
      width: WIDTH,
      signal,
      ...(turn === undefined ? {} : { turn }),
      onSettled: ({ fetch }, outcome, settled) => {
        if (settled !== 'parked' || outcome.ok) return;
        const { provider, kind, correlationId } = fetch;
        const { problem, detail } = outcome;
        sparing(`${provider} ${problem}`, (unsaid) =>
          logger.warn(
            { provider, kind, problem, detail, correlationId, unsaid },
            'a fetch was parked; see `auren fetches list`',
          ),
        );
      },
      onRetry: (error) => logger.warn({ error: nameOf(error) }, 'fetching waits for the database'),
    }),
  ]);
};

/** One line a provider: who it is, `auren fetches list` says. */
const warnOfSilence = (logger: Logger, { silent }: Reconciled): void => {
  for (const provider of new Set(silent.map((connection) => connection.provider))) {
    const own = silent.filter((connection) => connection.provider === provider);
    const certain = own.filter(({ silence }) => silence === 'certain').length;
    logger.warn(
      { provider, connections: own.length, certain },
      'no webhooks for three days; sweeps go on; see `auren fetches list`',
    );
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
