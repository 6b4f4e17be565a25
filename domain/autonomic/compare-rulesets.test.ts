import { expect, test } from 'vitest';
import { assessNights } from './assess.ts';
import { compareRulesets } from './compare-rulesets.ts';
import { illNight, steadyNights } from './night-fixtures.ts';

const both = (extras: object) => {
  const nights = [...steadyNights(14), { ...illNight(14), extras }];
  return compareRulesets(assessNights(nights, 'neuros-cns/0.1'), assessNights(nights, 'neuros-cns/0.2'));
};

test('without words the two rule sets say the same', () => {
  expect(both({})).toEqual([]);
});

test('a night that an evening with alcohol explains changes, with the rules of both', () => {
  const [change, ...more] = both({ contexts: ['alcohol'] });
  expect(more).toEqual([]);
  expect(change).toMatchObject({ from: 'illness_suspected', fromPath: ['gate:pass', expect.any(String)] });
  expect(change!.to).not.toBe('illness_suspected');
  expect(change!.toPath[0]).toBe('gate:pass');
});
