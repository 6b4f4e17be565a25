import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Database } from './engines.ts';

const program = fileURLToPath(new URL('../bin/auren.ts', import.meta.url));
/** What it did not finish is done again after the next start. */
const STOP_MS = 5_000;
const LONGEST_PAUSE_MS = 10_000;

/** Said to the worker while webhooks wait: it then gives way (`ration.ts`). */
export const GATEWAY_IS_BUSY = 'gateway is busy';
/** Appends waiting or in flight from which on the gateway is busy, and how often that is looked at. */
const BUSY_APPENDS = 16;
const LOOK_MS = 50;

export interface WorkerProcess {
  isRunning(): boolean;
  stop(): Promise<void>;
}

/**
 * The worker beside a gateway: a process of its own with the lowest priority, so that acknowledging always comes
 * first. It ends with its parent, however that ends; when it ends by itself it is started again.
 */
export const startWorkerProcess = (
  database: Database,
  logger: Logger,
  appendsInFlight: () => number,
): WorkerProcess => {
  let child: ChildProcess | undefined;
  let stopping = false;
  let pauseMs = 250;
  let timer: NodeJS.Timeout | undefined;

  const start = (): void => {
    const startedAt = performance.now();
    child = fork(program, ['worker', '--attached'], {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        AUREN_MASTER_KEY: database.masterKey.toString('base64'),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      pauseMs = performance.now() - startedAt > 60_000 ? 250 : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      logger.error({ code, signal, pauseMs }, 'the worker ended; starting it again');
      timer = setTimeout(start, pauseMs);
    });
  };
  start();
  const looking = setInterval(() => {
    if (appendsInFlight() >= BUSY_APPENDS && child?.connected) child.send(GATEWAY_IS_BUSY, () => {});
  }, LOOK_MS);

  return {
    isRunning: () => child !== undefined && child.exitCode === null && child.signalCode === null,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      clearInterval(looking);
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.send('stop', () => {});
      const killer = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(killer);
    },
  };
};
