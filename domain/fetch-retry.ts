/** Why a fetch brought nothing: what a provider's API says, and what can go wrong on our side. */
export type FetchProblem =
  | 'not_found'
  | 'unauthorized'
  | 'forbidden'
  | 'rate_limited'
  | 'unavailable'
  | 'refused'
  | 'unreadable'
  | 'not_connected'
  /** Our own code failed on it. */
  | 'failed'
  /** The log or the database is away. */
  | 'engine_away'
  /** The worker is stopping. */
  | 'interrupted';

export interface FetchTries {
  /** Those that counted, this one included: 1 for the first. */
  readonly attempt: number;
  /** Since the notification or whoever else asked for it, in seconds. */
  readonly ageS: number;
  /** How long "not found" is taken for "not there yet"; 0 where nobody announced it. */
  readonly patienceS: number;
  /** What the provider asks for. */
  readonly retryAfterS?: number | undefined;
}

export type RetryDecision =
  | { readonly again: true; readonly afterS: number; readonly counts: boolean }
  | { readonly again: false };

const PARK: RetryDecision = { again: false };
const HOUR_S = 3_600;
export const LONGEST_WAIT_S = 4 * HOUR_S;
/** The waits between them add up to about 18 hours. */
export const MOST_ATTEMPTS = 14;
/** What cannot be read now and then is readable a moment later. */
export const FEW_ATTEMPTS = 3;
const RATE_LIMITED_S = 60;

/** Doubles with each attempt; between half and all of it, so that those that failed together do not come together. */
const backoff = (firstS: number, attempt: number, longestS: number, random: number): number =>
  Math.min(longestS, firstS * 2 ** Math.min(30, attempt - 1)) * (0.5 + random / 2);

/**
 * What becomes of a fetch that brought nothing: tried again, or parked until somebody mends the cause. `random` is in
 * [0, 1). Only what counts is bounded by attempts: a spent rate budget or an engine that is away says nothing about
 * the record.
 */
export const decideRetry = (problem: FetchProblem, tries: FetchTries, random: number): RetryDecision => {
  const { attempt, ageS, patienceS, retryAfterS = 0 } = tries;
  const again = (afterS: number, counts = true): RetryDecision => ({
    again: true,
    afterS: Math.max(afterS, retryAfterS),
    counts,
  });
  switch (problem) {
    case 'not_found':
      return ageS < patienceS ? again(backoff(5, attempt, 600, random)) : PARK;
    case 'rate_limited':
      return again((retryAfterS || RATE_LIMITED_S) * (1 + random / 10), false);
    case 'unavailable':
      return attempt < MOST_ATTEMPTS ? again(backoff(10, attempt, LONGEST_WAIT_S, random)) : PARK;
    case 'unreadable':
    case 'failed':
      return attempt < FEW_ATTEMPTS ? again(backoff(30, attempt, LONGEST_WAIT_S, random)) : PARK;
    case 'engine_away':
      return again(backoff(5, 1, 5, random), false);
    case 'interrupted':
      return again(0, false);
    case 'unauthorized':
    case 'forbidden':
    case 'refused':
    case 'not_connected':
      return PARK;
  }
};
