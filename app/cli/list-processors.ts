import type { Processor } from '../../eventstore/subscriptions/processor.ts';
import { within } from '../../projections/kafka/kafka-client.ts';
import type { Config } from '../config.ts';
import type { OptionalEngines } from '../engines/optional-engines.ts';
import type { Engines } from '../engines.ts';
import { createColdOutlet, createOutlets } from '../outlets.ts';
import { createProcessors } from '../processors.ts';

/** How long the embeddings server is waited for: the outlet of cold memory is named after its embedder. */
const NAME_MS = 6_000;

export interface KnownProcessors {
  readonly processors: readonly Processor[];
  /** Why the outlet of cold memory is not among them. */
  readonly missing: string | undefined;
}

/** Everything that follows the log in this configuration: what AUREN rests on, then the outlets. */
export const listProcessors = async (
  config: Config,
  { store, pool, db }: Engines,
  { redis, kafka, coldTier }: OptionalEngines,
): Promise<KnownProcessors> => {
  const own = createProcessors({ store, pool, db, ruleset: config.ruleset });
  const outlets = createOutlets({
    store,
    hot: redis?.hot,
    bus: kafka === undefined ? undefined : { bus: kafka.bus, topics: kafka.names.published },
  });
  const cold = await within(NAME_MS, coldTier).then(
    (tier) => createColdOutlet(tier),
    () => undefined,
  );
  return cold === undefined
    ? {
        processors: [...own, ...outlets],
        missing: 'that of cold memory: the embeddings server of EMBEDDING_URL does not answer',
      }
    : { processors: [...own, ...outlets, cold], missing: undefined };
};
