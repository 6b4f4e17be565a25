import { loadRatios } from './moving-average.ts';
import { ownPercentiles } from './own-percentile.ts';
import type { DayLoad } from './session-load.ts';
import { isMonotonous, rollingWeekLoad } from './week-load.ts';

const personalDays = 84;
const sharpRiseAbove = 1.5;
const acuteShare = 0.8;
const weekShare = 0.75;

/** What the night rules see of the training load up to the day before the night ends. */
export interface LoadFacts {
  /** Recent load relative to usual; null below 21 known days. */
  readonly ratio: number | null;
  readonly monotony: number | null;
  /** The rule that earns the load point, or null: none, or not known. */
  readonly rule: 'ratio>1.5&acute>p80' | 'monotony>2&week>p75' | null;
  /** Whether the rules saw anything of the load: the ratio or the monotony. */
  readonly known: boolean;
}

/**
 * The load point of each day: a sharp rise above the person's own 80th percentile of acute load, or a monotonous week
 * above the own 75th percentile of weekly load, both over the 84 days before. Design heuristics.
 */
export function loadFacts(loads: readonly DayLoad[]): LoadFacts[] {
  const ratios = loadRatios(loads);
  const weeks = rollingWeekLoad(loads);
  const acuteLimits = ownPercentiles(
    ratios.map((each) => each?.acute ?? null),
    personalDays,
    acuteShare,
  );
  const weekLimits = ownPercentiles(
    weeks.map((week) => week?.load ?? null),
    personalDays,
    weekShare,
  );
  return loads.map((_, index) => {
    const { ratio = null, acute = null } = ratios[index] ?? {};
    const { monotony = null, load = null } = weeks[index] ?? {};
    const acuteLimit = acuteLimits[index]!;
    const weekLimit = weekLimits[index]!;
    const rises = ratio !== null && ratio > sharpRiseAbove;
    const sharp = rises && acuteLimit !== null && acute !== null && acute > acuteLimit;
    const monotonous = monotony !== null && isMonotonous(monotony);
    const heavy = monotonous && weekLimit !== null && load !== null && load > weekLimit;
    return {
      ratio,
      monotony,
      rule: sharp ? 'ratio>1.5&acute>p80' : heavy ? 'monotony>2&week>p75' : null,
      known: ratio !== null || monotony !== null,
    };
  });
}
