import { pino } from 'pino';
import { waitFor, waitForFlow } from '../eventstore/subscriptions/wait-for.ts';
import type { Engines } from './engines.ts';
import { createProcessors } from './processors.ts';
import { runWorker } from './worker.ts';

const PATIENCE_MS = 10 * 60_000;

/** Helps whatever workers there are until everything in the log has gone all the way, then stops. */
export const runUntilSettled = async (engines: Engines, ruleset: string): Promise<void> => {
  const { store, pool, db } = engines;
  const stop = new AbortController();
  const logger = pino({ level: 'error' }, pino.destination(2));
  const worker = runWorker({ engines, ruleset, logger, signal: stop.signal });
  const processors = createProcessors({ store, pool, db, ruleset });
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
