import { sql } from 'kysely';
import type { NightDecision } from '../domain/nights.ts';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';

export interface NightItem {
  readonly eventId: string;
  readonly decision: NightDecision;
}

const date = sql<string>`date::text`;

export const latestNights = async (db: ReadDatabase, userId: string, count: number): Promise<NightItem[]> => {
  const rows = await db
    .selectFrom('read.nights')
    .select(['event_id', 'decision'])
    .where('user_id', '=', userId)
    .orderBy('date', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => ({ eventId: row.event_id, decision: row.decision }));
};

export const nightOn = async (db: ReadDatabase, userId: string, day: string): Promise<NightItem | null> => {
  const row = await db
    .selectFrom('read.nights')
    .select(['event_id', 'decision'])
    .where('user_id', '=', userId)
    .where('date', '=', day)
    .executeTakeFirst();
  return row === undefined ? null : { eventId: row.event_id, decision: row.decision };
};

/** Oldest first, both dates among them. */
export const nightsBetween = async (
  db: ReadDatabase,
  userId: string,
  from: string,
  to: string,
): Promise<NightItem[]> => {
  const rows = await db
    .selectFrom('read.nights')
    .select(['event_id', 'decision'])
    .where('user_id', '=', userId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .execute();
  return rows.map((row) => ({ eventId: row.event_id, decision: row.decision }));
};

export interface NightsRequest {
  readonly userId: string;
  /** Local dates, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Oldest first. */
export const nightsPage = async (db: ReadDatabase, request: NightsRequest): Promise<Page<NightItem>> => {
  let query = db
    .selectFrom('read.nights')
    .select(['event_id', 'decision', date.as('day')])
    .where('user_id', '=', request.userId);
  if (request.from !== undefined) query = query.where('date', '>=', request.from);
  if (request.to !== undefined) query = query.where('date', '<=', request.to);
  if (request.cursor !== undefined)
    query = query.where('date', '>', decodeCursor(request.cursor, ['date'])[0]!);
  const rows = await query
    .orderBy('date')
    .limit(request.limit + 1)
    .execute();
  return pageOf(
    rows,
    request.limit,
    (row) => ({ eventId: row.event_id, decision: row.decision }),
    (row) => [row.day],
  );
};
