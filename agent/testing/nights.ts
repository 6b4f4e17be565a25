import type { NightInput } from '../../domain/autonomic/night.ts';
import { decisionsOf } from '../../domain/testing/nights.ts';
import type { NightReader, ReadNight } from '../ports.ts';

export { nightsEndingOn, unusualNight, usualNight } from '../../domain/testing/nights.ts';

/** The decisions about these nights, newest first, as the read model would answer them. */
export const decided = (userId: string, inputs: readonly NightInput[]): ReadNight[] =>
  decisionsOf(userId, inputs)
    .map((decision) => ({ eventId: `night-${decision.date}`, decision }))
    .reverse();

export const readerOf = (nights: Readonly<Record<string, readonly ReadNight[]>>): NightReader => ({
  latest: async (userId, count) => (nights[userId] ?? []).slice(0, count),
  on: async (userId, date) => nights[userId]?.find(({ decision }) => decision.date === date) ?? null,
});
