import { restartProcessor } from '../../eventstore/subscriptions/checkpoints.ts';
import { BUS_PUBLISHER } from '../../projections/kafka/publisher.ts';
import type { Config } from '../config.ts';
import { kafkaNames } from '../engines/kafka.ts';
import { engineNotConfigured } from '../engines/not-configured.ts';
import type { Say } from '../serve.ts';
import { withEngines } from './with-engines.ts';

/** Lets the workers publish everything from the beginning of the log, e.g. after topics were lost. */
export const republish = (config: Config, say: Say): Promise<number> => {
  if (config.kafka === undefined) throw engineNotConfigured('KAFKA_BROKERS', 'there is no bus to publish to');
  const { biometric, interventions } = kafkaNames(config).published;
  return withEngines(config, async ({ pool }) => {
    const partitions = await restartProcessor(pool, BUS_PUBLISHER);
    say(
      partitions === 0
        ? 'Nothing was published yet: the workers begin at the beginning anyway.'
        : `The workers publish everything again to ${biometric} and ${interventions}, with the same event ids; ` +
            '`auren projections list` shows how far they are.',
    );
    return 0;
  });
};
