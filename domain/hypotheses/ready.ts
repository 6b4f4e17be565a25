import { dayNumber } from '../autonomic/calendar.ts';
import type { HypothesisState } from '../hypothesis.ts';

const newsDays = 7;

/**
 * Whether a question about the person can be talked about now: it could be tested for the first time, or was answered or
 * opened again, in the last week. Later nights that only confirm a verdict are no news. `today` is a local date.
 */
export const hypothesisReady = (hypotheses: readonly HypothesisState[], today: string): boolean =>
  hypotheses.some(({ verdictSince }) => {
    if (verdictSince === null) return false;
    const age = dayNumber(today) - dayNumber(verdictSince);
    return age >= -1 && age < newsDays;
  });
