import type { Run } from '../runs.ts';

/** Intervals (ms) at the times (s) of the beats that end them, counted from the first of these. */
export interface BeatSeries {
  readonly timesS: readonly number[];
  readonly intervalsMs: readonly number[];
  /** From the start of the first interval to the end of the last. */
  readonly lengthS: number;
  /** The longest time between two runs. */
  readonly longestGapS: number;
}

/** Gaps between runs take their time and hold no beats. */
export const beatSeries = (runs: readonly Run[]): BeatSeries => {
  const startMs = runs[0]?.startMs ?? 0;
  const endsMs: number[] = [];
  let clockMs = startMs;
  let longestGapMs = 0;
  for (const run of runs) {
    longestGapMs = Math.max(longestGapMs, run.startMs - clockMs);
    clockMs = run.startMs;
    for (const rr of run.intervalsMs) {
      clockMs += rr;
      endsMs.push(clockMs);
    }
  }
  const firstMs = endsMs[0] ?? startMs;
  return {
    timesS: endsMs.map((ms) => (ms - firstMs) / 1_000),
    intervalsMs: runs.flatMap((run) => run.intervalsMs),
    lengthS: (clockMs - startMs) / 1_000,
    longestGapS: longestGapMs / 1_000,
  };
};

/** Between the first and the last beat. */
export const durationS = ({ timesS }: BeatSeries): number => timesS.at(-1) ?? 0;
