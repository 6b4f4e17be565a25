import { expect, test } from 'vitest';
import { sleepNeed } from './need.ts';

const free = [420, 480, 510, 450, 465];

test('eight hours by default, less from 65, more below 18', () => {
  expect(sleepNeed({ knownNights: 0, freeNightsMin: [] })).toEqual({ minutes: 480, basis: 'default' });
  expect(sleepNeed({ age: 65, knownNights: 0, freeNightsMin: [] }).minutes).toBe(450);
  expect(sleepNeed({ age: 16, knownNights: 0, freeNightsMin: [] }).minutes).toBe(540);
});

test('personal after 30 nights: the 75th percentile of free nights', () => {
  expect(sleepNeed({ knownNights: 29, freeNightsMin: free }).basis).toBe('default');
  expect(sleepNeed({ knownNights: 30, freeNightsMin: free })).toEqual({ minutes: 480, basis: 'personal' });
  expect(sleepNeed({ knownNights: 30, freeNightsMin: free.slice(1) }).basis).toBe('default');
});

test('kept within the range of the age group', () => {
  expect(sleepNeed({ knownNights: 40, freeNightsMin: Array(8).fill(660) }).minutes).toBe(540);
  expect(sleepNeed({ knownNights: 40, freeNightsMin: Array(8).fill(300) }).minutes).toBe(420);
  expect(sleepNeed({ age: 70, knownNights: 40, freeNightsMin: Array(8).fill(660) }).minutes).toBe(480);
});

test('an athlete gets at most an hour more', () => {
  expect(sleepNeed({ heavyBlockExtraMin: 45, knownNights: 0, freeNightsMin: [] }).minutes).toBe(525);
  expect(sleepNeed({ heavyBlockExtraMin: 90, knownNights: 0, freeNightsMin: [] }).minutes).toBe(540);
});
