import { Registry } from 'prom-client';
import type { Neuros } from '../agent/neuros.ts';
import { readConfig } from '../app/config.ts';
import { connectPool, connectReads } from '../app/database/connect.ts';
import { createLogger } from '../app/logger.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { createGatewayMetrics } from '../gateway/metrics.ts';
import { createRateLimit } from '../gateway/rate-limit/rate-limit.ts';
import { createServer } from '../gateway/server.ts';

/**
 * The ceiling: the same server, the same checks of signature and body, but nothing is stored. Listens at PORT,
 * prints its address, ends with its parent.
 */
const config = readConfig(process.env);
const nothing = async (): Promise<never> => {
  throw new Error('this server stores nothing');
};
const store: EventStore = {
  append: async () => ({ status: 'appended', version: 1, position: 1n }),
  readStream: nothing,
  readAll: nothing,
  readAt: nothing,
  head: nothing,
  onAppended: () => () => {},
};
const pool = connectPool('postgres://nobody@127.0.0.1:1/nowhere', 'none', 1);
const registry = new Registry();
const server = await createServer(
  {
    config,
    store,
    pool,
    db: connectReads(pool),
    neuros: { chat: nothing } as Neuros,
    suggest: nothing,
    connecting: { begin: nothing, finish: nothing, end: nothing },
    publicUrl: () => 'http://127.0.0.1',
    processors: [],
    outlets: () => [],
    rateLimit: createRateLimit(),
    database: (call) => call(),
    checks: [],
    registry,
    metrics: createGatewayMetrics(registry),
    isDraining: () => false,
    now: () => new Date(),
  },
  createLogger('warn', 'ceiling'),
);
const address = await server.listen({ host: '127.0.0.1', port: config.port });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send?.({ address });
