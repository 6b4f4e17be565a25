import { sql } from 'kysely';
import type { InterventionState } from '../domain/intervention.ts';
import { decodeCursor, type Page, pageOf } from './pages.ts';
import type { ReadDatabase } from './read-database.ts';

const active = ['proposed', 'accepted'] as const;

/** All of a person's, oldest first. */
export const interventionsOf = async (db: ReadDatabase, userId: string): Promise<InterventionState[]> => {
  const rows = await db
    .selectFrom('read.interventions')
    .select('state')
    .where('user_id', '=', userId)
    .orderBy('proposed_on')
    .orderBy('intervention_id')
    .execute();
  return rows.map(({ state }) => state);
};

/** Local dates on which a person took up a deload. */
export const deloadsOf = async (db: ReadDatabase, userId: string): Promise<string[]> =>
  (await interventionsOf(db, userId)).flatMap(({ proposal, acceptedOn }) =>
    proposal?.kind === 'I-DELOAD' && acceptedOn !== null ? [acceptedOn] : [],
  );

export interface InterventionsRequest {
  readonly userId: string;
  /** `active`: proposed or accepted; `past`: the others. */
  readonly which?: 'active' | 'past' | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Newest proposal first. */
export const interventionsPage = async (
  db: ReadDatabase,
  request: InterventionsRequest,
): Promise<Page<InterventionState>> => {
  let query = db
    .selectFrom('read.interventions')
    .select(['intervention_id', sql<string>`proposed_on::text`.as('day'), 'state'])
    .where('user_id', '=', request.userId);
  if (request.which !== undefined)
    query = query.where('status', request.which === 'active' ? 'in' : 'not in', active);
  if (request.cursor !== undefined) {
    const [day, id] = decodeCursor(request.cursor, ['date', 'text']);
    query = query.where(sql<boolean>`(proposed_on, intervention_id) < (${day}::date, ${id})`);
  }
  const rows = await query
    .orderBy('proposed_on', 'desc')
    .orderBy('intervention_id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return pageOf(
    rows,
    request.limit,
    (row) => row.state,
    (row) => [row.day, row.intervention_id],
  );
};

/** Those for which the date may change something, in the order of their ids. */
export const dueInterventions = async (
  db: ReadDatabase,
  today: string,
  after: string | null,
  limit: number,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('read.interventions')
    .select('intervention_id')
    .where('due_on', '<=', today)
    .where('intervention_id', '>', after ?? '')
    .orderBy('intervention_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.intervention_id);
};

export interface InterventionOfNight {
  readonly id: string;
  readonly kind: string;
  readonly why: readonly string[];
}

/** What was proposed after a person's nights, by their local dates. */
export const interventionsOfNights = async (
  db: ReadDatabase,
  userId: string,
  dates: readonly string[],
): Promise<Map<string, InterventionOfNight[]>> => {
  const found = new Map<string, InterventionOfNight[]>();
  if (dates.length === 0) return found;
  const rows = await db
    .selectFrom('read.interventions')
    .select('state')
    .where('user_id', '=', userId)
    .where('proposed_on', 'in', dates)
    .orderBy('intervention_id')
    .execute();
  for (const { state } of rows) {
    const { interventionId: id, proposedOn, kind, why } = state.proposal!;
    found.set(proposedOn, [...(found.get(proposedOn) ?? []), { id, kind, why }]);
  }
  return found;
};
