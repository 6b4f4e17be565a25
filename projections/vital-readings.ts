import { type VitalReading, vitalMetrics } from '../domain/safety/vital-history.ts';
import type { ReadDatabase } from './read-database.ts';

/** More than a person's two months of spot values ever are; the newest count. */
const MOST = 20_000;

/** What the red flags look at beside the nights, from a local date on. */
export const vitalReadings = async (
  db: ReadDatabase,
  userId: string,
  from: string,
): Promise<VitalReading[]> => {
  const rows = await db
    .selectFrom('read.readings')
    .select(['metric', 'value', 'start_at', 'local_date', 'context', 'statistic', 'event_id'])
    .where('user_id', '=', userId)
    .where('metric', 'in', [...vitalMetrics])
    .where('local_date', '>=', from)
    // A reading's instant lies within two days of its local date; the table is divided by it.
    .where('start_at', '>=', new Date(Date.parse(from) - 2 * 86_400_000))
    .where('overlapped', '=', false)
    .where('value', 'is not', null)
    .orderBy('start_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    metric: row.metric as VitalReading['metric'],
    value: row.value!,
    at: row.start_at.toISOString(),
    localDate: row.local_date,
    context: row.context,
    statistic: row.statistic,
    eventId: row.event_id,
  }));
};
