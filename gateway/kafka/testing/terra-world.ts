import { randomBytes } from 'node:crypto';
import type { WebhookReceived } from '../../../domain/delivery.ts';
import { createEventStore, type EventStore, type Recorded } from '../../../eventstore/event-store.ts';
import { createMemoryLog } from '../../../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../../../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../../../eventstore/subject-keys.ts';
import { until } from '../../../eventstore/testing/until.ts';
import type { BusMessage } from '../../../projections/kafka/bus.ts';
import { createKafkaBus } from '../../../projections/kafka/kafka-bus.ts';
import { createTestKafka } from '../../../projections/kafka/testing/kafka.ts';
import { ensureTopics, terraTopics } from '../../../projections/kafka/topics.ts';
import { DEFAULT_PAYLOAD_HOSTS } from '../payload-hosts.ts';
import { startTerraConsumer, type TerraConsumer, type TerraConsumerOptions } from '../terra-consumer.ts';

const SESSION_MS = 6_000;

/** A Terra body that is known by its number. */
export const bodyOf = (n: number, user = `u-${n % 7}`): string =>
  JSON.stringify({ type: 'sleep', user: { user_id: user, reference_id: `person-${user}` }, data: [{ n }] });
export const message = (value: string, key: string | null = null): BusMessage => ({
  key,
  value,
  headers: {},
});
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

export const memoryStore = (): EventStore =>
  createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), randomBytes(32)));

export const deliveriesIn = async (store: EventStore): Promise<Recorded<WebhookReceived>[]> => {
  const found: Recorded<WebhookReceived>[] = [];
  for (let position = 0n; ; ) {
    const page = await store.readAll(position, 1_000, { types: ['WebhookReceived'] });
    if (page.events.length === 0) return found;
    found.push(...(page.events as Recorded<WebhookReceived>[]));
    position = page.position;
  }
};
export const numberOf = ({ data }: Recorded<WebhookReceived>): number =>
  (JSON.parse(Buffer.from(data.body, 'base64').toString()) as { data: [{ n: number }] }).data[0].n;
export const numbersIn = async (store: EventStore): Promise<number[]> =>
  (await deliveriesIn(store)).map(numberOf).sort((a, b) => a - b);

/** Terra's topic with its dead letters on the real broker, and consumers of it. */
export const createTerraWorld = async () => {
  const kafka = createTestKafka();
  await kafka.open();
  const running = new Set<TerraConsumer>();

  const committed = async (topic: string): Promise<number> => {
    const [found] = await kafka.admin.fetchOffsets({ groupId: topic, topics: [topic] });
    return (found?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  };

  return {
    kafka,
    committed,
    /** Also the name of the group that consumes it. */
    topic: async (name: string, partitions = 4): Promise<string> => {
      const topic = kafka.group(name);
      await ensureTopics(kafka.connection, terraTopics(topic, partitions));
      return topic;
    },
    start: (topic: string, store: EventStore, over: Partial<TerraConsumerOptions> = {}): TerraConsumer => {
      const consumer = startTerraConsumer({
        connection: kafka.connection,
        store,
        topic,
        groupId: topic,
        sessionTimeoutMs: SESSION_MS,
        payloads: { hosts: DEFAULT_PAYLOAD_HOSTS, allowLoopback: true, patienceMs: 2_000 },
        ...over,
      });
      running.add(consumer);
      return consumer;
    },
    send: async (topic: string, messages: readonly BusMessage[]): Promise<void> => {
      const bus = createKafkaBus({ connection: kafka.connection });
      await bus.publish(topic, messages);
      await bus.close();
    },
    settled: (topic: string, count: number) =>
      until(`${count} messages committed`, async () => (await committed(topic)) === count),
    stopAll: async (): Promise<void> => {
      await Promise.all([...running].map((consumer) => consumer.stop()));
      running.clear();
    },
    close: kafka.close,
  };
};
export type TerraWorld = Awaited<ReturnType<typeof createTerraWorld>>;
