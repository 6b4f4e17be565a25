import { pino } from 'pino';
import { waitFor, waitForFlow } from '../eventstore/subscriptions/wait-for.ts';
import type { Config } from './config.ts';
import type { Engines } from './engines.ts';
import { createProcessors } from './processors.ts';
import { runWorker } from './worker.ts';

const PATIENCE_MS = 10 * 60_000;

/** Helps whatever workers there are until everything in the log has gone all the way, then stops. */
export const runUntilSettled = async (config: Config, engines: Engines): Promise<void> => {
  const { store, pool, db } = engines;
  const stop = new AbortController();
  const logger = pino({ level: 'error' }, pino.destination(2));
  const worker = runWorker({ config, engines, logger, signal: stop.signal });
  const processors = createProcessors({ store, pool, db, ruleset: config.ruleset });
  const settled = waitForFlow(store, processors, ({ name }, position) =>
    waitFor(pool, name, position, PATIENCE_MS),
  );
  try {
    await Promise.race([settled, worker]);
  } finally {
    stop.abort();
    await worker;
  }
};
