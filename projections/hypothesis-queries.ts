import type { HypothesisState } from '../domain/hypothesis.ts';
import type { ReadDatabase } from './read-database.ts';

/** All of a person's, also those that were given up. */
export const hypothesesOf = async (db: ReadDatabase, userId: string): Promise<HypothesisState[]> => {
  const rows = await db
    .selectFrom('read.hypotheses')
    .select('state')
    .where('user_id', '=', userId)
    .orderBy('hypothesis_id')
    .execute();
  return rows.map(({ state }) => state);
};
