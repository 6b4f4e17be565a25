import { pino } from 'pino';
import { waitFor, waitForFlow } from '../eventstore/subscriptions/wait-for.ts';
import type { Config } from './config.ts';
import type { Engines } from './engines.ts';
import { createProcessors } from './processors.ts';
import { runWorker } from './worker.ts';

const PATIENCE_MS = 10 * 60_000;

/**
 * Helps whatever workers there are until everything in the log has gone all the way, then stops. With `fetched`, it
 * fetches from providers as well until that resolves.
 */
export const runUntilSettled = async (
  config: Config,
  engines: Engines,
  fetched?: () => Promise<void>,
): Promise<void> => {
  const { store, pool, db } = engines;
  const stop = new AbortController();
  const logger = pino({ level: 'error' }, pino.destination(2));
  const worker = runWorker({ config, engines, logger, signal: stop.signal, fetches: fetched !== undefined });
  const processors = createProcessors({ store, pool, db, ruleset: config.ruleset });
  const settle = async (): Promise<void> => {
    await fetched?.();
    await waitForFlow(store, processors, ({ name }, position) => waitFor(pool, name, position, PATIENCE_MS));
  };
  try {
    await Promise.race([settle(), worker]);
  } finally {
    stop.abort();
    await worker;
  }
};
