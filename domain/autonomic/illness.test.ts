import { describe, expect, test } from 'vitest';
import { type Features, insufficientFeatures } from './features.ts';
import { illnessPoints, illnessWatch, rawIllness } from './illness.ts';

const features = (values: Partial<Features>): Features => ({ ...insufficientFeatures(null), ...values });
const pointsOf = (values: Partial<Features>) => illnessPoints(features(values)).points;
const none = { points: 0, specific: 0 };
const tonight = (points: number, specific: number, channels: number) => ({
  ...illnessPoints(features({})),
  points,
  specific,
  channels,
});

describe('illness points', () => {
  test.each([
    ['night heart rate, 2', { z_nremhr: 2, delta_nremhr: 4 }, 2],
    ['night heart rate, z alone is not enough', { z_nremhr: 5, delta_nremhr: 2.9 }, 0],
    ['night heart rate, 1 by delta', { z_nremhr: 5, delta_nremhr: 3.9 }, 1],
    ['night heart rate, 1', { z_nremhr: 1.5, delta_nremhr: 3 }, 1],
    ['night heart rate, below', { z_nremhr: 1.49, delta_nremhr: 9 }, 0],
    ['breathing, 2', { z_resp: 2.5, delta_resp: 1.5 }, 2],
    ['breathing, 1', { z_resp: 2.5, delta_resp: 1.4 }, 1],
    ['breathing, below', { z_resp: 1.9, delta_resp: 3 }, 0],
    ['skin temperature, 2', { z_temp: 2.5, delta_temp: 0.8 }, 2],
    ['skin temperature, 1', { z_temp: 1.5, delta_temp: 0.5 }, 1],
    ['skin temperature, below', { z_temp: 9, delta_temp: 0.49 }, 0],
    ['lnRMSSD, 1', { z_hrv: -1.5 }, 1],
    ['lnRMSSD never more', { z_hrv: -9 }, 1],
    ['lnRMSSD, below', { z_hrv: -1.49 }, 0],
    ['lnRMSSD high is no illness', { z_hrv: 3 }, 0],
    ['nothing known', {}, 0],
  ])('%s', (_, values, points) => expect(pointsOf(values)).toBe(points));

  test('are summed; breathing and temperature are specific', () => {
    const all = illnessPoints(
      features({
        z_hrv: -2,
        z_nremhr: 3,
        delta_nremhr: 9,
        z_resp: 3,
        delta_resp: 2,
        z_temp: 1.6,
        delta_temp: 0.6,
      }),
    );
    expect([all.points, all.specific, all.channels]).toEqual([6, 3, 4]);
    expect(all.fired.night_heart_rate?.rule).toBe('z>=2&delta>=4');
    expect(all.fired.lnrmssd?.rule).toBe('z<=-1.5');
  });
});

describe('raw illness', () => {
  test('one night: 6 points from 3 channels', () => {
    expect(rawIllness(tonight(6, 4, 3), none)).toBe('p>=6&ch>=3');
    expect(rawIllness(tonight(6, 4, 2), none)).toBeNull();
    expect(rawIllness(tonight(5, 4, 3), none)).toBeNull();
  });

  test('two nights: 3 points each, 2 of them specific', () => {
    expect(rawIllness(tonight(3, 1, 2), { points: 3, specific: 1 })).not.toBeNull();
    expect(rawIllness(tonight(3, 1, 2), { points: 3, specific: 0 })).toBeNull();
    expect(rawIllness(tonight(3, 2, 2), { points: 2, specific: 2 })).toBeNull();
    expect(rawIllness(tonight(2, 2, 2), { points: 5, specific: 4 })).toBeNull();
  });
});

test('watch: 4 points, one of them specific', () => {
  expect(illnessWatch(tonight(4, 1, 2))).toBe(true);
  expect(illnessWatch(tonight(4, 0, 2))).toBe(false);
  expect(illnessWatch(tonight(3, 3, 2))).toBe(false);
});
