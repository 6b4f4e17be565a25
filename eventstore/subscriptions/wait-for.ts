import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import type { Position } from '../event-log.ts';
import { reachedBy } from './checkpoints.ts';

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
