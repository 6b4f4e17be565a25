import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createNeuros } from '../agent/neuros.ts';
import { drain } from '../gateway/drain.ts';
import type { Check, Gateway } from '../gateway/gateway.ts';
import { createGatewayMetrics } from '../gateway/metrics.ts';
import { createServer } from '../gateway/server.ts';
import { createWarmRecall } from '../memory/warm/recall.ts';
import { latestNights, nightOn } from '../projections/night-queries.ts';
import type { Config } from './config.ts';
import { type Database, type Engines, openEngines } from './engines.ts';
import { createLogMetrics, createRegistry, registerLagMetrics } from './metrics.ts';
import { createProcessors } from './processors.ts';
import { ensureReadTables } from './read-models.ts';
import { registerWorkerMetrics } from './worker-metrics.ts';

export interface RunningGateway {
  readonly engines: Engines;
  /** e.g. `http://127.0.0.1:8000`. */
  readonly address: string;
  /** Takes no new requests, answers those in flight, then closes the log and the connections. */
  stop(): Promise<void>;
}

/** Opens the engines and listens. */
export const startGateway = async (
  config: Config,
  database: Database,
  logger: Logger,
  workerCheck?: Check,
): Promise<RunningGateway> => {
  const registry = createRegistry();
  const { onGroup } = createLogMetrics(registry);
  const engines = await openEngines(database, 'gateway', { connections: 16, onGroup });
  try {
    return await listen(config, engines, registry, logger, workerCheck);
  } catch (error) {
    await engines.close();
    throw error;
  }
};

const listen = async (
  config: Config,
  engines: Engines,
  registry: Registry,
  logger: Logger,
  workerCheck: Check | undefined,
): Promise<RunningGateway> => {
  const { pool, db, store, log } = engines;
  await ensureReadTables(pool);
  const processors = createProcessors({ store, pool, db, ruleset: config.ruleset });
  registerLagMetrics(registry, { pool, store, processors }, log.depth);
  registerWorkerMetrics(registry, pool);

  let draining = false;
  const gateway: Gateway = {
    config,
    store,
    pool,
    db,
    neuros: createNeuros({
      store,
      nights: {
        latest: (userId, count) => latestNights(db, userId, count),
        on: (userId, date) => nightOn(db, userId, date),
      },
      recall: createWarmRecall(pool),
      now: () => new Date(),
    }),
    processors,
    checks: [
      { name: 'event_log', check: async () => void (await store.head()) },
      {
        name: 'read_models',
        check: async () => void (await pool.query('select from read.subjects limit 1')),
      },
      ...(workerCheck === undefined ? [] : [workerCheck]),
    ],
    registry,
    metrics: createGatewayMetrics(registry),
    isDraining: () => draining,
    now: () => new Date(),
  };
  const server: FastifyInstance = await createServer(gateway, logger);
  await server.listen({ host: config.host, port: config.port });
  const { port } = server.server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    engines,
    address: `http://${host}:${port}`,
    stop: async () => {
      draining = true;
      await drain(server.server);
      await server.close();
      await engines.close();
    },
  };
};
