import { sql } from 'kysely';
import type { PersonFacts } from '../domain/interventions/propose.ts';
import { personFactsOf } from '../domain/person-facts.ts';
import { freshDays } from '../domain/safety/fresh.ts';
import { everyCheckIn } from './check-in-queries.ts';
import type { ReadDatabase } from './read-database.ts';

const DAY_MS = 86_400_000;

/** What proposals heed of what the person told, in check-ins and in conversations. */
export const personFacts = async (db: ReadDatabase, userId: string, now: Date): Promise<PersonFacts> => {
  const since = new Date(now.getTime() - freshDays * DAY_MS);
  const said = await everyCheckIn(db, userId);
  const noted = said.some(
    ({ type, data }) =>
      type === 'CheckedIn' && Date.parse(data.at) >= since.getTime() && (data.redFlags?.length ?? 0) > 0,
  );
  return { ...personFactsOf(said), redFlagSaid: noted || (await safetyTextSince(db, userId, since)) };
};

const safetyTextSince = async (db: ReadDatabase, userId: string, since: Date): Promise<boolean> => {
  const row = await db
    .selectFrom('read.timeline')
    .select(sql<number>`1`.as('found'))
    .where('user_id', '=', userId)
    .where('kind', '=', 'SafetyTextShown')
    .where('occurred_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
