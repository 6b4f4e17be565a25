import type pg from 'pg';

export const HOUR_MS = 3_600_000;

/** The hours of one person's metric that a page has touched. */
export interface TouchedHours {
  add(userId: string, metric: string, start: Date): void;
  readonly size: number;
  columns(): readonly [userIds: string[], metrics: string[], hours: string[]];
}

export const touchedHours = (): TouchedHours => {
  const found = new Map<string, readonly [string, string, number]>();
  return {
    add: (userId, metric, start) => {
      const hour = Math.floor(start.getTime() / HOUR_MS) * HOUR_MS;
      found.set(`${hour} ${metric} ${userId}`, [userId, metric, hour]);
    },
    get size() {
      return found.size;
    },
    columns: () => {
      const all = [...found.values()];
      return [
        all.map(([userId]) => userId),
        all.map(([, metric]) => metric),
        all.map(([, , hour]) => new Date(hour).toISOString()),
      ];
    },
  };
};

/** SQL: the statistics of `reading_hours` from rows of `readings`; sums are exact, so the order of rows never shows. */
export const HOUR_STATISTICS = `count(value),
         count(distinct date_bin('5 minutes', start_at, '2000-01-01Z')) filter (where value is not null),
         sum(value::numeric), min(value), max(value)`;

/**
 * Makes the touched hours anew from the readings that stand, in the transaction that changed those. Also exact after
 * corrections and retractions, because nothing is added up from one change to the next.
 */
export const refreshHours = async (tx: pg.ClientBase, touched: TouchedHours): Promise<void> => {
  if (touched.size === 0) return;
  const columns = touched.columns();
  await tx.query(
    `delete from reading_hours h using unnest($1::text[], $2::text[], $3::timestamptz[]) t(user_id, metric, hour)
      where h.user_id = t.user_id and h.metric = t.metric and h.hour = t.hour`,
    [...columns],
  );
  await tx.query(
    `insert into reading_hours
     select t.user_id, t.metric, t.hour, s.*
       from unnest($1::text[], $2::text[], $3::timestamptz[]) t(user_id, metric, hour),
            lateral (select local_date, statistic, context, ${HOUR_STATISTICS}
                       from readings r
                      where r.user_id = t.user_id and r.metric = t.metric
                        and r.start_at >= t.hour and r.start_at < t.hour + interval '1 hour'
                      group by local_date, statistic, context) s`,
    [...columns],
  );
};
