import type { Check } from '../gateway/gateway.ts';
import type { Config } from './config.ts';
import { openEmbedder } from './engines/cold-tier.ts';
import type { OptionalEngineName } from './engines/explain.ts';
import { describeKafka } from './engines/kafka.ts';
import type { OptionalEngines } from './engines/optional-engines.ts';
import type { Engines } from './engines.ts';
import type { EngineGuard } from './guards/engine-guard.ts';

export interface GatewayGuards {
  readonly log: EngineGuard;
  readonly database: EngineGuard;
}

/** What webhooks and queries rest on; with the log in EventStoreDB each of the two can be away alone. */
export const ownChecks = (
  config: Config,
  { pool, store }: Engines,
  { log, database }: GatewayGuards,
): Check[] => [
  {
    name: 'event_log',
    stops: config.eventStoreUrl === undefined ? ['webhooks', 'chat', 'queries'] : ['webhooks', 'chat'],
    breaker: log.state,
    check: async () => void (await store.head()),
  },
  {
    name: 'read_models',
    stops: ['queries', 'chat'],
    breaker: database.state,
    check: async () => void (await pool.query('select from read.subjects limit 1')),
  },
];

/** How often an engine is asked at most, whoever asks. */
const KEEP_MS = 5_000;

/** An engine that AUREN can do without, and how to ask whether it is there. */
export interface OptionalProbe {
  readonly name: OptionalEngineName;
  readonly guard: EngineGuard;
  /** Rejects with what is wrong, within seconds. */
  readonly probe: () => Promise<void>;
}

/** Only engines that were set: what lives in the process or in the database has none of its own. */
export const optionalProbes = (config: Config, engines: OptionalEngines): OptionalProbe[] => {
  const { redis, kafka, coldEngine, guards } = engines;
  const probes: OptionalProbe[] = [];
  if (redis !== undefined) probes.push({ name: 'redis', guard: guards.redis, probe: () => redis.check() });
  if (config.chromaUrl !== undefined)
    probes.push({
      name: 'chroma',
      guard: guards.cold,
      probe: async () => void (await coldEngine.collections(AbortSignal.timeout(KEEP_MS))),
    });
  if (config.embedding !== undefined)
    probes.push({
      name: 'embeddings',
      guard: guards.embeddings,
      probe: async () => void (await openEmbedder(config.embedding, AbortSignal.timeout(KEEP_MS))),
    });
  if (kafka !== undefined)
    probes.push({
      name: 'kafka',
      guard: guards.kafka,
      probe: () => guards.kafka.run(async () => void (await describeKafka(kafka.connection))),
    });
  return probes;
};

export const optionalChecks = (config: Config, engines: OptionalEngines): Check[] =>
  optionalProbes(config, engines).map(({ name, guard, probe }) => ({
    name,
    stops: ['other'],
    breaker: guard.state,
    check: rarely(probe),
  }));

/** The same answer for a while, however many ask. */
const rarely = (check: () => Promise<void>): (() => Promise<void>) => {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<void> = Promise.resolve();
  return () => {
    if (performance.now() - askedAt > KEEP_MS) {
      askedAt = performance.now();
      answer = check();
      answer.catch(() => {});
    }
    return answer;
  };
};
