import type pg from 'pg';

export const HOUR_MS = 3_600_000;

/** The hours of one person's metric that a page has touched. */
export interface TouchedHours {
  add(userId: string, metric: string, start: Date): void;
  readonly size: number;
  columns(): readonly [userIds: string[], metrics: string[], hours: string[]];
  /** The first and the last hour. */
  range(): readonly [string, string];
}

export const touchedHours = (): TouchedHours => {
  const found = new Map<string, readonly [string, string, number]>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    add: (userId, metric, start) => {
      const hour = Math.floor(start.getTime() / HOUR_MS) * HOUR_MS;
      found.set(`${hour} ${metric} ${userId}`, [userId, metric, hour]);
      first = Math.min(first, hour);
      last = Math.max(last, hour);
    },
    get size() {
      return found.size;
    },
    range: () => [new Date(first).toISOString(), new Date(last).toISOString()],
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

/** SQL: whether a row of `readings` counts: what another source counted, too, is shown, and never added up. */
export const COUNTED = 'not overlapped';

/** SQL: the statistics of `reading_hours` from rows of `readings`; sums are exact, so the order of rows never shows. */
export const HOUR_STATISTICS = `count(value) filter (where ${COUNTED}),
         count(distinct date_bin('5 minutes', start_at, '2000-01-01Z')) filter (where value is not null and ${COUNTED}),
         sum(value::numeric) filter (where ${COUNTED}), min(value) filter (where ${COUNTED}),
         max(value) filter (where ${COUNTED})`;

/**
 * Makes the touched hours anew from the readings that stand, in the transaction that changed those. Also exact after
 * corrections and retractions, because nothing is added up from one change to the next. `left`: those of the touched
 * hours that readings were taken from, so that nothing may be left of them.
 */
export const refreshHours = async (
  tx: pg.ClientBase,
  touched: TouchedHours,
  left: TouchedHours,
): Promise<void> => {
  if (left.size > 0)
    await tx.query(
      `delete from reading_hours h using unnest($1::text[], $2::text[], $3::timestamptz[]) t(user_id, metric, hour)
        where h.user_id = t.user_id and h.metric = t.metric and h.hour = t.hour`,
      [...left.columns()],
    );
  if (touched.size > 0)
    // `offset 0` keeps the look-up by index: however few rows the planner believes in, the table is not read whole. The
    // range of all hours says once which chunks are none of them; saying so for each hour costs more than the look-up.
    await tx.query(
      `insert into reading_hours
       select t.user_id, t.metric, t.hour, r.local_date, r.statistic, r.context, ${HOUR_STATISTICS}
         from unnest($1::text[], $2::text[], $3::timestamptz[]) t(user_id, metric, hour),
              lateral (select * from readings r
                        where r.user_id = t.user_id and r.metric = t.metric
                          and r.start_at >= t.hour and r.start_at < t.hour + interval '1 hour'
                          and r.start_at >= $4 and r.start_at < $5::timestamptz + interval '1 hour' offset 0) r
        group by t.user_id, t.metric, t.hour, r.local_date, r.statistic, r.context
       on conflict (user_id, metric, hour, local_date, statistic, context) do update set
         count = excluded.count, five_minutes = excluded.five_minutes, sum = excluded.sum,
         minimum = excluded.minimum, maximum = excluded.maximum`,
      [...touched.columns(), ...touched.range()],
    );
};
