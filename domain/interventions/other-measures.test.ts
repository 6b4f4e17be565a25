import { describe, expect, test } from 'vitest';
import { nightsEndingOn } from '../testing/nights.ts';
import { sleepOn, sleepsEndingOn } from '../testing/sleeps.ts';
import { otherMeasures } from './other-measures.ts';

const date = '2024-03-10';

describe('what outcomes are measured by beside decisions', () => {
  test('efficiency, latency and midpoint of a night, with their device', () => {
    const sleep = sleepOn(date, -4, 3, { inBedS: 7 * 3_600, asleepS: 6.3 * 3_600, latencyS: 900 });
    const found = otherMeasures([sleep], []);
    expect(found.sleep_efficiency.get(date)).toEqual({ value: 90, source: 'terra:OURA' });
    expect(found.sleep_latency.get(date)!.value).toBe(15);
    // Falling asleep at 20:15 and waking at 3:00: 22 minutes and a half before midnight.
    expect(found.sleep_midpoint.get(date)!.value).toBeCloseTo(-0.375, 9);
    expect(found.sleep_regularity.size).toBe(0);
  });

  test('regularity is of a day and the one before: 2 of 24 hours differ after going to bed 2 h later', () => {
    const nights = sleepsEndingOn(date, 3, (index) => [index === 2 ? 1 : -1, 7]);
    const { sleep_regularity: found } = otherMeasures(nights, []);
    expect(found.get('2024-03-09')!.value).toBe(100);
    expect(found.get(date)!.value).toBeCloseTo(-100 + (200 * 22) / 24, 9);
    const missing = otherMeasures([nights[0]!, nights[2]!], []).sleep_regularity;
    expect(missing.has(date)).toBe(false);
  });

  test('monotony of six days of 100 and one of 0: mean 85.71 over standard deviation 37.80', () => {
    const inputs = nightsEndingOn(
      date,
      Array.from({ length: 8 }, (_, index) => ({ extras: { dayLoad: index === 4 ? 0 : 100 } })),
    );
    const { monotony } = otherMeasures([], inputs);
    expect(monotony.get(date)!.value).toBeCloseTo(85.714286 / 37.796447, 6);
    expect(monotony.size).toBe(2);
    const gap = inputs.map((night, index) => (index === 5 ? { ...night, extras: {} } : night));
    expect(otherMeasures([], gap).monotony.size).toBe(0);
  });

  test('resting heart rate as far as it is plausible, of the device that is known', () => {
    const inputs = nightsEndingOn(date, [
      { restingHeartRatePerMin: 12 },
      {
        restingHeartRatePerMin: 51,
        sources: {
          restingHeartRatePerMin: {
            eventId: 'e',
            provider: 'terra',
            device: 'FITBIT',
            metric: 'resting_heart_rate',
            documentKey: 'd',
          },
        },
      },
    ]);
    expect([...otherMeasures([], inputs).resting_heart_rate]).toEqual([
      [date, { value: 51, source: 'terra:FITBIT:resting_heart_rate' }],
    ]);
  });
});
