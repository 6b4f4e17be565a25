import { finite } from '../statistics/finite.ts';

/**
 * Session-RPE load in arbitrary units: rating of perceived exertion (0 to 10) times minutes. Foster 2001 (title only).
 * Null for a rating outside 0..10 and for a negative or missing duration.
 */
export function sessionLoad(rating: number, minutes: number): number | null {
  return rating >= 0 && rating <= 10 && minutes >= 0 ? finite(rating * minutes) : null;
}

/** Weights of Banister's exponential; the women's slope is 1.67 with 0.86 (calculators that mix the two are wrong). */
const weights = { men: { factor: 0.64, slope: 1.92 }, women: { factor: 0.86, slope: 1.67 } } as const;

export interface TrimpInput {
  readonly minutes: number;
  /** Mean heart rate of the session, at rest and at most, 1/min. */
  readonly heartRate: number;
  readonly restingHeartRate: number;
  readonly maximalHeartRate: number;
  readonly weights: keyof typeof weights;
}

/**
 * Banister's training impulse: minutes * x * A exp(B x), x being the share of the heart rate reserve. Banister 1991
 * (unverified). Null where the heart rates make no reserve or x lies outside 0..1.
 */
export function trimp(session: TrimpInput): number | null {
  const { minutes, heartRate, restingHeartRate, maximalHeartRate } = session;
  const reserve = maximalHeartRate - restingHeartRate;
  const share = (heartRate - restingHeartRate) / reserve;
  if (!(reserve > 0 && share >= 0 && share <= 1 && minutes >= 0)) return null;
  const { factor, slope } = weights[session.weights];
  return finite(minutes * share * factor * Math.exp(slope * share));
}

/** Load of a day: null where nothing is known of it, 0 only for a confirmed day of rest. */
export type DayLoad = number | null;

/**
 * Sum of a day's sessions. A day without one is `unknown` (null) unless rest was confirmed: by the person, or by a
 * device that was worn and saw no activity. A day of which one session is not known is not known.
 */
export function dayLoad(sessions: readonly number[], restConfirmed: boolean): DayLoad {
  if (sessions.length === 0) return restConfirmed ? 0 : null;
  return finite(sessions.reduce((total, load) => total + load, 0));
}
