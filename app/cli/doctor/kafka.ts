import type { Admin, ITopicMetadata } from 'kafkajs';
import { createKafkaClient, originOf } from '../../../projections/kafka/kafka-client.ts';
import {
  deadLettersOf,
  publishedTopics,
  type TopicSpec,
  terraTopics,
} from '../../../projections/kafka/topics.ts';
import type { Config } from '../../config.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { type KafkaNames, kafkaConnection, kafkaNames } from '../../engines/kafka.ts';
import { bad, examine, type Finding, milliseconds, ok, timed, warn } from './finding.ts';
import { examineDeadLetters, examineTerraLag } from './kafka-terra.ts';

const { without, remedy: reach } = OPTIONAL_ENGINES.kafka;

/** Brokers, the topics AUREN needs, and how far it has read. Publishes nothing and makes nothing. */
export const examineKafka = async (config: Config): Promise<readonly Finding[]> => {
  if (config.kafka === undefined) return [];
  const names = kafkaNames(config);
  const client = createKafkaClient(kafkaConnection(config.kafka));
  const admin = client.kafka.admin();
  const what = config.kafka.brokers.join(', ');
  try {
    return await examine({ about: 'kafka', what, without, remedyOf }, async () => {
      await admin.connect();
      return [await examineBrokers(admin), ...(await examineTopics(admin, names))];
    });
  } finally {
    client.cut();
  }
};

const examineBrokers = async (admin: Admin): Promise<Finding> => {
  const { answer, latencyMs } = await timed(() => admin.describeCluster());
  const places = answer.brokers.map(({ host, port }) => `${host}:${port}`).join(', ');
  return ok(
    'kafka',
    `${answer.brokers.length} brokers (${places}), ${milliseconds(latencyMs)}; Kafka does not tell its version`,
  );
};

const examineTopics = async (
  admin: Admin,
  { published, terra, consumerGroup }: KafkaNames,
): Promise<Finding[]> => {
  const specs = [...publishedTopics(published), ...terraTopics(terra)];
  const known = new Set(await admin.listTopics());
  const there = specs.filter(({ topic }) => known.has(topic));
  const absent = specs.filter(({ topic }) => !known.has(topic));
  const described = await Promise.all(there.map(({ topic }) => describeTopic(admin, topic)));
  return [
    ...described,
    ...(absent.length === 0 ? [] : [await examineCreation(admin, absent)]),
    ...(known.has(terra) ? [await examineTerraLag(admin, terra, consumerGroup)] : []),
    ...(known.has(deadLettersOf(terra)) ? [await examineDeadLetters(admin, terra)] : []),
  ];
};

const describeTopic = async (admin: Admin, topic: string): Promise<Finding> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  return topicFinding(topics[0]!);
};

const topicFinding = ({ name, partitions }: ITopicMetadata): Finding => {
  const replicas = Math.min(...partitions.map((partition) => partition.replicas.length));
  const says = `${name}: ${partitions.length} partitions, ${replicas} replicas`;
  const withoutLeader = partitions.filter(({ leader }) => leader < 0).length;
  if (withoutLeader > 0)
    return bad('kafka topic', `${says}, ${withoutLeader} without a leader`, 'bring the missing brokers back');
  const behind = partitions.filter(({ isr, replicas: all }) => isr.length < all.length).length;
  return behind === 0
    ? ok('kafka topic', says)
    : warn(
        'kafka topic',
        `${says}, ${behind} not fully replicated`,
        'look at the brokers that are missing or slow',
      );
};

/** Asks for the topics as AUREN would make them, to be checked only. */
const examineCreation = async (admin: Admin, absent: readonly TopicSpec[]): Promise<Finding> => {
  const names = absent.map(({ topic }) => topic).join(', ');
  try {
    await admin.createTopics({
      validateOnly: true,
      waitForLeaders: false,
      timeout: 5_000,
      topics: absent.map(({ topic, partitions = -1 }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: -1,
      })),
    });
    return ok('kafka topics', `not there yet: ${names}; AUREN may make them, and does when it needs them`);
  } catch (error) {
    const { message } = originOf(error);
    return bad(
      'kafka topics',
      `not there, or hidden from this user: ${names}; AUREN may not make them: ${message}`,
      'make them (see docs/messages), or give the user of KAFKA_USERNAME Create on the cluster and Describe, Read and Write on them',
    );
  }
};

const remedyOf = (error: unknown): string => {
  const { type, message } = originOf(error);
  const text = `${type ?? ''} ${message}`;
  if (/sasl|authentication/i.test(text))
    return 'set KAFKA_SASL, KAFKA_USERNAME and KAFKA_PASSWORD as the brokers have it';
  if (/certificate|tls|ssl|closed connection|disconnected/i.test(text))
    return 'KAFKA_TLS is 1 where the brokers speak TLS and 0 where they do not; their certificate must be one that Node.js trusts (NODE_EXTRA_CA_CERTS)';
  return `${reach}. Brokers tell where they are reached (advertised.listeners): that address must work from here, too`;
};
