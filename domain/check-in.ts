import type { ContextTag, Exclusion, ReportedSymptom, SubjectiveScores } from './autonomic/night-extras.ts';
import { CodedError } from './errors.ts';
import type { Contraindication } from './interventions/intervention-kind.ts';
import type { HealthReport } from './safety/health-report.ts';
import type { RedFlag } from './safety/red-flags.ts';

// What a person says of themselves, as opposed to what a device measured. Stream `checkin-{userId}`.

interface Told {
  readonly userId: string;
  /** The client's id, or one made for the request; the same id twice is one check-in. */
  readonly checkInId: string;
  /** Local date it is about, YYYY-MM-DD. */
  readonly date: string;
  /** ISO 8601 instant at which it was said. */
  readonly at: string;
}

/** How the person is. Scores and symptoms are of the day; what is null was not said and leaves earlier words as they are. */
export interface CheckedIn {
  readonly type: 'CheckedIn';
  readonly data: Told & {
    readonly scores: SubjectiveScores;
    readonly symptoms: readonly ReportedSymptom[] | null;
    readonly health: HealthReport | null;
    readonly note: string | null;
    /** Found in the note; null: it could not be screened. */
    readonly redFlags: readonly RedFlag[] | null;
  };
}

export interface Session {
  /** Perceived exertion, 0 to 10. */
  readonly rating: number;
  readonly minutes: number;
}

/** What surrounds the nights. Contexts are of the night that ended on the date; sessions and rest of that calendar day. */
export interface Context {
  readonly contexts: readonly ContextTag[] | null;
  /** Added to those told before of the date; an empty list takes all of them back. */
  readonly sessions: readonly Session[] | null;
  /** True: nothing was trained, so that the load of the day is 0 and not unknown. */
  readonly restDay: boolean | null;
  /** Percent against the usual at the same effort; negative is worse. */
  readonly performanceChangePercent: number | null;
  /** From the date on, until told otherwise. */
  readonly profile: ProfileFacts;
}
export interface ProfileFacts {
  readonly sleepNeedMin: number | null;
  readonly exclusions: readonly Exclusion[] | null;
  /** Conditions with which some interventions are not offered. */
  readonly conditions: readonly Contraindication[] | null;
  /** Whether more may be proposed than one thing a week that nobody asked for. */
  readonly unpromptedConsent: boolean | null;
  /** 1/min; with it the load of a workout can be computed from its heart rate. */
  readonly maximalHeartRate: number | null;
  /** Which of the two published weights of the training impulse apply. */
  readonly impulseWeights: 'men' | 'women' | null;
}
export interface ContextTagged {
  readonly type: 'ContextTagged';
  readonly data: Told & Context;
}
export type CheckInEvent = CheckedIn | ContextTagged;

export const checkInStream = (userId: string): string => `checkin-${userId}`;

/** What was said by each check-in, as text that is equal where the words are. */
export type CheckInState = ReadonlyMap<string, string>;
export const foldCheckIns = (events: readonly CheckInEvent[]): CheckInState => {
  const state = new Map<string, string>();
  for (const event of events) {
    const { checkInId } = event.data;
    state.set(checkInId, (state.get(checkInId) ?? '') + wordsOf(event));
  }
  return state;
};

/** When it was said and what was found in it are of the hearing, not of the words; nor is what was not said. */
const wordsOf = ({ type, data }: CheckInEvent): string =>
  JSON.stringify({ type, ...data, at: null, redFlags: null }, (_, value) => value ?? undefined);

export interface CheckIn extends Told {
  readonly checkedIn: Omit<CheckedIn['data'], keyof Told> | null;
  readonly context: Context | null;
}

/** Throws `check_in_conflict` when the id was used for other words. */
export const checkIn = (said: CheckIn, state: CheckInState): CheckInEvent[] => {
  const { checkedIn, context, ...told } = said;
  const events: CheckInEvent[] = [
    ...(checkedIn === null ? [] : [{ type: 'CheckedIn' as const, data: { ...told, ...checkedIn } }]),
    ...(context === null ? [] : [{ type: 'ContextTagged' as const, data: { ...told, ...context } }]),
  ];
  const known = state.get(said.checkInId);
  if (known === undefined) return events;
  if (known !== events.map(wordsOf).join(''))
    throw new CodedError(
      'check_in_conflict',
      409,
      'a check-in with this id says something else; use a new id',
    );
  return [];
};
