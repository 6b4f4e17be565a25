import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incompleteBeta, logGamma, studentCumulative, studentQuantile } from './student-t.ts';

test.each([
  [0.95, 1, 6.313752],
  [0.95, 2, 2.919986],
  [0.95, 5, 2.015048],
  [0.95, 10, 1.812461],
  [0.95, 30, 1.697261],
  [0.975, 1, 12.706205],
  [0.975, 3, 3.182446],
  [0.975, 8, 2.306004],
  [0.975, 120, 1.97993],
  [0.995, 6, 3.707428],
])('table value: p %f with %f degrees of freedom', (p, df, t) => {
  expect(studentQuantile(p, df)).toBeCloseTo(t, 5);
  expect(studentQuantile(1 - p, df)).toBeCloseTo(-t, 5);
});

test('one degree of freedom is the Cauchy distribution, two have a closed form', () => {
  for (const t of [-3, -0.5, 0, 0.2, 4, 60]) {
    expect(studentCumulative(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
    expect(studentCumulative(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
  }
});

test('factorials and a symmetric beta', () => {
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9);
  expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
  expect(incompleteBeta(0.5, 3.3, 3.3)).toBeCloseTo(0.5, 12);
  expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
});

test('the quantile undoes the cumulative distribution, whole degrees of freedom or not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.double({ min: 0.5, max: 200, noNaN: true }),
      (p, df) => {
        expect(studentCumulative(studentQuantile(p, df)!, df)).toBeCloseTo(p, 10);
      },
    ),
  );
});
