import { finite } from '../statistics/finite.ts';

const enoughHrv = -0.5;
const enoughWeeklyHrv = -0.5;
const nightsInRow = 2;
const fewestEpisodes = 5;

export interface RecoveryNight {
  readonly zHrv: number | null;
  readonly h7: number | null;
}

/**
 * Nights until recovery: the first that ends two in a row with daily HRV at -0.5 or above, weekly HRV being at -0.5
 * or above. Counted from 1; null where it was not reached.
 */
export function recoveryNight(nights: readonly RecoveryNight[]): number | null {
  let inRow = 0;
  for (const [index, night] of nights.entries()) {
    const zHrv = finite(night.zHrv);
    const h7 = finite(night.h7);
    inRow = zHrv !== null && zHrv >= enoughHrv ? inRow + 1 : 0;
    if (inRow >= nightsInRow && h7 !== null && h7 >= enoughWeeklyHrv) return index + 1;
  }
  return null;
}

export interface Episode {
  /** Nights until recovery, or observed without it. */
  readonly nights: number;
  readonly recovered: boolean;
}

/**
 * Kaplan-Meier median of the person's own similar episodes without the intervention; `median` is null where fewer
 * than half of them are seen to recover. Null below 5 episodes: "not enough of your own episodes".
 */
export function medianRecovery(
  observed: readonly Episode[],
): { readonly median: number | null; readonly episodes: number } | null {
  const episodes = observed.filter(({ nights }) => finite(nights) !== null);
  if (episodes.length < fewestEpisodes) return null;
  const times = [...new Set(episodes.filter(({ recovered }) => recovered).map(({ nights }) => nights))];
  let notYet = 1;
  for (const time of times.sort((a, b) => a - b)) {
    const atRisk = episodes.filter(({ nights }) => nights >= time).length;
    const recovering = episodes.filter(({ nights, recovered }) => recovered && nights === time).length;
    notYet *= 1 - recovering / atRisk;
    if (notYet <= 0.5) return { median: time, episodes: episodes.length };
  }
  return { median: null, episodes: episodes.length };
}
