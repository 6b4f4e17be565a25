import pg from 'pg';
import { HOUR_STATISTICS } from '../projections/reading-hours.ts';

/** The person whose year is asked for; of 30-second heart rate, where all others have 5-minute values. */
export const DENSE_PERSON = 'person-of-30-seconds';
export const personName = (number: number): string =>
  `person-of-5-minutes-${String(number).padStart(6, '0')}`;

export const FIRST_DAY = '2025-01-01';
export const DAYS = 365;
const ROWS_A_DAY = 288 + 96 + 24 + 16 + 10;
const DENSE_ROWS_A_DAY = 2_880;

/** Heart rate all day, RMSSD and breathing at night, hourly steps, ten values of the day. */
const series = (heartRateEvery: string): string => `
  series(metric, every, since, until, statistic) as (values
    ('heart_rate', interval '${heartRateEvery}', interval '0', interval '24 hours', 'sample'),
    ('heart_rate_variability.rmssd', '5 minutes', '0', '8 hours', 'sample'),
    ('step_count', '1 hour', '0', '24 hours', 'sum'),
    ('respiratory_rate', '30 minutes', '0', '8 hours', 'average'),
    ('resting_heart_rate', '1 day', '0', '24 hours', 'average'), ('vo2_max', '1 day', '0', '24 hours', 'average'),
    ('body_weight', '1 day', '0', '24 hours', 'average'), ('time_in_bed', '1 day', '0', '24 hours', 'sum'),
    ('sleep_duration.total', '1 day', '0', '24 hours', 'sum'), ('sleep_duration.deep', '1 day', '0', '24 hours', 'sum'),
    ('sleep_duration.rem', '1 day', '0', '24 hours', 'sum'), ('sleep_latency', '1 day', '0', '24 hours', 'sum'),
    ('skin_temperature', '1 day', '0', '24 hours', 'average'), ('score.terra.sleep', '1 day', '0', '24 hours', 'average'))`;

/** One day of every person, a document a person: as deliveries come, its rows lie together. */
const dayOf = (heartRateEvery: string): string => `
  insert into read.readings
  with ${series(heartRateEvery)},
  slots as materialized (
    select metric, statistic, at,
           case when at < $1::date + interval '8 hours' then 'sleep'
                when at >= $1::date + interval '17 hours' and at < $1::date + interval '18 hours' then 'active'
                else 'rest' end as context,
           metric || ':' || statistic || '@' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') as key,
           row_number() over () as number
      from series, generate_series($1::date + since, $1::date + until - every, every) at),
  people as materialized (
    select n, case when $4::text is not null then $4
                   else 'person-of-5-minutes-' || lpad(n::text, 6, '0') end as user_id
      from generate_series($2::int, $3::int) n)
  select p.user_id, s.metric, (s.at - interval '1 hour') at time zone 'UTC', (s.at - interval '1 hour') at time zone 'UTC', $1::date, 60,
         45 + (p.n * 31 + s.number * 17 + extract(doy from $1::date)::int * 7) % 900 / 10::float8, null,
         s.statistic, s.context, 'instant', 'final', 'terra:GARMIN',
         'terra:daily:' || p.user_id || ':' || $1, s.key, 1, md5(p.user_id || $1)::uuid
    from people p cross join slots s
   order by p.n, s.number`;

const ROLLUP = `
  insert into read.reading_hours
  select user_id, metric, hour, local_date, statistic, context, ${HOUR_STATISTICS}
    from (select *, date_bin('1 hour', start_at, '2000-01-01Z') as hour
            from read.readings
           where start_at >= $1::timestamptz and start_at < $2::timestamptz) r
   group by user_id, metric, hour, local_date, statistic, context`;

const dates = (): string[] =>
  Array.from({ length: DAYS }, (_, day) =>
    new Date(Date.parse(FIRST_DAY) + day * 86_400_000).toISOString().slice(0, 10),
  );

const INDEXES = [
  `alter table read.readings add primary key (user_id, metric, start_at, document, reading_key)`,
  `create index readings_of_document on read.readings (document)`,
];
const HOURS_INDEXES = [
  `alter table read.reading_hours add primary key (user_id, metric, hour, local_date, statistic, context)`,
];

/** Fills the empty tables of the projection by SQL, indexes last. Answers how many people there are. */
export const fillReadings = async (
  url: string,
  rows: number,
  say: (line: string) => void,
): Promise<{ people: number; seconds: number }> => {
  const started = performance.now();
  const people = Math.max(2, Math.round((rows - DENSE_ROWS_A_DAY * DAYS) / (ROWS_A_DAY * DAYS)));
  const lanes = await Promise.all(
    [0, 1].map(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '1GB';
                          set timezone = 'UTC'; set jit = off; set max_parallel_workers_per_gather = 0`);
      return client;
    }),
  );
  const inLanes = async (tasks: readonly ((client: pg.Client) => Promise<unknown>)[]): Promise<void> => {
    const waiting = [...tasks];
    await Promise.all(
      lanes.map(async (client) => {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await task(client);
      }),
    );
  };
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const from = performance.now();
    await work();
    say(`${name}: ${((performance.now() - from) / 1_000).toFixed(0)} s`);
  };
  const first = lanes[0]!;
  try {
    await first.query(`alter table read.readings drop constraint readings_pkey; drop index read.readings_of_document;
      alter table read.reading_hours drop constraint reading_hours_pkey`);
    await step('readings', () =>
      inLanes(
        dates().map((date) => async (client) => {
          await client.query(dayOf('5 minutes'), [date, 1, people, null]);
          await client.query(dayOf('30 seconds'), [date, 0, 0, DENSE_PERSON]);
        }),
      ),
    );
    // Without chunks each day would otherwise read the whole table.
    await first.query('create index readings_by_time on read.readings using brin (start_at)');
    await step('hours', () =>
      inLanes(
        dates().map((date) => (client) => {
          const next = new Date(Date.parse(date) + 86_400_000).toISOString();
          return client.query(ROLLUP, [
            Date.parse(date) === Date.parse(FIRST_DAY) ? '-infinity' : date,
            next,
          ]);
        }),
      ),
    );
    await first.query('drop index read.readings_by_time');
    await step('indexes', () =>
      inLanes(
        [INDEXES, HOURS_INDEXES].map((statements) => async (client) => {
          for (const statement of statements) await client.query(statement);
        }),
      ),
    );
    await step('vacuum', async () => {
      await first.query('vacuum analyze read.readings');
      await first.query('vacuum analyze read.reading_hours');
    });
  } finally {
    await Promise.all(lanes.map((client) => client.end()));
  }
  return { people, seconds: (performance.now() - started) / 1_000 };
};
