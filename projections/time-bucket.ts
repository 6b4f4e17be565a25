import { type RawBuilder, sql } from 'kysely';
import type { ReadDatabase } from './read-database.ts';

const known = new WeakMap<ReadDatabase, Promise<boolean>>();

const hasTimescale = (db: ReadDatabase): Promise<boolean> => {
  const before = known.get(db);
  if (before !== undefined) return before;
  const asked = sql<{ present: boolean }>`
    select exists (select from pg_extension where extname = 'timescaledb') as present`
    .execute(db)
    .then(({ rows }) => rows[0]!.present);
  known.set(db, asked);
  asked.catch(() => known.delete(db));
  return asked;
};

/**
 * The start of the bucket that `start_at` lies in: `time_bucket` where TimescaleDB is, whose planner knows that it is
 * in order of time, else `date_bin`. For widths that divide a day both count from a midnight in UTC, so they agree.
 */
export const timeBucket = async (
  db: ReadDatabase,
  width: '5 minutes' | '1 hour',
): Promise<RawBuilder<Date>> =>
  (await hasTimescale(db))
    ? sql<Date>`time_bucket(${sql.lit(width)}::interval, start_at)`
    : sql<Date>`date_bin(${sql.lit(width)}::interval, start_at, '2000-01-01Z')`;
