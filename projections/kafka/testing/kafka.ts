import { randomBytes } from 'node:crypto';
import type { EachBatchPayload } from 'kafkajs';
import { until } from '../../../eventstore/testing/until.ts';
import { createKafkaClient, type KafkaConnection } from '../kafka-client.ts';
import { ensureTopics, type TopicSpec } from '../topics.ts';

/** Brokers of a real Kafka for tests; undefined where there is none. */
export const KAFKA_BROKERS = process.env['KAFKA_BROKERS']?.split(',').filter(Boolean);
export const NO_KAFKA = KAFKA_BROKERS === undefined || KAFKA_BROKERS.length === 0;
export const AGAINST_KAFKA = NO_KAFKA ? 'against Kafka (skipped: KAFKA_BROKERS is not set)' : 'against Kafka';

export interface ReadMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Topics with a name of their own on the real broker; `close` deletes them and the groups that read them. */
export const createTestKafka = () => {
  const connection: KafkaConnection = { brokers: KAFKA_BROKERS ?? [], clientId: 'auren-test' };
  const prefix = `auren-test-${randomBytes(5).toString('hex')}`;
  const client = createKafkaClient(connection);
  const admin = client.kafka.admin();
  const groups = new Set<string>();

  const group = (name: string): string => {
    const id = `${prefix}-${name}`;
    groups.add(id);
    return id;
  };

  return {
    connection,
    prefix,
    group,
    /** So that the group that put dead letters back goes too. */
    redriveGroup: (topic: string) => groups.add(`auren-redrive.${topic}`),
    admin,
    topic: async (name: string, spec: Omit<TopicSpec, 'topic'> = {}): Promise<string> => {
      const topic = `${prefix}-${name}`;
      await ensureTopics(connection, [{ partitions: 3, ...spec, topic }]);
      return topic;
    },
    /** Everything in the topic, partition by partition, once it holds at least `count`. */
    read: async (topic: string, count: number): Promise<ReadMessage[]> => {
      const found: ReadMessage[] = [];
      const consumer = client.kafka.consumer({
        groupId: group(`reader-${randomBytes(4).toString('hex')}`),
        maxWaitTimeInMs: 50,
      });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      const ended = new Map<number, boolean>();
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }: EachBatchPayload) => {
          for (const message of batch.messages)
            found.push({
              topic,
              partition: batch.partition,
              offset: Number(message.offset),
              timestamp: Number(message.timestamp),
              key: message.key?.toString() ?? null,
              value: message.value ?? Buffer.alloc(0),
              headers: Object.fromEntries(
                Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
              ),
            });
          ended.set(batch.partition, true);
        },
      });
      const total = async (): Promise<number> =>
        (await admin.fetchTopicOffsets(topic)).reduce(
          (sum, { high, low }) => sum + Number(high) - Number(low),
          0,
        );
      await until(
        `${count} messages in ${topic}`,
        async () => found.length >= count && found.length >= (await total()),
      );
      await consumer.disconnect();
      return found.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
    },
    /** How many messages the topic holds. */
    size: async (topic: string): Promise<number> =>
      (await admin.fetchTopicOffsets(topic)).reduce(
        (sum, { high, low }) => sum + Number(high) - Number(low),
        0,
      ),
    open: () => admin.connect(),
    close: async (): Promise<void> => {
      const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
      if (topics.length > 0) await admin.deleteTopics({ topics });
      // A group that never committed does not exist any more.
      for (const id of groups) await admin.deleteGroups([id]).catch(() => {});
      await admin.disconnect();
      client.cut();
    },
  };
};
export type TestKafka = ReturnType<typeof createTestKafka>;
