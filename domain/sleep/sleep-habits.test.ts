import { describe, expect, test } from 'vitest';
import { sleepOn, sleepsEndingOn } from '../testing/sleeps.ts';
import { sleepHabits } from './sleep-habits.ts';
import { sleepSummary } from './sleep-summary.ts';

const today = '2024-03-10';
const habits = (sleeps: Parameters<typeof sleepHabits>[0]) => sleepHabits(sleeps, today);
const around = (midpoint: number) => [midpoint - 4, midpoint + 4] as const;

describe('how somebody slept in the last fortnight', () => {
  test('midpoints 3.0, 3.5, 2.75, 4.5, 5.0, 3.25, 3.0: mean 3.566871 h, deviation 0.788617 h', () => {
    const midpoints = [3, 3.5, 2.75, 4.5, 5, 3.25, 3];
    const found = habits(sleepsEndingOn(today, 7, (index) => around(midpoints[index]!)));
    expect(found.midpointH).toBeCloseTo(3.566871, 6);
    expect(found.midpointDeviationH).toBeCloseTo(0.788617, 6);
    expect(habits(sleepsEndingOn(today, 6, () => around(3))).midpointH).toBeNull();
  });

  test('the same hours every day are an index of 100; one hour later every other day', () => {
    const same = habits(sleepsEndingOn(today, 10, () => [-1, 7]));
    expect([same.regularity7, same.regularity28]).toEqual([100, 100]);
    // 2 of 24 hours differ in each pair of days.
    const odd = habits(sleepsEndingOn(today, 28, (index) => [-1 + (index % 2), 7 + (index % 2)]));
    expect(odd.regularity7).toBeCloseTo(-100 + (200 * 22) / 24, 9);
  });

  test('the rank is among the own weeks of two months', () => {
    const steady = sleepsEndingOn('2024-03-03', 80, (index) => [-1 + (index % 3) / 4, 7]);
    const wild = sleepsEndingOn(today, 7, (index) => [-1 + (index % 2) * 4, 7 + (index % 2) * 4]);
    expect(habits([...steady, ...wild]).regularityRank).toBe(0);
    expect(sleepHabits([...steady, ...wild], '2024-03-03').regularityRank).toBeGreaterThan(0.1);
  });

  test('most nights of low efficiency, or long to fall asleep', () => {
    const bed = { inBedS: 8 * 3_600 };
    const low = { ...bed, asleepS: 6.7 * 3_600, latencyS: 2_000 };
    const good = { ...bed, asleepS: 7 * 3_600, latencyS: 600 };
    const nights = (lowNights: number) =>
      sleepsEndingOn(today, 14, () => [-1, 7]).map((sleep, index) => ({
        ...sleep,
        ...(index < lowNights ? low : good),
      }));
    expect(habits(nights(8))).toMatchObject({ lowEfficiency: true, longLatency: true });
    expect(habits(nights(7))).toMatchObject({ lowEfficiency: false, longLatency: false });
    expect(habits(sleepsEndingOn(today, 14, () => [-1, 7]))).toMatchObject({
      lowEfficiency: null,
      longLatency: null,
    });
  });

  test('nothing is known without sleeps, and later ones take no part', () => {
    expect(Object.values(habits([])).every((value) => value === null)).toBe(true);
    const sleeps = sleepsEndingOn(today, 30, (index) => [-1 + (index % 4) / 3, 7]);
    expect(habits([...sleeps, sleepOn('2024-03-11', 5, 14)])).toEqual(habits(sleeps));
  });
});

describe('sleep for display', () => {
  test('with the need that was told: 7 nights of 6 h against 8 h', () => {
    const found = sleepSummary(
      sleepsEndingOn(today, 7, () => [0, 6]),
      today,
      480,
    );
    expect(found.need).toEqual({ minutes: 480, basis: 'told' });
    expect(found.deficit7Min).toBe(7 * 120);
    // 120 (1 + 0.9 + ... + 0.9^6) = 626.04 min.
    expect(found.debtMin).toBeCloseTo(120 * ((1 - 0.9 ** 7) / 0.1), 9);
    expect(found.debtFlag).toBe('severe');
  });

  test('the personal need is that of weekends after 30 nights; free days an hour later are 1 h of social jetlag', () => {
    const saturday = (index: number): boolean => [5, 6].includes(index % 7);
    // 2024-01-29 was a Monday.
    const sleeps = sleepsEndingOn(today, 42, (index) => (saturday(index) ? [0, 8.5] : [0, 6.5]));
    const found = sleepSummary(sleeps, today, null);
    expect(found.need).toEqual({ minutes: 510, basis: 'personal' });
    expect(found.socialJetlagH).toBeCloseTo(1, 9);
  });

  test('nulls, never NaN, where nothing is known', () => {
    const found = sleepSummary([], today, null);
    expect(found).toMatchObject({ night: null, debtMin: null, deficit7Min: null, socialJetlagH: null });
    expect(found.need).toEqual({ minutes: 480, basis: 'default' });
  });
});
