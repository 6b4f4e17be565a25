import type pg from 'pg';
import type { Logger } from 'pino';
import { isCoded } from '../domain/errors.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';
import { ensureTables, rebuild } from '../projections/rebuild.ts';
import { projections } from './processors.ts';

/** No projection has it: a checkpoint of this version stands for tables that are gone. */
const LOST = 0;

/**
 * Makes the tables that are missing, so that queries can be asked. A checkpoint no longer speaks for tables that were
 * made anew: whoever prepares the read models next builds them from the log.
 */
export const ensureReadTables = async (pool: pg.Pool): Promise<void> => {
  for (const projection of projections) {
    await pool.query(
      `update work.checkpoints set version = ${LOST}
        where processor = $1 and position > 0
          and exists (select from unnest($2::text[]) t where not exists (
                select from pg_tables where schemaname = '${READ_SCHEMA}' and tablename = t))`,
      [projection.name, projection.tableNames],
    );
    await ensureTables(pool, projection);
  }
};

/** Builds what is missing or of another version beside the live one, before a worker runs. */
export const prepareReadModels = async (
  pool: pg.Pool,
  store: EventStore,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> => {
  await ensureReadTables(pool);
  for (const projection of projections) {
    const { name, version } = projection;
    const { rows } = await pool.query<{ version: number | null }>(
      'select min(version) as version from work.checkpoints where processor = $1',
      [name],
    );
    const known = rows[0]!.version;
    if (known === null || known === version) continue;
    logger.info({ projection: name, version }, 'rebuilding a read model');
    try {
      const { events, durationMs } = await rebuild(pool, store, projection, undefined, signal);
      logger.info({ projection: name, events, ms: Math.round(durationMs) }, 'rebuilt');
    } catch (error) {
      // Then its partitions can be claimed when that process is done.
      if (!isCoded(error, 'rebuild_running')) throw error;
    }
  }
};
