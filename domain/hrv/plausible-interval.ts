/** Intervals (ms) that a heart can have; what is outside is no interval between two neighbouring beats. */
export interface PlausibleInterval {
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** 30 to 200 beats a minute (a heuristic of the rule set, no literature claim). */
export const PLAUSIBLE: PlausibleInterval = { shortestMs: 300, longestMs: 2_000 };

/** For the sleep of an athlete whose resting heart rate is below 40 beats a minute (a heuristic as well). */
export const PLAUSIBLE_ATHLETE_ASLEEP: PlausibleInterval = { shortestMs: 300, longestMs: 2_200 };

/** False for NaN, too. */
export const isPlausible = (rrMs: number, { shortestMs, longestMs }: PlausibleInterval): boolean =>
  rrMs >= shortestMs && rrMs <= longestMs;
