import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 25;

/** Asks again until the answer is neither undefined nor false; after `limitMs` it fails and says what was waited for. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 60_000,
): Promise<T> => {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`);
    await pause(STEP_MS);
  }
};
