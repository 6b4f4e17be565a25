import type { AssessedNight } from './assess.ts';
import type { State } from './state.ts';

/** A night that two rule sets decide differently, and why: the rules that each of them went by. */
export interface ChangedState {
  readonly date: string;
  readonly from: State;
  readonly to: State;
  readonly fromPath: readonly string[];
  readonly toPath: readonly string[];
}

/** Both assessments are of the same inputs, so they have the same dates; oldest first. */
export function compareRulesets(
  before: readonly AssessedNight[],
  after: readonly AssessedNight[],
): ChangedState[] {
  const byDate = new Map(before.map((night) => [night.date, night]));
  return after.flatMap(({ date, state, rulePath }) => {
    const old = byDate.get(date);
    return old === undefined || old.state === state
      ? []
      : [{ date, from: old.state, to: state, fromPath: old.rulePath, toPath: rulePath }];
  });
}
