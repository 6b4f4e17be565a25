/** `good` up to 5 % artefacts, `usable` (to be flagged) up to 10 %, beyond that `reject`. */
export type Quality = 'good' | 'usable' | 'reject';

const GOOD_UP_TO = 0.05;
const USABLE_UP_TO = 0.1;

/**
 * The quality gate (a heuristic of the rule set, in line with common practice). `artefactShare` is what was corrected or
 * removed of all intervals, 0 to 1, or null where there was none.
 */
export const qualityOf = (artefactShare: number | null): Quality => {
  if (artefactShare === null || !(artefactShare <= USABLE_UP_TO)) return 'reject';
  return artefactShare <= GOOD_UP_TO ? 'good' : 'usable';
};
