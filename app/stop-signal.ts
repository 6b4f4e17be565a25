import type { Logger } from 'pino';

/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
export const stopSignal = (logger?: Logger): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(1);
      logger?.info({ signal: name }, 'stopping: finishing what was begun');
      controller.abort();
    });
  return controller.signal;
};

/** A worker that a gateway started obeys its parent, not the terminal, and never outlives it. */
export const stopWithParent = (): AbortSignal => {
  const controller = new AbortController();
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('message', (message) => {
    if (message === 'stop') controller.abort();
  });
  process.on('disconnect', () => process.exit(0));
  return controller.signal;
};

export const untilAborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
