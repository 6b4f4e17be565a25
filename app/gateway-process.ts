import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createNeuros } from '../agent/neuros.ts';
import type { InterventionDesk } from '../agent/suggestions.ts';
import { openInterventions, suggestInterventions } from '../commands/suggest-interventions.ts';
import { hypothesisReady } from '../domain/hypotheses/ready.ts';
import { screen } from '../domain/safety/red-flags.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { drain } from '../gateway/drain.ts';
import type { Check, Gateway } from '../gateway/gateway.ts';
import { createGatewayMetrics } from '../gateway/metrics.ts';
import { createRateLimit } from '../gateway/rate-limit/rate-limit.ts';
import { createServer } from '../gateway/server.ts';
import { hardDaysUpTo } from '../projections/hard-days.ts';
import { hypothesesOf } from '../projections/hypothesis-queries.ts';
import { latestNights, nightOn } from '../projections/night-queries.ts';
import { kpisOn } from '../projections/presence-queries.ts';
import type { Config } from './config.ts';
import { POOL } from './connections.ts';
import { type GatewayGuards, optionalChecks, optionalProbes, ownChecks } from './dependency-checks.ts';
import { watchEngines } from './engine-watch.ts';
import { type OptionalEngines, openOptionalEngines } from './engines/optional-engines.ts';
import { type Database, type Engines, openEngines } from './engines.ts';
import { registerFetchMetrics } from './fetch-metrics.ts';
import { openGatewayRecall } from './gateway-recall.ts';
import { createEngineGuard } from './guards/engine-guard.ts';
import { registerGuardMetrics } from './guards/guard-metrics.ts';
import { guardedDatabase } from './guards/guarded.ts';
import { registerKpiMetrics } from './kpi-metrics.ts';
import { createLogMetrics, createRegistry, registerLagMetrics } from './metrics.ts';
import { createColdOutlet, createOutlets } from './outlets.ts';
import { createProcessors } from './processors.ts';
import { proposalSources } from './proposal-sources.ts';
import { openProviders } from './provider-access.ts';
import { publicUrlOf } from './public-url.ts';
import { ensureReadTables } from './read-models.ts';
import { registerWorkerMetrics } from './worker-metrics.ts';

export interface RunningGateway {
  readonly engines: Engines;
  /** e.g. `http://127.0.0.1:8000`. */
  readonly address: string;
  /** Takes no new requests, answers those in flight, then closes the log and the connections. */
  stop(): Promise<void>;
}

/** Tokens and keys: one row each. */
const DATABASE_MS = 3_000;
/** Somebody waits for each answer. */
const STATEMENT_MS = 15_000;

/** Opens the engines and listens. */
export const startGateway = async (
  config: Config,
  database: Database,
  logger: Logger,
  workerCheck?: Check,
): Promise<RunningGateway> => {
  const registry = createRegistry();
  const { onGroup } = createLogMetrics(registry);
  const guards = {
    log: createEngineGuard('event_log'),
    database: createEngineGuard('database', { timeoutMs: DATABASE_MS }),
  };
  const engines = await openEngines(config, database, 'gateway', {
    connections: POOL.gateway,
    onGroup,
    logGuard: guards.log,
    databaseGuard: guards.database,
    statementMs: STATEMENT_MS,
  });
  const optional = openOptionalEngines(config, engines, 'gateway');
  try {
    return await listen({ config, engines, optional, guards, registry, logger, workerCheck });
  } catch (error) {
    await optional.close();
    await engines.close();
    throw error;
  }
};

interface Parts {
  readonly config: Config;
  readonly engines: Engines;
  readonly optional: OptionalEngines;
  readonly guards: GatewayGuards;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly workerCheck: Check | undefined;
}

const listen = async (parts: Parts): Promise<RunningGateway> => {
  const { config, engines, optional, guards, registry, logger, workerCheck } = parts;
  const { pool, db, store, log } = engines;
  await ensureReadTables(pool);
  const processors = createProcessors({ store, pool, db, ruleset: config.ruleset });
  const outlets = listOutlets(engines, optional);
  registerLagMetrics(registry, { pool, store, processors: () => [...processors, ...outlets()] }, log.depth);
  registerWorkerMetrics(registry, pool);
  registerKpiMetrics(registry, pool);
  const providers = openProviders(config, engines);
  registerGuardMetrics(registry, [
    guards.log,
    guards.database,
    ...guardsInUse(config, optional),
    ...providers.guards,
  ]);
  registerFetchMetrics(registry, { pool, db });
  const memory = openGatewayRecall(config, engines, optional, logger);
  const limits = limitsOf(config);

  // Its tables take a moment to build; nobody is to wait for them.
  screen('');
  const sources = proposalSources(store, db, config.ruleset, () => new Date());
  const interventions: InterventionDesk = {
    open: (userId) => openInterventions(sources, userId),
    suggest: (userId, asking, goal) => suggestInterventions(sources, userId, asking, goal),
  };

  let draining = false;
  let port = config.port;
  const gateway: Gateway = {
    config,
    store,
    pool,
    db,
    neuros: createNeuros({
      store,
      nights: {
        latest: (userId, count) => latestNights(db, config.ruleset, userId, count),
        on: (userId, date) => nightOn(db, config.ruleset, userId, date),
      },
      recall: memory.recall,
      interventions,
      hypothesisReady: async (userId, today) => hypothesisReady(await hypothesesOf(db, userId), today),
      hardDaysUpTo: (userId, date) => hardDaysUpTo(db, userId, date),
      kpisMeasured: async (userId, date) => (await kpisOn(db, userId, date)) !== null,
      now: () => new Date(),
    }),
    suggest: interventions.suggest,
    connecting: providers.connecting,
    publicUrl: () => publicUrlOf(config, port),
    processors,
    outlets,
    rateLimit: createRateLimit({
      limits,
      ...(optional.redis === undefined ? {} : { shared: optional.redis.buckets(limits) }),
    }),
    database: guardedDatabase(guards.database),
    checks: [
      ...ownChecks(config, engines, guards),
      ...(workerCheck === undefined ? [] : [workerCheck]),
      ...optionalChecks(config, optional),
    ],
    registry,
    metrics: createGatewayMetrics(registry),
    isDraining: () => draining,
    now: () => new Date(),
  };
  const server: FastifyInstance = await createServer(gateway, logger);
  try {
    await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    // What fills the hot memory would go on, and the process with it.
    await memory.stop();
    throw error;
  }
  const watch = watchEngines(optionalProbes(config, optional), logger);
  port = (server.server.address() as AddressInfo).port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    engines,
    address: `http://${host}:${port}`,
    stop: async () => {
      draining = true;
      await drain(server.server);
      await server.close();
      watch.stop();
      await memory.stop();
      await optional.close();
      await engines.close();
    },
  };
};

/** Whoever asks often rests for a fifth of a minute's worth. */
const limitsOf = ({ apiRatePerMinute: perMinute }: Config) => ({
  perMinute,
  burst: Math.max(1, Math.ceil(perMinute / 5)),
});

/** As workers run them; the one of the cold tier is known once its embedder is. */
const listOutlets = (
  { store }: Engines,
  { redis, kafka, coldTier }: OptionalEngines,
): (() => readonly ProcessManager[]) => {
  const outlets = createOutlets({
    store,
    hot: redis?.hot,
    bus: kafka === undefined ? undefined : { bus: kafka.bus, topics: kafka.names.published },
  });
  coldTier.then(
    (tier) => outlets.push(createColdOutlet(tier)),
    () => {},
  );
  return () => outlets;
};

const guardsInUse = (config: Config, { guards }: OptionalEngines) => [
  ...(config.redisUrls.length > 0 ? [guards.redis] : []),
  guards.cold,
  ...(config.embedding === undefined ? [] : [guards.embeddings]),
  ...(config.kafka === undefined ? [] : [guards.kafka]),
];
