import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circularDeviation, circularMean, clockDistance, isIrregular, socialJetlag } from './midpoint.ts';

const early = [3.0, 3.5, 2.75, 4.5, 5.0, 3.25, 3.0];
const acrossMidnight = [23.5, 0.25, 23.75, 0.5, 1.0];

test('circular mean and deviation of seven midpoints', () => {
  expect(circularMean(early)).toBeCloseTo(3.566871, 6);
  expect(circularDeviation(early)).toBeCloseTo(0.788617, 6);
});

test('across midnight', () => {
  expect(circularMean(acrossMidnight)).toBeCloseTo(0.199759, 6);
  expect(circularDeviation(acrossMidnight)).toBeCloseTo(0.534412, 6);
});

test('no times and times that cancel out have no mean', () => {
  expect([circularMean([]), circularDeviation([]), isIrregular([])]).toEqual([null, null, null]);
  expect([circularMean([0, 12]), circularDeviation([0, 12])]).toEqual([null, null]);
});

test('equal times have no spread', () => {
  expect(circularDeviation([3, 3, 3])).toBeCloseTo(0, 6);
  expect(isIrregular(early)).toBe(false);
  expect(isIrregular([1, 4, 2, 5, 3])).toBe(true);
});

test('social jetlag goes the short way round', () => {
  expect(socialJetlag([0.5, 1.5], [23, 23, 23])).toBeCloseTo(2, 9);
  expect(socialJetlag([5], [3, 3, 3])).toBeNull();
  expect(socialJetlag([5, 5], [3, 3])).toBeNull();
  expect(clockDistance(1, 13)).toBe(12);
});

test('turning the clock turns the mean and leaves the deviation', () => {
  const hours = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(hours, fc.double({ min: 0, max: 24, noNaN: true }), (times, turn) => {
      const turned = times.map((time) => (time + turn) % 24);
      expect(clockDistance(circularMean(turned)!, (circularMean(times)! + turn) % 24)).toBeLessThan(1e-6);
      expect(circularDeviation(turned)).toBeCloseTo(circularDeviation(times)!, 5);
    }),
  );
});
