/**
 * A year of one person's heart rate in buckets, at 50 million readings of many people, asked through AUREN's own query
 * functions. Beside it in the same run: the same statistics from the readings alone, without the hours that are kept
 * beside them (peer), and a bare count over the same index range (floor: what finding the rows costs).
 *
 *   node perf/readings-at-scale.ts [--rows 50000000] [--asks 100] [--plain] [--url postgres://…] [--json FILE] [--plans FILE]
 *
 * `--plain` leaves TimescaleDB out. Needs 30 GB of room at the database and 15 minutes; removes what it made.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { connectPool, connectReads } from '../app/database/connect.ts';
import type { Page } from '../projections/pages.ts';
import { readingBuckets } from '../projections/reading-buckets.ts';
import { readingsPage } from '../projections/reading-queries.ts';
import type { ReadingsRequest } from '../projections/reading-range.ts';
import { readings } from '../projections/readings.ts';
import { ensureTables } from '../projections/rebuild.ts';
import { explainedQueries } from './explained-queries.ts';
import { DENSE_PERSON, fillReadings, personName } from './fill-readings.ts';
import { hardwareFacts } from './hardware.ts';
import { percentile } from './percentile.ts';
import { createScratchDatabase } from './scratch-database.ts';

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000000' },
    asks: { type: 'string', default: '100' },
    plain: { type: 'boolean', default: false },
    url: { type: 'string' },
    json: { type: 'string' },
    plans: { type: 'string' },
  },
});
const asks = Number(given.asks);
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const LIMIT = 1_000;
const FROM_READINGS = `
  select bucket, statistic, context, count(*), avg(value), min(value), max(value), sum(value)
    from (select local_date as bucket, statistic, context, value from read.readings
           where user_id = $1 and metric = 'heart_rate' and value is not null
             and local_date >= '2025-01-01' and local_date <= '2025-12-31'
             and start_at >= '2024-12-31' and start_at < '2026-01-02') r
   group by bucket, statistic, context order by bucket, statistic, context limit 1001`;
const COUNT = `select count(*) from read.readings where user_id = $1 and metric = 'heart_rate'
                  and start_at >= '2024-12-31' and start_at < '2026-01-02'`;

interface Figures {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}
const figuresOf = (ms: readonly number[]): Figures => ({
  p50Ms: Number(percentile(ms, 0.5).toFixed(1)),
  p95Ms: Number(percentile(ms, 0.95).toFixed(1)),
  p99Ms: Number(percentile(ms, 0.99).toFixed(1)),
});

const scratch = await createScratchDatabase(given.url ?? process.env['DATABASE_URL']);
const pool = connectPool(scratch.url, 'perf', 2);
const db = connectReads(pool);

const request = (userId: string, cursor?: string): ReadingsRequest => ({
  userId,
  metric: 'heart_rate',
  ...YEAR,
  limit: LIMIT,
  cursor,
});
/** A cursor in the middle of the year. */
const middle = (start: string): string =>
  Buffer.from(JSON.stringify([start, 'sample', 'rest'])).toString('base64url');
const MIDDLE = middle('2025-07-01T10:00:00.000Z');

const QUESTIONS: Readonly<Record<string, (userId: string) => Promise<unknown>>> = {
  '1d, the year': (userId) => readingBuckets(db, request(userId), '1d'),
  '1h, first page': (userId) => readingBuckets(db, request(userId), '1h'),
  '1h, page of July': (userId) => readingBuckets(db, request(userId, MIDDLE), '1h'),
  '5m, first page': (userId) => readingBuckets(db, request(userId), '5m'),
  '5m, page of July': (userId) => readingBuckets(db, request(userId, MIDDLE), '5m'),
  'raw, first page': (userId) => readingsPage(db, request(userId)),
  'peer: 1d from the readings': (userId) => pool.query(FROM_READINGS, [userId]),
  'floor: count of the same rows': (userId) => pool.query(COUNT, [userId]),
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** Each question, each time of somebody else; the questions in turns, so that what else the machine does meets all alike. */
const ask = async (who: (time: number) => string): Promise<Record<string, Figures>> => {
  const taken = new Map<string, number[]>(Object.keys(QUESTIONS).map((name) => [name, []]));
  for (let time = 0; time < asks; time++)
    for (const [name, question] of Object.entries(QUESTIONS))
      taken.get(name)!.push(await timed(() => question(who(time))));
  return Object.fromEntries([...taken].map(([name, ms]) => [name, figuresOf(ms)]));
};

const everyPage = async (
  userId: string,
  bucket: '5m' | '1h',
): Promise<{ pages: number[]; items: number }> => {
  const pages: number[] = [];
  let items = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const started = performance.now();
    const page: Page<unknown> = await readingBuckets(db, request(userId, cursor), bucket);
    pages.push(performance.now() - started);
    items += page.items.length;
    cursor = page.next_cursor;
  }
  return { pages, items };
};

try {
  if (given.plain) await pool.query('drop extension if exists timescaledb cascade');
  else await pool.query('create extension if not exists timescaledb').catch(() => {});
  await ensureTables(pool, readings);
  const { people, seconds } = await fillReadings(scratch.url, Number(given.rows), console.log);
  const { rows: counted } = await pool.query<{
    rows: string;
    hours: string;
    bytes: string;
    timescale: string;
  }>(
    `select (select count(*) from read.readings) as rows, (select count(*) from read.reading_hours) as hours,
            pg_database_size(current_database()) as bytes,
            (select extversion from pg_extension where extname = 'timescaledb') as timescale`,
  );
  const size = counted[0]!;
  console.log(
    `${size.rows} readings, ${size.hours} hours, ${people} people, ${(Number(size.bytes) / 1e9).toFixed(1)} GB, filled in ${seconds.toFixed(0)} s, TimescaleDB ${size.timescale ?? 'not used'}`,
  );
  const hardware = await hardwareFacts(scratch.url);
  for (const question of Object.values(QUESTIONS)) await question(personName(1));
  const results = {
    'asked of somebody for the first time': await ask((time) => personName(2 + (time % (people - 2)))),
    'asked again': await ask(() => personName(2)),
    'a person of 30-second values': await ask(() => DENSE_PERSON),
  };
  for (const [name, figures] of Object.entries(results)) {
    console.log(`\n${name}`);
    for (const [question, { p50Ms, p95Ms, p99Ms }] of Object.entries(figures))
      console.log(`  ${question.padEnd(32)} p50 ${p50Ms} ms   p95 ${p95Ms} ms   p99 ${p99Ms} ms`);
  }
  const walks: Record<string, unknown> = {};
  for (const bucket of ['1h', '5m'] as const) {
    const { pages, items } = await everyPage(personName(people - 1), bucket);
    walks[bucket] = { items, pages: pages.length, ...figuresOf(pages) };
  }
  console.log('\nevery page of a year', JSON.stringify(walks));
  const again = results['asked again'];
  const timesFaster = Number(
    (again['peer: 1d from the readings']!.p50Ms / again['1d, the year']!.p50Ms).toFixed(1),
  );
  console.log(`the year in days takes 1/${timesFaster} of the time that the readings alone would take`);
  if (given.plans !== undefined)
    await writeFile(given.plans, await explainedQueries(scratch.url, personName(123), request, MIDDLE));
  if (given.json !== undefined) {
    const settings = { rows: Number(size.rows), hours: Number(size.hours), people, asks, limit: LIMIT };
    const result = {
      measured: 'readings-at-scale',
      at: new Date().toISOString(),
      settings,
      bytes: Number(size.bytes),
      timescaledb: size.timescale,
      results,
      walks,
      timesFaster,
      hardware,
    };
    await writeFile(given.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await db.destroy();
  await scratch.drop();
}
