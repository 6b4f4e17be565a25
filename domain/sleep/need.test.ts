import { expect, test } from 'vitest';
import { sleepNeed } from './need.ts';

const free = [420, 480, 510, 450, 465];

test('eight hours by default', () => {
  expect(sleepNeed({ knownNights: 0, freeNightsMin: [] })).toEqual({ minutes: 480, basis: 'default' });
});

test('personal after 30 nights: the 75th percentile of free nights', () => {
  expect(sleepNeed({ knownNights: 29, freeNightsMin: free }).basis).toBe('default');
  expect(sleepNeed({ knownNights: 30, freeNightsMin: free })).toEqual({ minutes: 480, basis: 'personal' });
  expect(sleepNeed({ knownNights: 30, freeNightsMin: free.slice(1) }).basis).toBe('default');
});

test('kept within 7 to 9 hours', () => {
  expect(sleepNeed({ knownNights: 40, freeNightsMin: Array(8).fill(660) }).minutes).toBe(540);
  expect(sleepNeed({ knownNights: 40, freeNightsMin: Array(8).fill(300) }).minutes).toBe(420);
});

test('an athlete gets at most an hour more', () => {
  expect(sleepNeed({ heavyBlockExtraMin: 45, knownNights: 0, freeNightsMin: [] }).minutes).toBe(525);
  expect(sleepNeed({ heavyBlockExtraMin: 90, knownNights: 0, freeNightsMin: [] }).minutes).toBe(540);
});
