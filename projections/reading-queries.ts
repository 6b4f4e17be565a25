import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';
import { conjunction, inSpan, instantOf, ofRequest, type ReadingsRequest, spanOf } from './reading-range.ts';
import { unitOf } from './unit-of.ts';

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
  /** A FHIR observation status, or `overlapped`: another source counted the same time, and this value is in no sum. */
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
  const unseen: RawBuilder<SqlBool>[] = [];
  let { from, to } = await spanOf(db, request);
  if (request.cursor !== undefined) {
    const [start, document, key] = decodeCursor(request.cursor, ['instant', 'text', 'text']);
    from = Math.max(from, instantOf(start!));
    unseen.push(
      sql<SqlBool>`(start_at, document, reading_key) > (${start}::timestamptz, ${document}, ${key})`,
    );
  }
  const rows = await db
    .selectFrom('read.readings')
    .selectAll()
    .where(conjunction([...ofRequest(request), ...inSpan('start_at', { from, to }), ...unseen]))
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
      status: row.overlapped ? 'overlapped' : row.status,
      source: row.source,
      document: row.document,
      event_id: row.event_id,
    }),
    (row) => [row.start_at.toISOString(), row.document, row.reading_key],
  );
};
