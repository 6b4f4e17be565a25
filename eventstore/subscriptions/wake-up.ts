import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../event-store.ts';

/** After a notice, gather a little: pages get fuller under load. */
const GATHER_MS = 15;

export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** A waiter that returns early when something was appended since `seen`, or when stopped. */
export const wakeUp = (store: EventStore, signal: AbortSignal) => {
  let count = 0;
  let release: (() => void) | undefined;
  const bump = (): void => {
    count++;
    release?.();
  };
  const stop = store.onAppended(bump);
  signal.addEventListener('abort', bump);
  return {
    seen: (): number => count,
    after: async (ms: number, seen = count): Promise<void> => {
      if (count !== seen || signal.aborted) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        release = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      release = undefined;
      if (count !== seen && !signal.aborted) await sleep(GATHER_MS);
    },
    stop: (): void => {
      stop();
      signal.removeEventListener('abort', bump);
    },
  };
};
