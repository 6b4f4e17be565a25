import { describe, expect, test } from 'vitest';
import { arePresent, nightsOf, people, reason } from '../testing/real-nights.ts';
import { assessNights, rulesetIds } from './assess.ts';
import { acceptedValue, type NightInput } from './night.ts';
import { coreRuleset } from './ruleset.ts';

/** From here on a baseline is complete; before, each night is a large part of it. */
const { fullFrom } = coreRuleset.baseline;

/** For each night: how many valid ones precede it, and the share of the other nights that change state without it. */
function deletions(nights: readonly NightInput[], ruleset: string) {
  const ordered = nights.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const states = new Map(assessNights(ordered, ruleset).map(({ date, state }) => [date, state]));
  return ordered.map(({ date }, index) => {
    const others = assessNights(ordered.toSpliced(index, 1), ruleset).filter((night) => night.date !== date);
    const changed = others.filter((night) => states.get(night.date) !== night.state);
    const before = ordered.slice(0, index).filter((night) => acceptedValue(night, 'rmssdMs') !== null).length;
    return { date, before, share: changed.length / others.length };
  });
}

describe.skipIf(!arePresent)(`one deleted night of real people${reason}`, () => {
  describe.each(rulesetIds)('by %s', (ruleset) => {
    test.each(people)('%s: under a tenth of the other nights change', (person) => {
      const found = deletions(nightsOf(person), ruleset);
      const mean = found.reduce((sum, { share }) => sum + share, 0) / found.length;
      expect(mean).toBeLessThan(0.1);
      const late = found.filter(({ before }) => before >= fullFrom);
      expect(late.length).toBeGreaterThan(10);
      for (const { date, share } of late) expect(share, date).toBeLessThan(0.1);
    });
  });
});
