import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Logger } from 'pino';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import type { Engines } from './engines.ts';
import { createProcessors } from './processors.ts';
import { prepareReadModels } from './read-models.ts';

export interface WorkerOptions {
  readonly engines: Engines;
  readonly ruleset: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Awaited before each page. */
  readonly turn?: () => Promise<void>;
}

/** Runs until the signal: projections and process managers, sharing partitions with other workers. */
export const runWorker = async (options: WorkerOptions): Promise<void> => {
  const { engines, ruleset, logger, signal, turn } = options;
  const { pool, db, store } = engines;
  await prepareReadModels(pool, store, logger, signal);
  await runProcessors({
    store,
    pool,
    processors: createProcessors({ store, pool, db, ruleset }),
    worker: `${os.hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    signal,
    ...(turn === undefined ? {} : { turn }),
    onParked: (processor, event, error) =>
      logger.error(
        {
          processor,
          event: event.id,
          type: event.type,
          position: event.position.toString(),
          error: errorName(error),
        },
        'an event was parked; see `auren parked list`',
      ),
    onRetry: (processor, error) => logger.warn({ processor, error: errorName(error) }, 'will try again'),
  });
};

const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}`;
};
