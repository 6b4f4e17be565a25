import { median, sorted } from '../autonomic/statistics.ts';

const LARGEST_CHANGE = 0.2;
const REJECTED_BEFORE_RESET = 5;

/**
 * The 20 % rule (after Malik; unverified): an interval is rejected when it differs by more than 20 % from the last
 * accepted one. The first interval is the first `last`; after five rejections in a row `last` becomes the median of
 * those five, without which one wrong first interval rejects the whole recording. Answers for each interval whether it
 * is accepted. Biased against people with a high variability: it rejects genuine beats of theirs, so it is a choice for
 * recordings without reliable continuity, not the default.
 */
export const malikAccepted = (rrMs: readonly number[]): boolean[] => {
  let last = rrMs[0] ?? 0;
  let rejected: number[] = [];
  return rrMs.map((rr) => {
    const accepted = Math.abs(rr - last) / last <= LARGEST_CHANGE;
    if (accepted) {
      last = rr;
      rejected = [];
    } else {
      rejected.push(rr);
      if (rejected.length === REJECTED_BEFORE_RESET) {
        last = median(sorted(rejected))!;
        rejected = [];
      }
    }
    return accepted;
  });
};
