import type pg from 'pg';
import type { Logger } from 'pino';
import { isCoded } from '../domain/errors.ts';
import { pause } from '../eventstore/subscriptions/wake-up.ts';
import { trimReadings } from '../projections/reading-horizon.ts';
import { isLockTrouble } from '../projections/swap-tables.ts';

const DAY_MS = 86_400_000;
/** When a rebuild, a reader or the database was in the way. */
const RETRY_MS = 10 * 60_000;

export interface RetentionOptions {
  readonly pool: pg.Pool;
  readonly keepDays: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** At once and then once a day, until the signal. Several workers may: who comes second finds nothing to do. */
export const keepReadingsTrimmed = async (options: RetentionOptions): Promise<void> => {
  const { pool, keepDays, logger, signal } = options;
  while (!signal.aborted) {
    let waitMs = DAY_MS;
    try {
      const { horizon, cleared } = await trimReadings(pool, new Date(), keepDays);
      if (cleared) logger.info({ horizon }, 'readings of before the horizon were removed');
    } catch (error) {
      waitMs = RETRY_MS;
      const expected = isCoded(error, 'rebuild_running') || isLockTrouble(error);
      logger[expected ? 'info' : 'warn'](
        { error: error instanceof Error ? error.name : 'unknown' },
        'old readings could not be removed; will try again',
      );
    }
    await pause(waitMs, signal);
  }
};
