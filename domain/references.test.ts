import { expect, test } from 'vitest';
import { coreRuleset } from './autonomic/ruleset.ts';
import { references, shownCitations } from './references.ts';

test('every citation of the core rules is a known, verified publication', () => {
  for (const id of Object.values(coreRuleset.citations).flat()) {
    expect(references[id].verification, id).toBe('verified');
  }
});

test('what is not verified is never shown', () => {
  expect(shownCitations(['plews2014', 'plews2013', 'foster1998', 'laborde2022'])).toEqual([
    'Plews et al. 2014, Int J Sports Physiol Perform 9:783',
  ]);
});
