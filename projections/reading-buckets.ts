import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';
import { COUNTED, HOUR_MS } from './reading-hours.ts';
import {
  conjunction,
  inSpan,
  instantOf,
  ofRequest,
  type ReadingsRequest,
  type Span,
  spanOf,
} from './reading-range.ts';
import { timeBucket } from './time-bucket.ts';
import { unitOf } from './unit-of.ts';

export type Bucket = '5m' | '1h' | '1d';

export interface BucketItem {
  /** UTC start of the bucket; of a day its local date. */
  readonly start: string;
  readonly statistic: string;
  readonly context: string;
  readonly unit: string | null;
  readonly count: number;
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly sum: number;
}

interface BucketRow {
  bucket: Date | string;
  statistic: string;
  context: string;
  count: string;
  mean: number;
  minimum: number;
  maximum: number;
  sum: number;
}

/** The last bucket that was shown; a date for days, an instant otherwise. */
interface After {
  readonly bucket: string;
  readonly statistic: string;
  readonly context: string;
}

const nineDigits = (value: number): number => Number(value.toPrecision(9));
const FIVE_MINUTES_MS = 300_000;

/** Statistics per bucket, oldest first; readings of different statistic or context are never mixed. Days are local. */
export const readingBuckets = async (
  db: ReadDatabase,
  request: ReadingsRequest,
  bucket: Bucket,
): Promise<Page<BucketItem>> => {
  const after = afterOf(request.cursor, bucket);
  const source =
    bucket === '1d'
      ? await days(db, request)
      : bucket === '1h'
        ? await hours(db, request, after)
        : await fiveMinutes(db, request, after);
  const rows = await statistics(db, request, after, source);
  return pageOf(
    rows,
    request.limit,
    (row) => ({
      start: typeof row.bucket === 'string' ? row.bucket : row.bucket.toISOString().replace('.000Z', 'Z'),
      statistic: row.statistic,
      context: row.context,
      unit: unitOf(request.metric),
      count: Number(row.count),
      mean: nineDigits(row.mean),
      minimum: row.minimum,
      maximum: row.maximum,
      sum: nineDigits(row.sum),
    }),
    (row) => [
      typeof row.bucket === 'string' ? row.bucket : row.bucket.toISOString(),
      row.statistic,
      row.context,
    ],
  );
};

const afterOf = (cursor: string | undefined, bucket: Bucket): After | undefined => {
  if (cursor === undefined) return undefined;
  const kind = bucket === '1d' ? 'date' : 'instant';
  const [start, statistic, context] = decodeCursor(cursor, [kind, 'text', 'text']);
  return { bucket: start!, statistic: statistic!, context: context! };
};

/** `source` has bucket, statistic, context, count, sum, minimum, maximum: of hours, or of one reading each. */
const statistics = async (
  db: ReadDatabase,
  { limit }: ReadingsRequest,
  after: After | undefined,
  source: RawBuilder<unknown>,
): Promise<readonly BucketRow[]> => {
  const unseen =
    after === undefined
      ? sql`true`
      : sql`(bucket, statistic, context) > (${after.bucket}, ${after.statistic}, ${after.context})`;
  const { rows } = await sql<BucketRow>`
    select bucket, statistic, context, sum(count) as count, (sum(sum) / sum(count))::float8 as mean,
           min(minimum) as minimum, max(maximum) as maximum, sum(sum)::float8 as sum
      from (${source}) of_bucket
     where ${unseen}
     group by bucket, statistic, context
     order by bucket, statistic, context
     limit ${limit + 1}`.execute(db);
  return rows;
};

const fromHours = (bucket: RawBuilder<unknown>, conditions: readonly RawBuilder<SqlBool>[]) => sql`
  select ${bucket} as bucket, statistic, context, count, sum, minimum, maximum from read.reading_hours
   where ${conjunction(conditions)} and count > 0`;

const fromReadings = (bucket: RawBuilder<unknown>, conditions: readonly RawBuilder<SqlBool>[]) => sql`
  select ${bucket} as bucket, statistic, context, 1 as count, value::numeric as sum, value as minimum,
         value as maximum
    from read.readings where ${conjunction(conditions)} and value is not null and ${sql.raw(COUNTED)}`;

const hourAtOrAfter = (at: number): number => Math.ceil(at / HOUR_MS) * HOUR_MS;
const hourAtOrBefore = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** Whole hours as they are kept; where the span cuts into one, its readings. */
const wholeHoursAndEdges = (
  request: ReadingsRequest,
  span: Span,
  ofHour: RawBuilder<unknown>,
  ofReading: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  const own = ofRequest(request);
  const whole: Span = { from: hourAtOrAfter(span.from), to: hourAtOrBefore(span.to) };
  const edges: Span[] =
    whole.from > whole.to
      ? [span]
      : [
          { from: span.from, to: whole.from },
          { from: whole.to, to: span.to },
        ].filter(({ from, to }) => from < to);
  return sql.join(
    [
      fromHours(ofHour, [...own, ...inSpan('hour', whole)]),
      ...edges.map((edge) => fromReadings(ofReading, [...own, ...inSpan('start_at', edge)])),
    ],
    sql` union all `,
  );
};

const days = async (db: ReadDatabase, request: ReadingsRequest) =>
  wholeHoursAndEdges(request, await spanOf(db, request), sql`local_date`, sql`local_date`);

const hours = async (db: ReadDatabase, request: ReadingsRequest, after: After | undefined) => {
  const span = startingAt(await spanOf(db, request), after);
  return wholeHoursAndEdges(request, span, sql`hour`, await timeBucket(db, '1 hour'));
};

/** A page reads no more than it shows: `reading_hours` knows how many buckets of 5 minutes each hour has. */
const fiveMinutes = async (db: ReadDatabase, request: ReadingsRequest, after: After | undefined) => {
  const span = startingAt(await spanOf(db, request), after);
  const to = Math.min(span.to, await endOfPage(db, request, span));
  return fromReadings(await timeBucket(db, '5 minutes'), [
    ...ofRequest(request),
    ...inSpan('start_at', { from: span.from, to }),
  ]);
};

const startingAt = ({ from, to }: Span, after: After | undefined): Span => ({
  from: after === undefined ? from : Math.max(from, instantOf(after.bucket)),
  to,
});

/** An instant before which there are surely more buckets of 5 minutes than the page shows. */
const endOfPage = async (db: ReadDatabase, request: ReadingsRequest, span: Span): Promise<number> => {
  // The buckets of the page before it lie in the hour of the first one at most.
  const whole: Span = {
    from: hourAtOrAfter(span.from + FIVE_MINUTES_MS),
    to: hourAtOrBefore(span.to),
  };
  const { rows } = await sql<{ hour: Date }>`
    select hour from (
      select hour, sum(max(five_minutes)) over (order by hour) as buckets from read.reading_hours
       where ${conjunction([...ofRequest(request), ...inSpan('hour', whole)])}
       group by hour) of_hour
     where buckets > ${request.limit} order by hour limit 1`.execute(db);
  return rows[0] === undefined ? Number.POSITIVE_INFINITY : rows[0].hour.getTime() + HOUR_MS;
};
