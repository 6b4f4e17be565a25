import { expect, test } from 'vitest';
import { areSeconds, rrValue, rrValues } from './rr-values.ts';

test('a value is a plain number; what is missing is NaN; anything else is none', () => {
  expect(['812', ' 0.812 ', '-5', '.5', '8e2', '+3.'].map(rrValue)).toEqual([812, 0.812, -5, 0.5, 800, 3]);
  expect(['', 'NaN', 'na', 'NULL', 'None'].map(rrValue)).toEqual(new Array(5).fill(Number.NaN));
  expect(['x', '8 1', '0x10', '1,5', 'Infinity', '--5'].map(rrValue)).toEqual(new Array(6).fill(undefined));
});

test.each([
  ['800,810,815', [800, 810, 815]],
  ['[800, 810, 815]', [800, 810, 815]],
  ['800 810\n815', [800, 810, 815]],
  ['800; 810;815;', [800, 810, 815]],
  ['(0.8 0.81)', [0.8, 0.81]],
  ['800,,810', [800, Number.NaN, 810]],
  ['800, nan, 810', [800, Number.NaN, 810]],
  ['', []],
  ['[]', []],
  ['800,x,810', undefined],
])('the cell %j', (cell, values) => {
  expect(rrValues(cell)).toEqual(values);
});

test('values all below 10 are seconds', () => {
  expect(areSeconds([0.8, 1.2, Number.NaN, 0])).toBe(true);
  expect(areSeconds([0.8, 812])).toBe(false);
  expect(areSeconds([Number.NaN, 0, -3])).toBe(false);
  expect(areSeconds([])).toBe(false);
});
