import { finite } from '../statistics/finite.ts';
import type { DayLoad } from './session-load.ts';

/**
 * Exponentially weighted moving average E_t = lambda L_t + (1 - lambda) E_(t-1), lambda = 2 / (days + 1), E_1 = L_1.
 * Williams 2017 (verified). Unknown days are left out: the average stays what it was and is not pulled towards 0;
 * it is null before the first known day, and throughout for less than one day.
 */
export function movingAverage(loads: readonly DayLoad[], days: number): (number | null)[] {
  const lambda = 2 / (days + 1);
  if (!(lambda > 0 && lambda <= 1)) return loads.map(() => null);
  let average: number | null = null;
  return loads.map(finite).map((load) => {
    if (load !== null) average = average === null ? load : lambda * load + (1 - lambda) * average;
    return average;
  });
}

const acuteDays = 7;
const chronicDays = 28;
const fewestKnownDays = 21;

export type LoadRatioBand = 'below_usual' | 'usual' | 'above_usual' | 'sharp_rise';

export interface LoadRatio {
  readonly acute: number;
  readonly chronic: number;
  /** Acute over chronic average; null where nothing was done for so long that there is no usual. */
  readonly ratio: number | null;
  readonly band: LoadRatioBand | null;
  readonly knownDays: number;
}

/**
 * Recent load relative to usual (7 over 28 days), for each day; null below 21 known days. It describes, and never is
 * a risk of injury: contrived chronic loads reproduce its odds ratios (Impellizzeri 2020, verified). Bands 0.8, 1.3 and
 * 1.5 are design heuristics.
 */
export function loadRatios(loads: readonly DayLoad[]): (LoadRatio | null)[] {
  const acutes = movingAverage(loads, acuteDays);
  const chronics = movingAverage(loads, chronicDays);
  let knownDays = 0;
  return loads.map((load, index) => {
    if (finite(load) !== null) knownDays++;
    const acute = acutes[index]!;
    const chronic = chronics[index]!;
    if (knownDays < fewestKnownDays || acute === null || chronic === null) return null;
    const ratio = chronic > 0 ? finite(acute / chronic) : null;
    return { acute, chronic, ratio, band: ratio === null ? null : bandOf(ratio), knownDays };
  });
}

function bandOf(ratio: number): LoadRatioBand {
  if (ratio < 0.8) return 'below_usual';
  if (ratio <= 1.3) return 'usual';
  return ratio <= 1.5 ? 'above_usual' : 'sharp_rise';
}
