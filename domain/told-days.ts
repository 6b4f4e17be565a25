import { dateOf, dayNumber } from './autonomic/calendar.ts';
import type { NightExtras, SubjectiveScores } from './autonomic/night-extras.ts';
import type { CheckInEvent, ProfileFacts, Session } from './check-in.ts';
import { allExclusions } from './conditions.ts';

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
  conditions: null,
  unpromptedConsent: null,
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
  return withExclusions(days);
};

/** An excluding condition excludes from the date on which it was told, and no longer than it is. */
const withExclusions = (days: Map<string, ToldDay>): Map<string, ToldDay> => {
  let before = noProfile;
  for (const [date, day] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const profile = newest(before, day.profile);
    const exclusions = allExclusions(profile);
    const isNew = String(allExclusions(before)) !== String(exclusions);
    // A changed beta blocker counts from its own date.
    const lasting = exclusions.filter((each) => each !== 'beta_blocker_change');
    const told = day.profile.exclusions === null ? lasting : exclusions;
    if (isNew || day.profile.exclusions !== null)
      days.set(date, { ...day, extras: { ...day.extras, exclusions: told } });
    before = profile;
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
  const { sleepNeedMin } = profile;
  return {
    extras: {
      ...day.extras,
      ...(contexts === null ? {} : { contexts }),
      ...(performanceChangePercent === null ? {} : { performanceChangePercent }),
      ...(sleepNeedMin === null ? {} : { sleepNeedMin }),
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
  conditions: after.conditions ?? before.conditions,
  unpromptedConsent: after.unpromptedConsent ?? before.unpromptedConsent,
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

/** The profile that everything told so far adds up to. */
export const standingProfile = (days: ReadonlyMap<string, ToldDay>): ProfileFacts =>
  profilesOn(days)('9999-12-31');

export const dayAfter = (date: string): string => dateOf(dayNumber(date) + 1);
export const dayBefore = (date: string): string => dateOf(dayNumber(date) - 1);
