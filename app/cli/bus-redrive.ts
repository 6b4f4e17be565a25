import { CodedError } from '../../domain/errors.ts';
import { redriveDlq } from '../../gateway/kafka/redrive.ts';
import { deadLettersOf } from '../../projections/kafka/topics.ts';
import type { Config } from '../config.ts';
import { describeKafka, kafkaConnection, kafkaNames } from '../engines/kafka.ts';
import { engineNotConfigured } from '../engines/not-configured.ts';
import type { Say } from '../serve.ts';
import { createProgress } from './progress.ts';

/**
 * Puts the dead letters of a topic, Terra's unless named, back into it. Exit code 0: all that waited are back; 1: of
 * some only the beginning was kept, and they stay where they are.
 */
export const redriveDeadLetters = async (config: Config, say: Say, named?: string): Promise<number> => {
  if (config.kafka === undefined)
    throw engineNotConfigured('KAFKA_BROKERS', 'there is no bus whose dead letters could be put back');
  const connection = kafkaConnection(config.kafka);
  const topic = named ?? kafkaNames(config).terra;
  const letters = deadLettersOf(topic);
  // A name that is mistyped must not make topics.
  const { topics } = await describeKafka(connection);
  if (!topics.includes(letters)) {
    if (named !== undefined)
      throw new CodedError(
        'invalid_request',
        400,
        `there is no topic ${letters}; give the topic that messages came from, its full name and without .dlq`,
      );
    say(`Nothing to put back: there is no topic ${letters} yet.`);
    return 0;
  }
  const progress = createProgress('redrive', 'dead letters', say);
  const { redriven, skipped } = await redriveDlq({
    connection,
    topic,
    onProgress: ({ done, total }) => progress.update(done, total),
  }).finally(() => progress.stop());
  say(
    `${redriven} of ${redriven + skipped} dead letters put back into ${topic}` +
      (skipped === 0 ? '.' : `; of ${skipped} only the beginning was kept, they stay in ${letters}.`),
  );
  return skipped === 0 ? 0 : 1;
};
