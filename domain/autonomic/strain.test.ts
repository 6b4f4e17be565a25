import { expect, test } from 'vitest';
import { type Features, insufficientFeatures } from './features.ts';
import { compositeIndex, strainPointsToEnter, strainPointsToStay } from './strain.ts';

const features = (values: Partial<Features>): Features => ({ ...insufficientFeatures(null), ...values });

test.each([
  ['h7 at the edge of its band', { h7: -0.5 }, 0, 1],
  ['h7 below its band', { h7: -0.51 }, 1, 1],
  ['h7 at the inner edge of staying', { h7: -0.3 }, 0, 0],
  ['h7 at -1', { h7: -1 }, 1, 2],
  ['h7 below -1', { h7: -1.01 }, 2, 2],
  ['h7 at -0.8', { h7: -0.8 }, 1, 1],
  ['daily HRV at -1', { z_hrv: -1 }, 1, 1],
  ['daily HRV at -0.8', { z_hrv: -0.8 }, 0, 1],
  ['heart rate at 1', { z_nremhr: 1 }, 1, 1],
  ['heart rate at 0.8', { z_nremhr: 0.8 }, 0, 1],
  ['six hours of sleep', { sleep7_min: 360 }, 0, 1],
  ['less than six hours', { sleep7_min: 359.9 }, 1, 1],
  ['six and a quarter', { sleep7_min: 375 }, 0, 0],
  ['all five', { h7: -2, z_hrv: -2, z_nremhr: 2, sleep7_min: 300 }, 5, 5],
  ['nothing known', {}, 0, 0],
])('%s', (_, values, enter, stay) => {
  expect(strainPointsToEnter(features(values)).points).toBe(enter);
  expect(strainPointsToStay(features(values)).points).toBe(stay);
});

test('the composite index weighs three terms; a missing one is 0', () => {
  expect(compositeIndex(features({ h7: 0.108169, z_hrv: 0.782912, z_nremhr: -1.555749 }))).toBeCloseTo(
    0.744866,
    6,
  );
  expect(compositeIndex(features({ h7: 1 }))).toBeCloseTo(0.4, 12);
  expect(compositeIndex(features({}))).toBe(0);
});
