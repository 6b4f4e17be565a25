import { expect, test } from 'vitest';
import { corrected, oneErrorApart } from './misspellings.ts';

test.each([
  ['sucide', 'suicide'],
  ['suicied', 'suicide'],
  ['suizied', 'suizid'],
  ['unconcsious', 'unconscious'],
  ['umbirngen', 'umbringen'],
  ['herzinfakt', 'herzinfarkt'],
  ['umringen', null],
  ['suicide', null],
  ['decide', null],
  ['constructor', null],
])('%s is meant as %s', (typed, meant) => expect(corrected(typed)).toBe(meant));

test.each([
  ['abc', 'abcd', true],
  ['abc', 'abd', true],
  ['abc', 'acb', true],
  ['abc', 'abc', true],
  ['abc', 'cba', false],
  ['abc', 'ab', true],
  ['abcd', 'ab', false],
])('%s and %s: one error apart is %s', (one, other, expected) =>
  expect(oneErrorApart(one, other)).toBe(expected),
);
