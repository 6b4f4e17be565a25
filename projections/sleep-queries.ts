import { sql } from 'kysely';
import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import type { RecordedSleep } from '../domain/sleep/sleep-night.ts';
import { type SleepSummary, sleepSummary } from '../domain/sleep/sleep-summary.ts';
import type { ReadDatabase } from './read-database.ts';

/** A fortnight, what was usual before it, and a week for the first index of regularity. */
export const habitDays = 90;

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

/** A person's sleep on a date, with the need they told last. */
export const sleepOn = async (db: ReadDatabase, userId: string, date: string): Promise<SleepSummary> => {
  const [sleeps, told] = await Promise.all([
    sleepsBetween(db, userId, dateOf(dayNumber(date) - habitDays), date),
    db
      .selectFrom('read.check_ins')
      .select(sql<number>`(data->'profile'->>'sleepNeedMin')::float8`.as('need'))
      .where('user_id', '=', userId)
      .where('date', '<=', date)
      .where(sql<boolean>`data->'profile'->>'sleepNeedMin' is not null`)
      .orderBy('date', 'desc')
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  return sleepSummary(sleeps, date, told?.need ?? null);
};
