import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Logger } from 'pino';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import { ensureTables, rebuild } from '../projections/rebuild.ts';
import type { Engines } from './engines.ts';
import { createProcessManagers, projections } from './processors.ts';

export interface WorkerOptions {
  readonly engines: Engines;
  readonly ruleset: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Makes missing tables; builds what is missing or of another version beside the live one, before the worker runs. */
export const prepareReadModels = async ({ engines, logger, signal }: WorkerOptions): Promise<void> => {
  const { pool, store } = engines;
  for (const projection of projections) {
    const { rows } = await pool.query<{ version: number; position: string }>(
      'select min(version) as version, min(position) as position from work.checkpoints where processor = $1 having count(*) > 0',
      [projection.name],
    );
    const missing = await ensureTables(pool, projection);
    const known = rows[0];
    if (known === undefined || (known.version === projection.version && !(missing && known.position !== '0'))) continue;
    logger.info({ projection: projection.name, version: projection.version }, 'rebuilding a read model');
    const report = await rebuild(pool, store, projection, undefined, signal);
    logger.info({ projection: report.projection, events: report.events, ms: Math.round(report.durationMs) }, 'rebuilt');
  }
};

/** Runs until the signal: projections and process managers, sharing partitions with other workers. */
export const runWorker = async (options: WorkerOptions): Promise<void> => {
  const { engines, ruleset, logger, signal } = options;
  const { pool, db, store } = engines;
  await prepareReadModels(options);
  await runProcessors({
    store,
    pool,
    processors: [...projections, ...createProcessManagers({ store, pool, db, ruleset })],
    worker: `${os.hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    signal,
    onParked: (processor, event, error) =>
      logger.error(
        { processor, event: event.id, type: event.type, position: event.position.toString(), error: errorName(error) },
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
