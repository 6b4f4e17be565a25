import { type BaselineStatus, baselineStatus, referenceSpan } from './baseline.ts';

const gapDays = 14;
const restartGapDays = 45;
const weekDays = 7;
const fewestAfterGap = 3;

/** Where a channel's baseline stands on a day. */
export interface LifeCycle {
  readonly status: BaselineStatus;
  /** Valid nights of the last 60 days that count: after a gap of more than 45 days only those since. */
  readonly n: number;
  /** Longest run of days without a value that ended in the last 60 days or goes on, in days. */
  readonly longestGap: number;
  /** Back from a gap of more than 14 days, with fewer than 3 nights in the last 7: the state has to wait. */
  readonly waiting: boolean;
}

/**
 * The life cycle of a baseline (section 2.3; design heuristics): below 7 nights collecting, below 14 provisional,
 * below 30 low, then full. `validDays` are the day numbers with a value, ascending; the day itself counts only for
 * the wait after a gap.
 */
export function lifeCycle(validDays: readonly number[], day: number): LifeCycle {
  const { first, last } = referenceSpan(day);
  let start = first;
  let longestGap = 0;
  let gapEnd = Number.NEGATIVE_INFINITY;
  for (const [index, valid] of validDays.entries()) {
    if (valid > day) break;
    const next = validDays[index + 1] ?? Number.POSITIVE_INFINITY;
    const until = Math.min(next, day + 1);
    const gap = until - valid - 1;
    if (until < first || gap < 1) continue;
    longestGap = Math.max(longestGap, gap);
    if (gap > gapDays) gapEnd = until;
    if (gap > restartGapDays) start = Math.max(start, until);
  }
  const n = validDays.filter((valid) => valid >= start && valid <= last).length;
  const inWeek = validDays.filter((valid) => valid > day - weekDays && valid <= day).length;
  return {
    status: baselineStatus(n),
    n,
    longestGap,
    waiting: day - gapEnd < weekDays && inWeek < fewestAfterGap,
  };
}
