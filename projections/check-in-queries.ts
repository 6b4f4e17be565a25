import type { CheckInEvent } from '../domain/check-in.ts';
import type { Said } from '../domain/told-days.ts';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';

export interface CheckInItem {
  readonly eventId: string;
  readonly event: CheckInEvent;
}

interface Row {
  readonly event_id: string;
  readonly kind: string;
  readonly data: CheckInEvent['data'];
}
const itemOf = ({ event_id, kind, data }: Row): CheckInItem => ({
  eventId: event_id,
  event: { type: kind, data } as CheckInEvent,
});

/** Everything a person said, in the order of the log. */
export const everyCheckIn = async (db: ReadDatabase, userId: string): Promise<Said[]> => {
  const rows = await db
    .selectFrom('read.check_ins')
    .select(['event_id', 'kind', 'data'])
    .where('user_id', '=', userId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...itemOf(row).event, id: row.event_id }));
};

export interface CheckInsRequest {
  readonly userId: string;
  /** Local dates, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest first, in the order they were said. */
export const checkInsPage = async (
  db: ReadDatabase,
  request: CheckInsRequest,
): Promise<Page<CheckInItem>> => {
  let query = db
    .selectFrom('read.check_ins')
    .select(['event_id', 'kind', 'data', 'position'])
    .where('user_id', '=', request.userId);
  if (request.from !== undefined) query = query.where('date', '>=', request.from);
  if (request.to !== undefined) query = query.where('date', '<=', request.to);
  if (request.cursor !== undefined)
    query = query.where('position', '<', decodeCursor(request.cursor, ['position'])[0]!);
  const rows = await query
    .orderBy('position', 'desc')
    .limit(request.limit + 1)
    .execute();
  return pageOf(rows, request.limit, itemOf, (row) => [row.position]);
};
