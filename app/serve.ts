import type { Logger } from 'pino';
import type { Check } from '../gateway/gateway.ts';
import { type Config, configWarnings } from './config.ts';
import { enginesInUse } from './engines/in-use.ts';
import { openDatabase } from './engines.ts';
import { ensureAdminToken, type FirstToken } from './first-admin-token.ts';
import { type RunningGateway, startGateway } from './gateway-process.ts';
import { createLogger } from './logger.ts';
import { stopSignal, untilAborted } from './stop-signal.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

export type Say = (line: string) => void;

export interface ServeOptions {
  /** With a worker of its own; false for `auren gateway`. */
  readonly withWorker: boolean;
  /** What to try next, when it is not the usual. */
  readonly next?: string;
  /** Runs when everything is up. */
  readonly onReady?: (running: { address: string; signal: AbortSignal }) => Promise<void>;
}

/**
 * Starts everything, says where to go, and stops in order at a signal: HTTP drains, the log empties its queue,
 * the worker finishes its pages, the database stops last. Answers the exit code.
 */
export const serve = async (config: Config, say: Say, options: ServeOptions): Promise<number> => {
  const logger = createLogger(config.logLevel, 'gateway');
  const signal = stopSignal(logger);
  for (const warning of configWarnings(config)) logger.warn(warning);
  const database = await openDatabase(config, say, { alone: options.withWorker });
  let gateway: RunningGateway | undefined;
  let worker: WorkerProcess | undefined;
  let exitCode = 0;
  try {
    const check: Check = { name: 'worker', stops: ['other'], check: async () => assertRunning(worker) };
    gateway = await startGateway(config, database, logger, options.withWorker ? check : undefined);
    const { log } = gateway.engines;
    if (options.withWorker) worker = startWorkerProcess(database, logger, () => log.depth().appends);
    const token = await ensureAdminToken(gateway.engines.pool, config);
    say(startText(config, gateway.address, token, options.next));
    const ready = options.onReady?.({ address: gateway.address, signal }).catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
    });
    const lost = await Promise.race([untilAborted(signal), database.lost]);
    if (lost instanceof Error) {
      logger.fatal({ code: 'database_lost' }, lost.message);
      exitCode = 1;
    }
    await ready;
  } finally {
    await stopInOrder(logger, gateway, worker);
    await database.stop();
  }
  return exitCode;
};

const assertRunning = (worker: WorkerProcess | undefined): void => {
  if (worker?.isRunning() !== true) throw new Error('the worker process is not running');
};

const stopInOrder = async (
  logger: Logger,
  gateway: RunningGateway | undefined,
  worker: WorkerProcess | undefined,
): Promise<void> => {
  await gateway
    ?.stop()
    .catch((error: unknown) => logger.error({ error: String(error) }, 'the gateway did not stop well'));
  await worker?.stop();
};

const startText = (config: Config, address: string, { where, token }: FirstToken, given?: string): string => {
  const shown = token !== undefined && process.stdout.isTTY ? `\n                 ${token}` : '';
  const next =
    given ??
    (config.providers['terra']!.webhookSecrets.length > 0
      ? `  npm run auren -- simulate        posts signed nights of a made-up person, then shows their states`
      : `  Terra webhooks are closed until TERRA_SIGNING_SECRET is set. To see it all work at once:
  stop this (Ctrl-C), then
  npm run demo                     the same with a secret for this run, and nights of a made-up person`);
  return `
AUREN is running.
  API            ${address}
  Docs           ${address}/docs
  Admin token    ${where}${shown}
  Data           ${config.databaseUrl === undefined ? config.dataDir : 'in the database of DATABASE_URL'}
  Engines        ${enginesInUse(config).join('\n                 ')}

Try next:
${next}
  curl -s ${address}/ready
`;
};
