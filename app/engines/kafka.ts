import type { KafkaConnection } from '../../projections/kafka/kafka-client.ts';
import { createKafkaClient, toBusError, within } from '../../projections/kafka/kafka-client.ts';
import { BUS_TOPICS, type BusTopics, TERRA_TOPIC } from '../../projections/kafka/topics.ts';
import type { Config } from '../config.ts';
import type { KafkaConfig } from '../engine-settings.ts';

export interface KafkaNames {
  readonly published: BusTopics;
  readonly terra: string;
  readonly consumerGroup: string;
}

export const kafkaConnection = ({ brokers, tls, sasl }: KafkaConfig): KafkaConnection => ({
  brokers,
  ...(tls ? { tls: true } : {}),
  ...(sasl === undefined ? {} : { sasl }),
});

/** As documented; with a namespace that comes first, so that installations can share brokers. */
export const kafkaNames = ({ namespace }: Config): KafkaNames => {
  const named = (name: string): string => (namespace === undefined ? name : `${namespace}.${name}`);
  return {
    published: {
      biometric: named(BUS_TOPICS.biometric),
      interventions: named(BUS_TOPICS.interventions),
    },
    terra: named(TERRA_TOPIC),
    consumerGroup: named('auren-terra'),
  };
};

const ASK_MS = 5_000;

/** What some broker says of the cluster. Throws `engine_unavailable`. */
export const describeKafka = async (
  connection: KafkaConnection,
): Promise<{ readonly brokers: number; readonly topics: readonly string[] }> => {
  const client = createKafkaClient(connection);
  const admin = client.kafka.admin();
  try {
    const ask = async () => {
      await admin.connect();
      const [{ brokers }, topics] = await Promise.all([admin.describeCluster(), admin.listTopics()]);
      return { brokers: brokers.length, topics };
    };
    return await within(ASK_MS, ask());
  } catch (error) {
    throw toBusError(error);
  } finally {
    await within(1_000, admin.disconnect()).catch(() => {});
    client.cut();
  }
};
