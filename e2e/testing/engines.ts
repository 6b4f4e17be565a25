import { randomBytes } from 'node:crypto';
import { createRelay, type Relay } from '../../eventstore/testing/relay.ts';
import { createChromaEngine } from '../../memory/cold/chroma.ts';
import type { ColdRecord } from '../../memory/cold/cold-memory.ts';
import { connectRedis } from '../../memory/hot/connect-redis.ts';
import type { HeldMemory } from '../../memory/hot/held-memory.ts';
import { createRedisHotMemory } from '../../memory/hot/redis.ts';
import { whenReady } from '../../memory/hot/testing/test-redis.ts';
import { createTestKafka, type ReadMessage } from '../../projections/kafka/testing/kafka.ts';
import type { Environment } from './auren.ts';

const NEEDED = ['DATABASE_URL', 'REDIS_URL', 'CHROMA_URL', 'KAFKA_BROKERS'] as const;
const missing = NEEDED.filter((name) => !process.env[name]);

/** Whether tests that need every real engine can run; `WITHOUT_ENGINES` says on one line why they cannot. */
export const HAS_ENGINES = missing.length === 0;
export const WITHOUT_ENGINES = HAS_ENGINES
  ? ''
  : ` (skipped: set ${missing.join(', ')} to servers that tests may use)`;

const given = (name: (typeof NEEDED)[number]): string => process.env[name]!;

/** Names on the real engines that no one else has; `remove` takes away all that bears them. */
export interface OwnEngines {
  readonly settings: Environment;
  /** What the hot tier holds of these people. */
  hot(userIds: readonly string[]): Promise<HeldMemory[]>;
  /** Everything in the collection. */
  cold(): Promise<ColdRecord[]>;
  /** Everything published about readings and nights, once it is at least so much. */
  published(atLeast: number): Promise<ReadMessage[]>;
  remove(): Promise<void>;
}

const PAGE = 1_000;

export const createOwnEngines = async (): Promise<OwnEngines> => {
  const namespace = `e2e-${randomBytes(5).toString('hex')}`;
  const redis = await whenReady(connectRedis(given('REDIS_URL'), { name: 'auren-test' }));
  const keyPrefix = `auren:${namespace}:`;
  const hot = createRedisHotMemory({ client: redis, keyPrefix });
  const chroma = createChromaEngine({ url: given('CHROMA_URL'), prefix: `auren_memories_${namespace}` });
  const kafka = createTestKafka();
  await kafka.open();
  const signal = () => AbortSignal.timeout(20_000);

  return {
    settings: {
      AUREN_NAMESPACE: namespace,
      REDIS_URL: given('REDIS_URL'),
      CHROMA_URL: given('CHROMA_URL'),
      KAFKA_BROKERS: given('KAFKA_BROKERS'),
    },
    hot: async (userIds) => (await Promise.all(userIds.map((userId) => hot.held(userId)))).flat(),
    cold: async () => {
      const all: ColdRecord[] = [];
      for (const collection of await chroma.collections(signal())) {
        const { embedderId: id, dimension } = collection;
        const memory = chroma.open({ id, dimension });
        for (let page = await memory.list(0, PAGE, signal()); page.length > 0; ) {
          all.push(...page);
          page = await memory.list(all.length, PAGE, signal());
        }
      }
      return all;
    },
    published: (atLeast) => kafka.read(`${namespace}.biometric-events`, atLeast),
    remove: async () => {
      for await (const keys of redis.scanStream({ match: `${keyPrefix}*`, count: 500 }))
        if ((keys as string[]).length > 0) await redis.del(...(keys as string[]));
      redis.disconnect();
      for (const collection of await chroma.collections(signal())) await chroma.drop(collection, signal());
      const topics = (await kafka.admin.listTopics()).filter((topic) => topic.startsWith(`${namespace}.`));
      if (topics.length > 0) await kafka.admin.deleteTopics({ topics });
      const { groups } = await kafka.admin.listGroups();
      for (const { groupId } of groups)
        if (groupId.startsWith(`${namespace}.`)) await kafka.admin.deleteGroups([groupId]);
      await kafka.close();
    },
  };
};

export const OPTIONAL = ['redis', 'chroma', 'kafka', 'embeddings'] as const;
export type OptionalEngine = (typeof OPTIONAL)[number];

/** The same engines, each behind a relay. */
export const relayEngines = async (
  settings: Environment,
): Promise<{ relays: Record<OptionalEngine, Relay>; settings: Environment }> => {
  const relays = {
    redis: await createRelay(settings['REDIS_URL']!),
    chroma: await createRelay(settings['CHROMA_URL']!),
    embeddings: await createRelay(settings['EMBEDDING_URL']!),
    kafka: await relayKafka(settings['KAFKA_BROKERS']!),
  };
  return {
    relays,
    settings: {
      ...settings,
      REDIS_URL: relays.redis.url,
      CHROMA_URL: relays.chroma.url,
      EMBEDDING_URL: relays.embeddings.url,
      KAFKA_BROKERS: `127.0.0.1:${relays.kafka.port}`,
    },
  };
};

/**
 * A broker tells its clients where it is reached, and they go there: wherever it writes its own port behind its own
 * name, as all its answers do, the relay writes the port of the relay. Needs a broker that calls itself by a loopback name.
 */
const relayKafka = async (brokers: string): Promise<Relay> => {
  const [host, port] = brokers.split(',')[0]!.split(':') as [string, string];
  const addressAt = (at: number): Buffer => {
    const bytes = Buffer.alloc(host.length + 4);
    bytes.write(host);
    bytes.writeInt32BE(at, host.length);
    return bytes;
  };
  const real = addressAt(Number(port));
  return createRelay(`tcp://${host}:${port}`, {
    rewrite: (bytes, relayPort) => {
      const ours = addressAt(relayPort);
      for (let at = bytes.indexOf(real); at >= 0; at = bytes.indexOf(real, at + real.length))
        ours.copy(bytes, at);
      return bytes;
    },
  });
};
