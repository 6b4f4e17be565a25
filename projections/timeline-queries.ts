import { sql } from 'kysely';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';

export interface TimelineItem {
  readonly event_id: string;
  readonly kind: string;
  readonly occurred_at: string;
  /** Local date the entry is about, where it is about one. */
  readonly date: string | null;
  readonly summary: Record<string, unknown>;
}

/** Newest first, in the order things became known. */
export const timelinePage = async (
  db: ReadDatabase,
  request: { readonly userId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<TimelineItem>> => {
  let query = db
    .selectFrom('read.timeline')
    .select([
      'position',
      'event_id',
      'kind',
      'occurred_at',
      sql<string | null>`date::text`.as('day'),
      'summary',
    ])
    .where('user_id', '=', request.userId);
  if (request.cursor !== undefined) {
    query = query.where('position', '<', decodeCursor(request.cursor, ['position'])[0]!);
  }
  const rows = await query
    .orderBy('position', 'desc')
    .limit(request.limit + 1)
    .execute();
  return pageOf(
    rows,
    request.limit,
    (row) => ({
      event_id: row.event_id,
      kind: row.kind,
      occurred_at: row.occurred_at.toISOString(),
      date: row.day,
      summary: row.summary,
    }),
    (row) => [row.position],
  );
};
