/**
 * Intervals (ms) that follow each other in the recording without a gap. `startMs` is when the first of them begins,
 * counted from the start of the recording.
 */
export interface Run {
  readonly startMs: number;
  readonly intervalsMs: readonly number[];
}

/** 32 years: far beyond any recording, and no sum of them overflows. */
const LONGEST_MS = 1e12;

/** Whether a value can be a duration at all: above zero and finite, within reason. */
export const isDuration = (value: number): boolean => value > 0 && value <= LONGEST_MS;

/**
 * Cuts a recording (RR intervals, ms) wherever an interval is not accepted. What is left out still takes its time,
 * where it is a duration at all.
 */
export const runsOf = (
  rrMs: readonly number[],
  accepted: (rr: number, index: number) => boolean = isDuration,
): Run[] => {
  const runs: Run[] = [];
  let open: number[] | undefined;
  let clockMs = 0;
  for (const [index, rr] of rrMs.entries()) {
    if (!accepted(rr, index)) open = undefined;
    else if (open === undefined) {
      open = [rr];
      runs.push({ startMs: clockMs, intervalsMs: open });
    } else open.push(rr);
    if (isDuration(rr)) clockMs += rr;
  }
  return runs;
};

/** All intervals (ms) of the runs, in order. */
export const intervalsOf = (runs: readonly Run[]): number[] => runs.flatMap((run) => run.intervalsMs);

/**
 * Differences (ms) between neighbouring intervals: the gap rule, never across the hole that a left-out interval leaves
 * (Task Force 1996, unverified: NN intervals are those between adjacent normal beats).
 */
export const differencesOf = (runs: readonly Run[]): number[] =>
  runs.flatMap(({ intervalsMs }) => intervalsMs.slice(1).map((rr, index) => rr - intervalsMs[index]!));

/** Length (ms) of all intervals together, gaps left out. */
export const lengthOfMs = (runs: readonly Run[]): number =>
  intervalsOf(runs).reduce((total, rr) => total + rr, 0);
