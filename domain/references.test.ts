import { expect, test } from 'vitest';
import { assessNights, rulesetIds } from './autonomic/assess.ts';
import { extendedRuleset } from './autonomic/extended/ruleset.ts';
import { coreRuleset } from './autonomic/ruleset.ts';
import { type ReferenceId, references, shownCitations } from './references.ts';
import { nightsEndingOn, unusualNight, usualNight } from './testing/nights.ts';

test('every citation of the core rules is a known, verified publication', () => {
  for (const id of Object.values(coreRuleset.citations).flat()) {
    expect(references[id].verification, id).toBe('verified');
  }
});

test('every citation of the extended rules is a known, verified publication', () => {
  for (const id of Object.values(extendedRuleset.citations).flat())
    expect(references[id as ReferenceId].verification, id).toBe('verified');
});

test('a night decided by either rule set cites nothing that is not verified', () => {
  const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
  for (const ruleset of rulesetIds)
    for (const { evidence, contradicting } of assessNights(
      nightsEndingOn('2021-12-12', [...month, unusualNight]),
      ruleset,
    ))
      for (const { citations } of [...evidence, ...contradicting])
        for (const id of citations) expect(references[id as ReferenceId].verification, id).toBe('verified');
});

test('what is not verified is never shown', () => {
  expect(shownCitations(['plews2014', 'plews2013', 'foster1998', 'phillips2017', 'laborde2022'])).toEqual([
    'Plews et al. 2014, Int J Sports Physiol Perform 9:783',
  ]);
});
