import { allConditions } from './conditions.ts';
import type { PersonFacts } from './interventions/propose.ts';
import { type Said, standingProfile, toldDays } from './told-days.ts';

/** What everything a person said so far adds up to; without a word there is no consent. */
export const personFactsOf = (said: readonly Said[]): Omit<PersonFacts, 'redFlagSaid'> => {
  const profile = standingProfile(toldDays(said));
  return { conditions: allConditions(profile), consent: profile.unpromptedConsent ?? false };
};
