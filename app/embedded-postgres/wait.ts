import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 20;

/** Asks again until the answer is not undefined, or until `limitMs` have passed: then undefined. */
export async function waitFor<T>(
  limitMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await pause(STEP_MS);
  }
}
