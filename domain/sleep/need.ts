import { quantile, sorted } from '../autonomic/statistics.ts';

/** Usual hours of sleep by age (NSF 2015; unverified). The default need is the middle of the range. */
const ranges = [
  { fromAge: 0, hours: [8, 10] },
  { fromAge: 18, hours: [7, 9] },
  { fromAge: 65, hours: [7, 8] },
] as const;
const personalAfterNights = 30;
const personalShare = 0.75;
const fewestFreeNights = 5;
const largestAthleteExtraMin = 60;

export interface SleepNeedInput {
  /** Years; undefined counts as an adult below 65. */
  readonly age?: number;
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
 * Sleep need of a night. The default is 8 h for an adult; after 30 known nights (5 of them without an alarm) it is
 * the 75th percentile of the nights without an alarm, kept within the range of the age group. The percentile, the
 * clamp and the athlete's hour are design heuristics.
 */
export function sleepNeed({
  age = 30,
  heavyBlockExtraMin = 0,
  knownNights,
  freeNightsMin,
}: SleepNeedInput): SleepNeed {
  const [fewest, most] = ranges.findLast(({ fromAge }) => age >= fromAge)?.hours ?? ranges[1].hours;
  const extra = Math.min(Math.max(heavyBlockExtraMin, 0), largestAthleteExtraMin);
  const usual = quantile(sorted(freeNightsMin), personalShare);
  if (usual === null || knownNights < personalAfterNights || freeNightsMin.length < fewestFreeNights) {
    return { minutes: (60 * (fewest + most)) / 2 + extra, basis: 'default' };
  }
  return { minutes: Math.min(Math.max(usual, 60 * fewest), 60 * most) + extra, basis: 'personal' };
}
