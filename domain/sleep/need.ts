import { quantile, sorted } from '../autonomic/statistics.ts';
import { finite, onlyFinite } from '../statistics/finite.ts';

/** Within what NSF 2015 (unverified) names for every age: 7 to 9 h for adults, 7 to 8 from 65, 8 to 10 below 18. */
const defaultMin = 480;
const leastPersonalMin = 420;
const mostPersonalMin = 540;
const personalAfterNights = 30;
const personalShare = 0.75;
const fewestFreeNights = 5;
const largestAthleteExtraMin = 60;

export interface SleepNeedInput {
  /** Minutes an athlete is granted beside the need in a heavy block; 0 to 60, more counts as 60. */
  readonly heavyBlockExtraMin?: number;
  /** Nights of which the sleep is known. */
  readonly knownNights: number;
  /** Minutes asleep of those nights that no alarm ended. */
  readonly freeNightsMin: readonly number[];
}

export interface SleepNeed {
  /** Minutes. */
  readonly minutes: number;
  readonly basis: 'default' | 'personal';
}

/**
 * Sleep need of a night. The default is 8 h; after 30 known nights (5 of them without an alarm) it is the 75th
 * percentile of the nights without an alarm, kept within 7 to 9 h. The percentile, the clamp and the athlete's hour are
 * design heuristics. What is not a finite number counts as not known.
 */
export function sleepNeed({ heavyBlockExtraMin, knownNights, freeNightsMin }: SleepNeedInput): SleepNeed {
  const extra = Math.min(Math.max(finite(heavyBlockExtraMin) ?? 0, 0), largestAthleteExtraMin);
  const free = onlyFinite(freeNightsMin);
  const usual = quantile(sorted(free), personalShare);
  const isKnown = knownNights >= personalAfterNights && free.length >= fewestFreeNights;
  if (usual === null || !isKnown) return { minutes: defaultMin + extra, basis: 'default' };
  return { minutes: Math.min(Math.max(usual, leastPersonalMin), mostPersonalMin) + extra, basis: 'personal' };
}
