import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { createKafkaClient, type KafkaConnection, originOf, toBusError, within } from './kafka-client.ts';

/** Names of the topics AUREN writes to and reads from. */
export interface BusTopics {
  /** Normalised readings and assessed nights. */
  readonly biometric: string;
  readonly interventions: string;
}
export const BUS_TOPICS: BusTopics = { biometric: 'biometric-events', interventions: 'neuros-interventions' };
export const TERRA_TOPIC = 'terra-biometric-events';
export const deadLettersOf = (topic: string): string => `${topic}.dlq`;

export interface TopicSpec {
  readonly topic: string;
  /** Of a topic that is made; one that exists keeps its own: more partitions would break the order of each user. */
  readonly partitions?: number;
  /** Absent: the broker's default. */
  readonly replicationFactor?: number;
  readonly retentionMs?: number;
  /** Absent: the broker's default. */
  readonly maxMessageBytes?: number;
}

export interface TopicReport {
  readonly topic: string;
  readonly created: boolean;
  readonly partitions: number;
}

const DAY_MS = 86_400_000;
const PARTITIONS = 6;
const RETENTION_MS = 7 * DAY_MS;
const DEADLINE_MS = 15_000;

/** What the publisher writes to. */
export const publishedTopics = (topics: BusTopics = BUS_TOPICS, partitions = PARTITIONS): TopicSpec[] =>
  Object.values(topics).map((topic) => ({ topic, partitions }));

/** What is read from Terra, and where what cannot be read goes. */
export const terraTopics = (topic = TERRA_TOPIC, partitions = PARTITIONS): TopicSpec[] => [
  { topic, partitions },
  { topic: deadLettersOf(topic), partitions: 1, retentionMs: 30 * DAY_MS },
];

/** Makes the topics that are missing; changes nothing about the others. Throws `engine_unavailable`. */
export const ensureTopics = async (
  connection: KafkaConnection,
  specs: readonly TopicSpec[],
): Promise<TopicReport[]> => {
  const client = createKafkaClient(connection);
  const admin = client.kafka.admin();
  const run = async (): Promise<TopicReport[]> => {
    await admin.connect();
    const known = new Set(await admin.listTopics());
    const created = new Set<string>();
    for (const spec of specs)
      if (!known.has(spec.topic) && (await createTopic(admin, spec))) created.add(spec.topic);
    const names = specs.map(({ topic }) => topic);
    const topics = await readMetadata(admin, names);
    return topics.map(({ name, partitions }) => ({
      topic: name,
      created: created.has(name),
      partitions: partitions.length,
    }));
  };
  try {
    if (specs.length === 0) return [];
    return await within(DEADLINE_MS, run());
  } catch (error) {
    throw toBusError(error);
  } finally {
    await within(1_000, admin.disconnect()).catch(() => {});
    client.cut();
  }
};

const NOT_YET = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];
const PAUSE_MS = 100;

/** A topic that somebody makes at this moment is not known at once. */
const readMetadata = async (admin: Admin, names: string[]): Promise<ITopicMetadata[]> => {
  for (let pauses = DEADLINE_MS / PAUSE_MS; ; pauses--) {
    try {
      return (await admin.fetchTopicMetadata({ topics: names })).topics;
    } catch (error) {
      if (pauses === 0 || !NOT_YET.includes(originOf(error).type ?? '')) throw error;
    }
    await sleep(PAUSE_MS);
  }
};

/** False: somebody else made it meanwhile. */
const createTopic = async (admin: Admin, spec: TopicSpec): Promise<boolean> => {
  const settings = {
    'retention.ms': spec.retentionMs ?? RETENTION_MS,
    ...(spec.maxMessageBytes === undefined ? {} : { 'max.message.bytes': spec.maxMessageBytes }),
  };
  try {
    return await admin.createTopics({
      waitForLeaders: true,
      timeout: 10_000,
      topics: [
        {
          topic: spec.topic,
          numPartitions: spec.partitions ?? PARTITIONS,
          replicationFactor: spec.replicationFactor ?? -1,
          configEntries: Object.entries(settings).map(([name, value]) => ({ name, value: String(value) })),
        },
      ],
    });
  } catch (error) {
    if (originOf(error).type === 'TOPIC_ALREADY_EXISTS') return false;
    throw error;
  }
};
