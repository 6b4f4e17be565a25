import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import type { Position } from '../event-log.ts';
import type { EventStore } from '../event-store.ts';
import { reachedBy } from './checkpoints.ts';
import type { Processor } from './processor.ts';

/** Resolves when every partition of the processor has handled everything up to the position. */
export const waitFor = async (
  pool: pg.Pool,
  processor: string,
  position: Position,
  timeoutMs: number,
): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(50, pauseMs * 2)) {
    const reached = await reachedBy(pool, processor);
    if (reached !== undefined && reached >= position) return;
    if (performance.now() >= deadline)
      throw new CodedError('engine_unavailable', 503, `${processor} has not caught up yet`, {
        retryAfterS: 1,
      });
    await sleep(pauseMs);
  }
};

/**
 * Resolves when what is in the log has gone all the way: through every process manager in the given order, and what
 * they made of it into every projection. Twice through the process managers, because one may react to its own events
 * (a connection lets `normalise` take up what came before it).
 */
export const waitForFlow = async (
  store: EventStore,
  processors: readonly Processor[],
  wait: (processor: Processor, position: Position) => Promise<void>,
): Promise<void> => {
  const reactions = processors.filter((processor) => processor.kind === 'process');
  for (const reaction of [...reactions, ...reactions]) await wait(reaction, await store.head());
  const head = await store.head();
  await Promise.all(processors.map((processor) => wait(processor, head)));
};
