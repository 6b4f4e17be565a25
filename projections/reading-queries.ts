import { type SqlBool, sql } from 'kysely';
import { type MetricName, metrics } from '../domain/metrics/vocabulary.ts';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';

export interface ReadingsRequest {
  readonly userId: string;
  readonly metric: MetricName;
  /** Local dates (inclusive) or instants ([from, to)). */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const unitOf = (metric: MetricName): string | null => {
  const definition = metrics[metric];
  return 'unit' in definition ? definition.unit : null;
};

const isDate = (text: string): boolean => text.length === 10;

const within = (request: ReadingsRequest) => {
  const conditions = [sql<SqlBool>`user_id = ${request.userId} and metric = ${request.metric}`];
  const { from, to } = request;
  if (from !== undefined)
    conditions.push(
      isDate(from)
        ? sql<SqlBool>`local_date >= ${from}::date`
        : sql<SqlBool>`start_at >= ${from}::timestamptz`,
    );
  if (to !== undefined)
    conditions.push(
      isDate(to) ? sql<SqlBool>`local_date <= ${to}::date` : sql<SqlBool>`start_at < ${to}::timestamptz`,
    );
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
};

export interface ReadingItem {
  readonly metric: MetricName;
  readonly value: number | null;
  readonly code: string | null;
  readonly unit: string | null;
  readonly statistic: string;
  readonly context: string;
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly local_date: string;
  readonly zone_offset_min: number;
  readonly status: string;
  readonly source: string;
  readonly document: string;
  readonly event_id: string;
}

/** Oldest first. */
export const readingsPage = async (
  db: ReadDatabase,
  request: ReadingsRequest,
): Promise<Page<ReadingItem>> => {
  let query = db.selectFrom('read.readings').selectAll().where(within(request));
  if (request.cursor !== undefined) {
    const [start, document, key] = decodeCursor(request.cursor, ['instant', 'text', 'text']);
    query = query.where(
      sql<SqlBool>`(start_at, document, reading_key) > (${start}::timestamptz, ${document}, ${key})`,
    );
  }
  const rows = await query
    .orderBy('start_at')
    .orderBy('document')
    .orderBy('reading_key')
    .limit(request.limit + 1)
    .execute();
  return pageOf(
    rows,
    request.limit,
    (row) => ({
      metric: request.metric,
      value: row.value,
      code: row.code,
      unit: unitOf(request.metric),
      statistic: row.statistic,
      context: row.context,
      period: row.period,
      start: row.start_at.toISOString(),
      end: row.end_at.toISOString(),
      local_date: row.local_date,
      zone_offset_min: row.zone_offset_min,
      status: row.status,
      source: row.source,
      document: row.document,
      event_id: row.event_id,
    }),
    (row) => [row.start_at.toISOString(), row.document, row.reading_key],
  );
};

export type Bucket = '5m' | '1h' | '1d';
const WIDTH = { '5m': '5 minutes', '1h': '1 hour' } as const;

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

/** Row order must never show: `avg(float8)` depends on it in the last digits. */
const nineDigits = (value: number): number => Number(value.toPrecision(9));

/** Statistics per bucket, oldest first; readings of different statistic or context are never mixed. Days are local. */
export const readingBuckets = async (
  db: ReadDatabase,
  request: ReadingsRequest,
  bucket: Bucket,
): Promise<Page<BucketItem>> => {
  const start =
    bucket === '1d'
      ? sql<string>`local_date::text`
      : sql<string>`to_char(date_bin(${WIDTH[bucket]}::interval, start_at, '2000-01-01Z') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  const after =
    request.cursor === undefined ? undefined : decodeCursor(request.cursor, ['text', 'text', 'text']);
  const rows = await db
    .selectFrom(
      db
        .selectFrom('read.readings')
        .select([start.as('bucket'), 'statistic', 'context', 'value'])
        .where(within(request))
        .where('value', 'is not', null)
        .as('r'),
    )
    .select(({ fn }) => [
      'bucket',
      'statistic',
      'context',
      fn.countAll<string>().as('count'),
      sql<number>`avg(value)`.as('mean'),
      sql<number>`min(value)`.as('minimum'),
      sql<number>`max(value)`.as('maximum'),
      sql<number>`sum(value)`.as('sum'),
    ])
    .groupBy(['bucket', 'statistic', 'context'])
    .having(
      after === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`(bucket, statistic, context) > (${after[0]}, ${after[1]}, ${after[2]})`,
    )
    .orderBy('bucket')
    .orderBy('statistic')
    .orderBy('context')
    .limit(request.limit + 1)
    .execute();
  return pageOf(
    rows,
    request.limit,
    (row) => ({
      start: row.bucket,
      statistic: row.statistic,
      context: row.context,
      unit: unitOf(request.metric),
      count: Number(row.count),
      mean: nineDigits(row.mean),
      minimum: row.minimum,
      maximum: row.maximum,
      sum: nineDigits(row.sum),
    }),
    (row) => [row.bucket, row.statistic, row.context],
  );
};
