import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition; throws what was waited for when it does not come in time. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 20_000,
): Promise<T> => {
  for (const deadline = performance.now() + timeoutMs; ; await sleep(10)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
  }
};
