import type { AssessedNight } from './assess.ts';
import type { State } from './state.ts';

/** What is remembered of the decision that stands for a date. */
export interface StandingDecision {
  readonly inputHash: string;
  readonly state: State;
}

/** The nights no decision stands for yet, and those decided from something else now; in the order of `next`. */
export function changedNights(
  previous: ReadonlyMap<string, StandingDecision>,
  next: readonly AssessedNight[],
): AssessedNight[] {
  return next.filter((night) => previous.get(night.date)?.inputHash !== night.inputHash);
}
