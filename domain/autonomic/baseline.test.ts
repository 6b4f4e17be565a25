import { expect, test } from 'vitest';
import {
  baselineStatus,
  laggedReference,
  laggedSpan,
  reference,
  referenceSpan,
  robustZ,
} from './baseline.ts';
import { dateOf, dayNumber } from './calendar.ts';
import { sorted } from './statistics.ts';

const swing = (count: number) => sorted(Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 3.6 : 3.8)));

test('the reference window ends on the night before, the lagged one before the acute week', () => {
  const day = dayNumber('2021-12-12');
  expect(dateOf(referenceSpan(day).first)).toBe('2021-10-13');
  expect(dateOf(referenceSpan(day).last)).toBe('2021-12-11');
  expect(dateOf(laggedSpan(day).first)).toBe('2021-10-07');
  expect(dateOf(laggedSpan(day).last)).toBe('2021-12-05');
});

test('dates that are none are refused', () => {
  for (const text of ['2021-02-29', '2021-13-01', '20210101', '2021-1-1', '']) {
    expect(() => dayNumber(text)).toThrow('not a calendar date');
  }
  expect(dayNumber('2024-02-29') - dayNumber('2024-02-28')).toBe(1);
});

test('the spread of a reference is 1.4826 MAD but not below the floor', () => {
  const steady = reference(swing(14), 0.05)!;
  expect(steady.n).toBe(14);
  expect(steady.median).toBeCloseTo(3.7, 12);
  expect(steady.scaledMad).toBeCloseTo(0.14826, 12);
  expect(reference(sorted([3, 3, 3]), 0.05)).toEqual({ n: 3, median: 3, scaledMad: 0.05 });
  expect(reference(sorted([]), 0.05)).toBeNull();
});

test('z needs 14 reference values; the worked night is 9.10 spreads low', () => {
  expect(robustZ(4, reference(swing(13), 0.05))).toBeNull();
  expect(robustZ(4, reference(swing(14), 0.05))).toBeCloseTo(0.3 / 0.14826, 9);
  expect(robustZ(2.757602, { n: 17, median: 3.84789, scaledMad: 0.119756 })).toBeCloseTo(-9.1, 2);
});

test('an outlier is removed from the lagged mean and deviation but counted in n', () => {
  const clean = laggedReference(swing(14), swing(0), 0.05)!;
  const wild = laggedReference(sorted([...swing(14), 9]), swing(0), 0.05)!;
  expect(clean.mean).toBeCloseTo(3.7, 12);
  expect(clean.deviation).toBeCloseTo(Math.sqrt((14 * 0.01) / 13), 12);
  expect(wild).toEqual({ ...clean, n: 15 });
});

test('the filter is 3.5 scaled MADs wide', () => {
  const beside = (width: number) => [3.7 - width * 0.14826, 3.7 + width * 0.14826];
  const deviation = (width: number) =>
    laggedReference(sorted([...swing(14), ...beside(width)]), swing(0), 0.05)!.deviation;
  expect(deviation(3.6)).toBeCloseTo(Math.sqrt(0.14 / 13), 9);
  expect(deviation(3.4)).toBeCloseTo(Math.sqrt((0.14 + 2 * (3.4 * 0.14826) ** 2) / 15), 9);
});

test('below 14 lagged values the reference window stands in', () => {
  const standIn = laggedReference(swing(13), swing(20), 0.05)!;
  expect([standIn.n, standIn.fromReference]).toEqual([20, true]);
  expect(laggedReference(swing(14), swing(20), 0.05)?.fromReference).toBe(false);
  expect(laggedReference(swing(0), swing(0), 0.05)).toBeNull();
});

test('the floor holds for the deviation, not for the filter', () => {
  const flat = laggedReference(sorted([...Array(14).fill(3.7), 3.74]), swing(0), 0.05)!;
  expect(flat).toEqual({ n: 15, mean: flat.mean, deviation: 0.05, fromReference: false });
  expect(flat.mean).toBeCloseTo(3.7, 12);
});

test('the life cycle of a baseline', () => {
  expect([0, 6, 7, 13, 14, 29, 30, 60].map(baselineStatus)).toEqual([
    'collecting',
    'collecting',
    'provisional',
    'provisional',
    'baseline_low',
    'baseline_low',
    'baseline_ok',
    'baseline_ok',
  ]);
});
