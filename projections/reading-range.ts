import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import type { ReadDatabase } from './read-database.ts';
import { HOUR_MS } from './reading-hours.ts';

export interface ReadingsRequest {
  readonly userId: string;
  readonly metric: MetricName;
  /** Local dates (inclusive) or instants ([from, to)). */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Milliseconds since 1970; readings start in [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const isDate = (text: string | undefined): text is string => text?.length === 10;

export const conjunction = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.join(conditions, sql` and `)}`;

/** Whose readings, and on which local dates; the same columns in `readings` and `reading_hours`. */
export const ofRequest = ({ userId, metric, from, to }: ReadingsRequest): RawBuilder<SqlBool>[] => [
  sql<SqlBool>`user_id = ${userId}`,
  sql<SqlBool>`metric = ${metric}`,
  ...(isDate(from) ? [sql<SqlBool>`local_date >= ${from}::date`] : []),
  ...(isDate(to) ? [sql<SqlBool>`local_date <= ${to}::date`] : []),
];

/** Only what bounds: an open side is no condition, so that it costs no chunk. */
export const inSpan = (column: 'start_at' | 'hour', { from, to }: Span): RawBuilder<SqlBool>[] => [
  ...(Number.isFinite(from)
    ? [sql<SqlBool>`${sql.ref(column)} >= ${new Date(from).toISOString()}::timestamptz`]
    : []),
  ...(Number.isFinite(to)
    ? [sql<SqlBool>`${sql.ref(column)} < ${new Date(to).toISOString()}::timestamptz`]
    : []),
];

const LATEST = Date.UTC(9999, 0, 1);
/** No reading lies outside (`domain/time/instant.ts`), and arithmetic on what is inside stays writable. */
export const instantOf = (text: string): number => Math.min(Math.max(Date.parse(text), 0), LATEST);

/** The instants that the request names; its local dates bound nothing here. */
const spanOfInstants = ({ from, to }: ReadingsRequest): Span => ({
  from: from === undefined || isDate(from) ? Number.NEGATIVE_INFINITY : instantOf(from),
  to: to === undefined || isDate(to) ? Number.POSITIVE_INFINITY : instantOf(to),
});

/**
 * Where in time the readings of the requested local dates lie. A local date says little about that by itself (it is
 * the provider's), so that without this every chunk and the whole history of the metric would be read.
 */
export const spanOf = async (db: ReadDatabase, request: ReadingsRequest): Promise<Span> => {
  const named = spanOfInstants(request);
  if (!isDate(request.from) && !isDate(request.to)) return named;
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select min(hour) as first, max(hour) as last from read.reading_hours
     where ${conjunction(ofRequest(request))}`.execute(db);
  const { first, last } = rows[0]!;
  if (first === null || last === null) return { from: 0, to: 0 };
  return {
    from: Math.max(named.from, first.getTime()),
    to: Math.min(named.to, last.getTime() + HOUR_MS),
  };
};
