import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exchanged,
  hampelKept,
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  sampleStandardDeviation,
  sorted,
} from './statistics.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 70 });

test('nothing has no mean, median or spread', () => {
  expect([
    mean([]),
    median(sorted([])),
    medianAbsoluteDeviation(sorted([])),
    quantile(sorted([]), 0.5),
  ]).toEqual([null, null, null, null]);
  expect(sampleStandardDeviation([3])).toBeNull();
});

test('median, MAD and quantiles of worked samples', () => {
  const sample = sorted([7, 1, 3, 2, 100]);
  expect(median(sample)).toBe(3);
  expect(medianAbsoluteDeviation(sample)).toBe(2);
  expect(median(sorted([4, 1, 2, 3]))).toBe(2.5);
  expect(medianAbsoluteDeviation(sorted([4, 1, 2, 3]))).toBe(1);
  expect(quantile(sorted([1, 2, 3, 4]), 0.25)).toBe(1.75);
  expect([quantile(sample, 0), quantile(sample, 1)]).toEqual([1, 100]);
});

test('the sample standard deviation divides by n - 1', () => {
  expect(sampleStandardDeviation([800, 810, 815, 750])).toBeCloseTo(29.825884, 6);
});

test('the Hampel filter keeps what is at its width and drops what is beyond on either side', () => {
  expect([...hampelKept(sorted([0, 8, 9, 10, 11, 12, 30]), 2)]).toEqual([8, 9, 10, 11, 12]);
  expect([...hampelKept(sorted([5, 5, 5, 9]), 0)]).toEqual([5, 5, 5]);
});

test('the merged MAD is the median of the sorted deviations', () => {
  fc.assert(
    fc.property(values, (sample) => {
      const ordered = sorted(sample);
      const centre = median(ordered)!;
      const deviations = sorted(sample.map((value) => Math.abs(value - centre)));
      expect(medianAbsoluteDeviation(ordered)).toBe(median(deviations));
    }),
  );
});

test('exchanging a value is sorting without it and with the new one', () => {
  fc.assert(
    fc.property(
      values,
      fc.nat(),
      fc.boolean(),
      fc.option(fc.double({ noNaN: true })),
      (sample, at, leaves, entering) => {
        const leavingAt = leaves ? at % sample.length : -1;
        const expected = sample.filter((_, index) => index !== leavingAt);
        if (entering !== null) expected.push(entering);
        const leaving = leaves ? sample[leavingAt]! : null;
        // Comparing with == semantics: the order of 0 and -0 is of no concern.
        expect([...exchanged(sorted(sample), leaving, entering)].map((value) => value + 0)).toEqual(
          [...sorted(expected)].map((value) => value + 0),
        );
      },
    ),
  );
});
