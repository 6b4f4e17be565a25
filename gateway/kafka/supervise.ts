import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, ConsumerConfig, ConsumerRunConfig } from 'kafkajs';
import {
  createKafkaClient,
  type KafkaConnection,
  RETRY,
  within,
} from '../../projections/kafka/kafka-client.ts';
import { registerCodecs } from './codecs.ts';

export interface SupervisedOptions {
  readonly connection: KafkaConnection;
  readonly consumer: ConsumerConfig;
  readonly topics: readonly string[];
  readonly run: ConsumerRunConfig;
  readonly signal: AbortSignal;
  /** Before each connection, e.g. to make topics. */
  readonly prepare: () => Promise<unknown>;
  readonly onJoined: () => void;
  readonly onFailure: (error: unknown) => void;
}

const MAX_BACKOFF_MS = 10_000;
const LEAVE_MS = 12_000;

/**
 * Consumes until stopped: a consumer that crashed or could not connect is replaced by a fresh one, with backoff.
 * kafkajs restarts after some failures only, and keeps its broken connections when it does.
 */
export const superviseConsumer = async (options: SupervisedOptions): Promise<void> => {
  const { signal } = options;
  registerCodecs();
  for (let failures = 0; !signal.aborted; ) {
    const client = createKafkaClient(options.connection);
    const consumer = client.kafka.consumer({
      ...options.consumer,
      retry: { ...RETRY, restartOnFailure: async () => false },
      allowAutoTopicCreation: false,
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      failures = 0;
      options.onJoined();
    });
    try {
      await options.prepare();
      await runUntilOver(consumer, options);
    } catch (error) {
      if (!signal.aborted) {
        failures++;
        options.onFailure(error);
      }
    } finally {
      await within(LEAVE_MS, consumer.disconnect()).catch(() => {});
      client.cut();
    }
    if (!signal.aborted)
      await sleep(Math.min(MAX_BACKOFF_MS, 250 * 2 ** failures), undefined, { signal }).catch(() => {});
  }
};

const runUntilOver = async (consumer: Consumer, options: SupervisedOptions): Promise<void> => {
  const { signal } = options;
  const over = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  over.catch(() => {});
  await consumer.connect();
  await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
  await consumer.run(options.run);
  await over;
};
