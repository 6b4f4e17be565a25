import { clockDistance } from '../sleep/midpoint.ts';
import { isClearlyIrregular } from '../sleep/regularity.ts';
import type { SleepHabits } from '../sleep/sleep-habits.ts';
import type { Signal } from './intervention-kind.ts';
import { type FoundSignal, withoutEvidence } from './signals.ts';

/** Limits of section 3.1; the rank, the clock time and the hour of delay are design heuristics. */
const irregularDeviationAboveH = 1;
const lowRegularityRank = 0.1;
const lateFromH = 5;
const lateBeforeH = 17;
const delayedByH = 1;

/**
 * What the sleep of the last fortnight asks for: most nights below 85 % efficiency or above 30 min to fall asleep,
 * midpoints that scatter by more than 1 h or days that are irregular for this person (below their 10th percentile) or
 * for anybody (index of 28 days below 40), a midpoint after 5:00 or more than 1 h later than usual.
 */
export function signalsOfSleep(habits: SleepHabits): FoundSignal[] {
  const { midpointDeviationH, regularity28, regularityRank } = habits;
  const found: Signal[] = [];
  if (habits.lowEfficiency) found.push('low_sleep_efficiency');
  if (habits.longLatency) found.push('long_latency');
  const scatters = midpointDeviationH !== null && midpointDeviationH > irregularDeviationAboveH;
  const unlikeBefore = regularityRank !== null && regularityRank < lowRegularityRank;
  if (scatters || unlikeBefore || (regularity28 !== null && isClearlyIrregular(regularity28)))
    found.push('irregular_sleep');
  if (isLate(habits)) found.push('late_midpoint');
  return found.map(withoutEvidence);
}

function isLate({ midpointH, usualMidpointH }: SleepHabits): boolean {
  if (midpointH === null) return false;
  if (midpointH > lateFromH && midpointH < lateBeforeH) return true;
  if (usualMidpointH === null) return false;
  const isLater = (midpointH - usualMidpointH + 24) % 24 < 12;
  return isLater && (clockDistance(midpointH, usualMidpointH) ?? 0) > delayedByH;
}
