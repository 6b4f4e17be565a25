import { expect, test } from 'vitest';
import { splineValues } from './cubic-spline.ts';

test('a cubic is its own spline, whatever the knots', () => {
  const cubic = (x: number) => 2 * x ** 3 - 3 * x ** 2 + x - 7;
  for (const knots of [
    [0, 1, 2, 3],
    [0, 0.3, 1.1, 1.2, 2.9, 4, 4.4],
  ]) {
    const at = Array.from({ length: 30 }, (_, index) => (index / 29) * knots.at(-1)!);
    const values = splineValues(knots, knots.map(cubic), at);
    for (const [index, place] of at.entries()) expect(values[index]).toBeCloseTo(cubic(place), 9);
  }
});

test('it goes through its points', () => {
  const x = [0, 0.8, 1.7, 2.4, 3.3];
  const y = [800, 900, 700, 710, 650];
  expect([...splineValues(x, y, x)]).toEqual(y.map((value) => expect.closeTo(value, 9)));
});
