import os from 'node:os';
import type { Config } from '../config.ts';
import { POOL } from '../connections.ts';
import { optionalProbes } from '../dependency-checks.ts';
import { watchEngines } from '../engine-watch.ts';
import { openOptionalEngines } from '../engines/optional-engines.ts';
import { openEngines } from '../engines.ts';
import { createLogger } from '../logger.ts';
import { createRation } from '../ration.ts';
import { stopSignal, stopWithParent } from '../stop-signal.ts';
import { runWorker } from '../worker.ts';
import { GATEWAY_IS_BUSY } from '../worker-process.ts';

/** Of one processor, while the gateway beside it is busy; the database spends about as much again on what it does. */
const SHARE = 0.1;

/** `hasParent`: a gateway started it and talks to it; it never outlives that gateway. */
export const workerCommand = async (config: Config, hasParent: boolean): Promise<number> => {
  const logger = createLogger(config.logLevel, 'worker');
  // The gateway may be gone before we could hear of it.
  if (hasParent && !process.connected) return 0;
  const signal = hasParent ? stopWithParent() : stopSignal(logger);
  // Beside a gateway on one machine, acknowledging comes first.
  if (hasParent) os.setPriority(os.constants.priority.PRIORITY_LOW);
  const ration = createRation({ share: SHARE });
  process.on('message', (message) => {
    if (message === GATEWAY_IS_BUSY) ration.gatewayIsBusy();
  });
  const database = {
    url: config.databaseUrl!,
    masterKey: config.masterKey!,
    kind: 'given' as const,
    lost: new Promise<never>(() => {}),
    stop: async () => {},
  };
  const engines = await openEngines(config, database, 'worker', { connections: POOL.worker });
  const optional = openOptionalEngines(config, engines, 'worker');
  signal.addEventListener('abort', () => optional.stopWaiting(), { once: true });
  // A gateway that started it says the same.
  const watch = watchEngines(hasParent ? [] : optionalProbes(config, optional), logger);
  try {
    await runWorker({ config, engines, optional, logger, signal, turn: ration.turn, fetches: true });
  } finally {
    watch.stop();
    await optional.close();
    await engines.close();
  }
  if (hasParent) process.disconnect();
  return 0;
};
