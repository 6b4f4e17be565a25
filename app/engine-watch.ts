import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OptionalProbe } from './dependency-checks.ts';
import { OPTIONAL_ENGINES } from './engines/explain.ts';

const PAUSE_MS = 10_000;

/**
 * Asks each engine once, beside the start and not before it. One that does not answer is told of in one warning, and
 * then once more when it is there. What becomes of engines later is in `/ready` and the metrics.
 */
export const watchEngines = (
  probes: readonly OptionalProbe[],
  logger: Pick<Logger, 'info' | 'warn'>,
  pauseMs = PAUSE_MS,
): { stop(): void } => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const watch = async ({ name, probe }: OptionalProbe): Promise<void> => {
    const { label, variable, without, remedy } = OPTIONAL_ENGINES[name];
    for (let warned = false; ; warned = true) {
      try {
        await probe();
        if (warned && !signal.aborted) logger.info({ engine: name }, `${label} (${variable}) answers now`);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        if (!warned)
          logger.warn(
            { engine: name, variable, reason },
            `${label} (${variable}) does not answer: ${reason}. Until it does: ${without}. What to do: ${remedy}`,
          );
      }
      await sleep(pauseMs, undefined, { signal, ref: false });
    }
  };
  for (const probe of probes) watch(probe).catch(() => {});
  return { stop: () => stopping.abort() };
};
