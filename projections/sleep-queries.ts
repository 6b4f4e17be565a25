import type { RecordedSleep } from '../domain/sleep/sleep-night.ts';
import type { ReadDatabase } from './read-database.ts';

/** What was recorded of a person's sleeps of these local dates, both among them; oldest first. */
export const sleepsBetween = async (
  db: ReadDatabase,
  userId: string,
  from: string,
  to: string,
): Promise<RecordedSleep[]> => {
  const rows = await db
    .selectFrom('read.sleeps')
    .selectAll()
    .where('user_id', '=', userId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .orderBy('document')
    .execute();
  return rows.map((row) => ({
    document: row.document,
    source: row.source,
    date: row.date,
    isNap: row.is_nap,
    startMs: row.start_at.getTime(),
    endMs: row.end_at.getTime(),
    zoneOffsetMin: row.zone_offset_min,
    asleepS: row.asleep_s,
    inBedS: row.in_bed_s,
    latencyS: row.latency_s,
    efficiencyPercent: row.efficiency_percent,
  }));
};
