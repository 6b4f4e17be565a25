import type pg from 'pg';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import { overlappedSleeps, type SeenSleep } from '../domain/sleep-overlap.ts';

const SLEEP_SUMS: readonly MetricName[] = [
  'sleep_duration.total',
  'sleep_duration.deep',
  'sleep_duration.light',
  'sleep_duration.rem',
  'sleep_duration.awake',
  'time_in_bed',
];

interface SleepRow {
  user_id: string;
  metric: string;
  start_at: Date;
  end_at: Date;
  document: string;
  source: string;
  value: number | null;
  overlapped: boolean;
  date: string;
}

/** The nights of people whose sleeps a page has touched. */
export interface TouchedNights {
  add(userId: string, localDate: string): void;
  readonly size: number;
  columns(): readonly [userIds: string[], dates: string[]];
}

export const touchedNights = (): TouchedNights => {
  const found = new Map<string, readonly [string, string]>();
  return {
    add: (userId, localDate) => void found.set(`${localDate} ${userId}`, [userId, localDate]),
    get size() {
      return found.size;
    },
    columns: () => [
      [...found.values()].map(([userId]) => userId),
      [...found.values()].map(([, date]) => date),
    ],
  };
};

/** Time asleep, in bed, or in a stage, of one sleep. */
export const isSleepSum = (row: { metric: string; statistic: string; context: string }): boolean =>
  row.statistic === 'sum' &&
  row.context === 'sleep' &&
  (SLEEP_SUMS as readonly string[]).includes(row.metric);

/**
 * Marks the sums of sleeps that another source saw, too, anew from all sleeps of the touched nights: exact in any order
 * of arrival and after corrections. Answers the readings whose mark changed.
 */
export const markOverlappingSleeps = async (
  tx: pg.ClientBase,
  touched: TouchedNights,
): Promise<readonly { user_id: string; metric: string; start_at: Date }[]> => {
  if (touched.size === 0) return [];
  const { rows } = await tx.query<SleepRow>(
    `select r.user_id, r.metric, r.start_at, r.end_at, r.document, r.source, r.value, r.overlapped, t.date::text as date
       from unnest($1::text[], $2::date[]) t(user_id, date),
            lateral (select * from readings
                      where user_id = t.user_id and metric = any ($3) and start_at >= t.date - interval '3 days'
                        and start_at < t.date + interval '3 days' and local_date = t.date
                        and statistic = 'sum' and context = 'sleep' and period = 'interval' offset 0) r`,
    [...touched.columns(), SLEEP_SUMS],
  );
  const changed: SleepRow[] = [];
  for (const night of Map.groupBy(rows, (row) => `${row.date} ${row.user_id}`).values()) {
    const sleeps = sleepsOf(night);
    // Metric by metric: the time in bed that only the phone knows stays, though the watch knows the sleep better.
    for (const rowsOf of Map.groupBy(night, (row) => row.metric).values()) {
      const documents = new Set(rowsOf.map((row) => row.document));
      const overlapped = overlappedSleeps(sleeps.filter(({ document }) => documents.has(document)));
      for (const row of rowsOf)
        if (row.overlapped !== overlapped.has(row.document))
          changed.push({ ...row, overlapped: !row.overlapped });
    }
  }
  if (changed.length > 0)
    await tx.query(
      `update readings r set overlapped = t.overlapped
         from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::boolean[])
              t(user_id, metric, start_at, document, overlapped)
        where r.user_id = t.user_id and r.metric = t.metric and r.start_at = t.start_at and r.document = t.document
          and r.statistic = 'sum' and r.context = 'sleep' and r.period = 'interval'`,
      [
        changed.map((row) => row.user_id),
        changed.map((row) => row.metric),
        changed.map((row) => row.start_at.toISOString()),
        changed.map((row) => row.document),
        changed.map((row) => row.overlapped),
      ],
    );
  return changed;
};

/** One a document, spanning all of its sums. */
const sleepsOf = (night: readonly SleepRow[]): SeenSleep[] =>
  [...Map.groupBy(night, (row) => row.document)].map(([document, rows]) => ({
    document,
    source: rows.map((row) => row.source).reduce((a, b) => (a < b ? a : b)),
    startMs: Math.min(...rows.map((row) => row.start_at.getTime())),
    endMs: Math.max(...rows.map((row) => row.end_at.getTime())),
    asleepS: rows.reduce<number | null>(
      (most, row) => (row.metric === 'sleep_duration.total' ? Math.max(most ?? 0, row.value ?? 0) : most),
      null,
    ),
  }));
