import type { ColdEngine } from '../../memory/cold/cold-memory.ts';
import type { Bus } from '../../projections/kafka/bus.ts';
import { createKafkaBus } from '../../projections/kafka/kafka-bus.ts';
import type { KafkaConnection } from '../../projections/kafka/kafka-client.ts';
import { publishedTopics } from '../../projections/kafka/topics.ts';
import type { Config } from '../config.ts';
import type { Engines } from '../engines.ts';
import { createEngineGuard, type EngineGuard, type GuardLimits } from '../guards/engine-guard.ts';
import { guardedBus } from '../guards/guarded.ts';
import { type ColdTier, openColdEngine, openColdTier } from './cold-tier.ts';
import { type KafkaNames, kafkaConnection, kafkaNames } from './kafka.ts';
import { openRedis, type RedisEngine } from './redis.ts';

export interface KafkaEngine {
  readonly connection: KafkaConnection;
  readonly names: KafkaNames;
  readonly bus: Bus;
}

/** What AUREN can do without, as one process opens it: nothing here waits for a server to answer. */
export interface OptionalEngines {
  readonly redis: RedisEngine | undefined;
  readonly kafka: KafkaEngine | undefined;
  readonly coldEngine: ColdEngine;
  /** Rejects only when closed before the embeddings server answered. */
  readonly coldTier: Promise<ColdTier>;
  readonly guards: {
    readonly redis: EngineGuard;
    readonly cold: EngineGuard;
    readonly embeddings: EngineGuard;
    readonly kafka: EngineGuard;
  };
  /** Ends the wait for an embeddings server that has not answered yet. */
  stopWaiting(): void;
  close(): Promise<void>;
}

/** Time limits of what a person waits for, below those of recall; and of what waits for nobody. */
export const IN_A_HURRY: Readonly<Record<keyof OptionalEngines['guards'], GuardLimits>> = {
  redis: { timeoutMs: 90, atOnce: 200, waiting: 200 },
  cold: { timeoutMs: 700, atOnce: 32, waiting: 64 },
  embeddings: { timeoutMs: 700, atOnce: 16, waiting: 64 },
  kafka: { timeoutMs: 10_000, atOnce: 4, waiting: 16 },
};
const AT_LEISURE: typeof IN_A_HURRY = {
  redis: { timeoutMs: 20_000, atOnce: 16, waiting: 100 },
  cold: { timeoutMs: 20_000, atOnce: 8, waiting: 100 },
  embeddings: { timeoutMs: 25_000, atOnce: 4, waiting: 100 },
  kafka: { timeoutMs: 20_000, atOnce: 8, waiting: 100 },
};

export const openOptionalEngines = (
  config: Config,
  { pool }: Pick<Engines, 'pool'>,
  role: 'gateway' | 'worker' | 'command',
): OptionalEngines => {
  const limits = role === 'gateway' ? IN_A_HURRY : AT_LEISURE;
  const guards = {
    redis: createEngineGuard('redis', limits.redis),
    cold: createEngineGuard(config.chromaUrl === undefined ? 'cold_memory' : 'chroma', limits.cold),
    embeddings: createEngineGuard('embeddings', limits.embeddings),
    kafka: createEngineGuard('kafka', limits.kafka),
  };
  const closing = new AbortController();
  const coldEngine = openColdEngine(config, pool);
  const coldTier = openColdTier(
    config,
    coldEngine,
    { store: guards.cold, embeddings: guards.embeddings },
    closing.signal,
  );
  coldTier.catch(() => {});
  const redis = openRedis(config, role);
  const kafka = openKafka(config, guards.kafka);
  return {
    redis,
    kafka,
    coldEngine,
    coldTier,
    guards,
    stopWaiting: () => closing.abort(),
    close: async () => {
      closing.abort();
      redis?.close();
      await kafka?.bus.close();
    },
  };
};

/** Connects with the first message. */
const openKafka = (config: Config, guard: EngineGuard): KafkaEngine | undefined => {
  if (config.kafka === undefined) return undefined;
  const connection = kafkaConnection(config.kafka);
  const names = kafkaNames(config);
  const bus = createKafkaBus({ connection, topics: publishedTopics(names.published) });
  return { connection, names, bus: guardedBus(bus, guard) };
};
