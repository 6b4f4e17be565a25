import type { Logger } from 'pino';
import { followLog } from '../eventstore/subscriptions/follow-log.ts';
import { createHotMemoryFeed } from '../memory/hot/feed.ts';
import { createInProcessHotMemory } from '../memory/hot/in-process.ts';
import type { Recall } from '../memory/recall.ts';
import { createTieredRecall } from '../memory/tiered-recall.ts';
import { createWarmRecall } from '../memory/warm/recall.ts';
import type { Config } from './config.ts';
import { recallColdWhenOpen } from './engines/cold-tier.ts';
import type { OptionalEngines } from './engines/optional-engines.ts';
import type { Engines } from './engines.ts';
import { guardedRecall } from './guards/guarded.ts';

export interface GatewayRecall {
  readonly recall: Recall;
  /** Ends what fills the hot memory of this process. */
  stop(): Promise<void>;
}

/** Recall over all three tiers. Without Redis the hot one lives in this process and is filled from the log by it. */
export const openGatewayRecall = (
  config: Config,
  { pool, store }: Engines,
  { redis, coldEngine, coldTier, guards }: OptionalEngines,
  logger: Logger,
): GatewayRecall => {
  const stopping = new AbortController();
  const own = redis === undefined ? createInProcessHotMemory() : undefined;
  const filling =
    own === undefined
      ? undefined
      : followLog({ store, process: createHotMemoryFeed(own, store), signal: stopping.signal });
  const recall = createTieredRecall(
    {
      hot: redis === undefined ? own! : guardedRecall(redis.hot, guards.redis),
      warm: createWarmRecall(pool),
      cold: recallColdWhenOpen(config, coldEngine, pool, coldTier),
    },
    {
      // A local embedder matches words as the warm tier does, and adds less.
      vectorWeight: config.embedding === undefined ? 0.2 : 0.5,
      onFailed: (tier, error) =>
        logger.debug(
          { tier, error: error instanceof Error ? error.message : 'unknown' },
          'a tier did not answer',
        ),
    },
  );
  return {
    recall,
    stop: async () => {
      stopping.abort();
      await filling;
    },
  };
};
