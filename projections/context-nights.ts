import { sql } from 'kysely';
import type { ContextNight } from '../domain/hypotheses/wonder.ts';
import type { ReadDatabase } from './read-database.ts';

/** About two years: older nights say little about how somebody is now. */
const MOST_NIGHTS = 730;

const contexts = sql<string[]>`decision->'evidence'->'contexts'`;
const feature = (name: string) => sql<number | null>`(decision->'features'->>${sql.lit(name)})::float8`;

/** Who of these people has a night with a context. */
export const peopleWithContexts = async (
  db: ReadDatabase,
  ruleset: string,
  userIds: readonly string[],
): Promise<string[]> => {
  if (userIds.length === 0) return [];
  const rows = await db
    .selectFrom('read.nights')
    .select('user_id')
    .distinct()
    .where('user_id', 'in', userIds)
    .where('ruleset', '=', ruleset)
    .where(sql<boolean>`jsonb_array_length(${contexts}) > 0`)
    .execute();
  return rows.map((row) => row.user_id);
};

/** The newest nights of a person, oldest first. */
export const contextNights = async (
  db: ReadDatabase,
  ruleset: string,
  userId: string,
): Promise<ContextNight[]> => {
  const rows = await db
    .selectFrom('read.nights')
    .select([
      sql<string>`date::text`.as('day'),
      'event_id',
      contexts.as('contexts'),
      feature('lnrmssd').as('lnrmssd'),
      feature('ref_median').as('usual'),
    ])
    .where('user_id', '=', userId)
    .where('ruleset', '=', ruleset)
    .orderBy('date', 'desc')
    .limit(MOST_NIGHTS)
    .execute();
  return rows.reverse().map(({ day, event_id, contexts, lnrmssd, usual }) => ({
    date: day,
    eventId: event_id,
    deviation: lnrmssd === null || usual === null ? null : lnrmssd - usual,
    contexts: contexts ?? [],
  }));
};
