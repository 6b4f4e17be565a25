import { dateOf, dayNumber } from './autonomic/calendar.ts';
import type { NightExtras, SubjectiveScores } from './autonomic/night-extras.ts';
import type { CheckInEvent, ProfileFacts, Session } from './check-in.ts';

/** All that was told of one date. */
export interface ToldDay {
  readonly extras: NightExtras;
  readonly sessions: readonly Session[];
  readonly restDay: boolean;
  readonly profile: ProfileFacts;
  /** ISO 8601 instant of the newest words. */
  readonly saidAt: string;
  readonly eventIds: readonly string[];
}

/** As it stands in the log. */
export type Said = CheckInEvent & { readonly id: string };

export const noProfile: ProfileFacts = {
  sleepNeedMin: null,
  exclusions: null,
  maximalHeartRate: null,
  impulseWeights: null,
};
const nothing: ToldDay = {
  extras: {},
  sessions: [],
  restDay: false,
  profile: noProfile,
  saidAt: '',
  eventIds: [],
};

/**
 * By date, from the events in the order of the log: what is said later of a date replaces what was said before, field
 * by field; sessions add up. Profile facts are only those told of that very date.
 */
export const toldDays = (events: readonly Said[]): Map<string, ToldDay> => {
  const days = new Map<string, ToldDay>();
  for (const event of events) {
    const { date, at } = event.data;
    const day = days.get(date) ?? nothing;
    days.set(date, {
      ...withEvent(day, event),
      saidAt: at > day.saidAt ? at : day.saidAt,
      eventIds: [...day.eventIds, event.id],
    });
  }
  return days;
};

const withEvent = (day: ToldDay, { type, data }: CheckInEvent): Omit<ToldDay, 'saidAt' | 'eventIds'> => {
  if (type === 'CheckedIn')
    return {
      ...day,
      extras: {
        ...day.extras,
        ...subjective(day.extras.subjective, data.scores),
        ...(data.symptoms === null ? {} : { symptoms: data.symptoms }),
      },
    };
  const { contexts, sessions, restDay, performanceChangePercent, profile } = data;
  const { sleepNeedMin, exclusions } = profile;
  return {
    extras: {
      ...day.extras,
      ...(contexts === null ? {} : { contexts }),
      ...(performanceChangePercent === null ? {} : { performanceChangePercent }),
      ...(sleepNeedMin === null ? {} : { sleepNeedMin }),
      ...(exclusions === null ? {} : { exclusions }),
    },
    sessions: sessions === null ? day.sessions : sessions.length === 0 ? [] : [...day.sessions, ...sessions],
    restDay: restDay ?? day.restDay,
    profile: newest(day.profile, profile),
  };
};

const subjective = (
  before: SubjectiveScores | undefined,
  scores: SubjectiveScores,
): Pick<NightExtras, 'subjective'> => {
  const merged: SubjectiveScores = {
    fatigue: scores.fatigue ?? before?.fatigue ?? null,
    soreness: scores.soreness ?? before?.soreness ?? null,
    stress: scores.stress ?? before?.stress ?? null,
    mood: scores.mood ?? before?.mood ?? null,
    sleepQuality: scores.sleepQuality ?? before?.sleepQuality ?? null,
  };
  return Object.values(merged).every((score) => score === null) ? {} : { subjective: merged };
};

export const newest = (before: ProfileFacts, after: ProfileFacts): ProfileFacts => ({
  sleepNeedMin: after.sleepNeedMin ?? before.sleepNeedMin,
  exclusions: after.exclusions ?? before.exclusions,
  maximalHeartRate: after.maximalHeartRate ?? before.maximalHeartRate,
  impulseWeights: after.impulseWeights ?? before.impulseWeights,
});

/** Answers the profile in force on a date. */
export const profilesOn = (days: ReadonlyMap<string, ToldDay>): ((date: string) => ProfileFacts) => {
  const told = [...days]
    .filter(([, { profile }]) => profile !== noProfile)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return (date) =>
    told
      .filter(([since]) => since <= date)
      .reduce((known, [, { profile }]) => newest(known, profile), noProfile);
};

export const dayAfter = (date: string): string => dateOf(dayNumber(date) + 1);
export const dayBefore = (date: string): string => dateOf(dayNumber(date) - 1);
