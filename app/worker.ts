import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Logger } from 'pino';
import { createFetchQueue } from '../commands/fetching/fetch-queue.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import { startTerraConsumer } from '../gateway/kafka/terra-consumer.ts';
import type { Config } from './config.ts';
import type { OptionalEngines } from './engines/optional-engines.ts';
import type { Engines } from './engines.ts';
import { runFetching } from './fetching.ts';
import { guardedHot } from './guards/guarded.ts';
import { keepInterventionsPassing } from './interventions-passing.ts';
import { keepOuraSubscriptions } from './oura/keep-subscriptions.ts';
import { createColdOutlet, createOutlets } from './outlets.ts';
import { createProcessors } from './processors.ts';
import { openProviders } from './provider-access.ts';
import { prepareReadModels } from './read-models.ts';
import { keepReadingsTrimmed } from './retention.ts';

export interface WorkerOptions {
  readonly config: Config;
  readonly engines: Engines;
  /** Without them only what AUREN itself rests on is brought up to date. */
  readonly optional?: OptionalEngines;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Awaited before each page. */
  readonly turn?: () => Promise<void>;
  /** Also fetches from providers what was asked for. */
  readonly fetches?: boolean;
}

/** Runs until the signal: projections and process managers, sharing partitions with other workers. */
export const runWorker = async (options: WorkerOptions): Promise<void> => {
  const { config, engines, optional, logger, signal, turn, fetches = false } = options;
  const { pool, db, store } = engines;
  await createFetchQueue(pool).install();
  await prepareReadModels(pool, store, logger, signal);
  const worker = `${os.hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  const run = (processors: readonly Processor[]): Promise<void> =>
    runProcessors({
      store,
      pool,
      processors,
      worker,
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
  const own = createProcessors({ store, pool, db, ruleset: config.ruleset });
  const fetching = async (): Promise<void> => {
    const apiCalls = openProviders(config, engines).apiCalls;
    if (fetches)
      await runFetching({ engines, apiCalls, logger, signal, ...(turn === undefined ? {} : { turn }) });
  };
  if (optional === undefined) {
    await Promise.all([run(own), fetching()]);
    return;
  }
  const { redis, kafka, coldTier, guards } = optional;
  const outlets = createOutlets({
    store,
    hot: redis === undefined ? undefined : guardedHot(redis.hot, guards.redis),
    bus: kafka === undefined ? undefined : { bus: kafka.bus, topics: kafka.names.published },
  });
  const cold = coldTier.then(
    (tier) => run([createColdOutlet(tier)]),
    () => {},
  );
  const trimming =
    config.readingsRetentionDays === undefined
      ? undefined
      : keepReadingsTrimmed({ pool, keepDays: config.readingsRetentionDays, logger, signal });
  const passing = keepInterventionsPassing({ store, db, ruleset: config.ruleset, logger, signal });
  const subscriptions = keepOuraSubscriptions({ config, pool, logger, signal });
  const terra = kafka === undefined ? undefined : consumeTerra(config, kafka, engines, logger);
  try {
    await Promise.all([run([...own, ...outlets]), fetching(), cold, trimming, passing, subscriptions]);
  } finally {
    await terra?.stop();
  }
};

const consumeTerra = (
  { kafka }: Config,
  { connection, names }: NonNullable<OptionalEngines['kafka']>,
  { store }: Engines,
  logger: Logger,
) =>
  startTerraConsumer({
    connection,
    store,
    payloads: { hosts: kafka!.payloadHosts },
    topic: names.terra,
    groupId: names.consumerGroup,
    onOutcome: (outcome, reason) => {
      if (outcome === 'dead') logger.error({ topic: names.terra, reason }, 'a message became a dead letter');
    },
    onRetry: (error) => logger.warn({ topic: names.terra, error: errorName(error) }, 'will try again'),
  });

const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}`;
};
