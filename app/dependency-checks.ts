import type { Check } from '../gateway/gateway.ts';
import type { Config } from './config.ts';
import { openEmbedder } from './engines/cold-tier.ts';
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

/** Only engines that were set: what lives in the process or in the database has no check of its own. */
export const optionalChecks = (config: Config, engines: OptionalEngines): Check[] => {
  const { redis, kafka, coldEngine, guards } = engines;
  const optional = (name: string, guard: EngineGuard, check: () => Promise<void>): Check => ({
    name,
    stops: ['other'],
    breaker: guard.state,
    check: rarely(check),
  });
  return [
    ...(redis === undefined ? [] : [optional('redis', guards.redis, () => redis.check())]),
    ...(config.chromaUrl === undefined
      ? []
      : [
          optional('chroma', guards.cold, async () => {
            await coldEngine.collections(AbortSignal.timeout(KEEP_MS));
          }),
        ]),
    ...(config.embedding === undefined
      ? []
      : [
          optional('embeddings', guards.embeddings, async () => {
            await openEmbedder(config.embedding, AbortSignal.timeout(KEEP_MS));
          }),
        ]),
    ...(kafka === undefined
      ? []
      : [
          optional('kafka', guards.kafka, () =>
            guards.kafka.run(async () => void (await describeKafka(kafka.connection))),
          ),
        ]),
  ];
};

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
