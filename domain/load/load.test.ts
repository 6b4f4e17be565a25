import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelledPerformance, recoveryDays, trainingBalance } from './fitness-fatigue.ts';
import { loadFacts } from './load-point.ts';
import { loadRatios, movingAverage } from './moving-average.ts';
import { ownPercentile, ownPercentiles, percentileRank } from './own-percentile.ts';
import { type DayLoad, dayLoad, sessionLoad, trimp } from './session-load.ts';
import { isMonotonous, rollingWeekLoad, weekLoad } from './week-load.ts';

const week = [400, 0, 300, 500, 0, 600, 200];

describe('one session and one day', () => {
  test('session-RPE is rating times minutes', () => {
    expect(sessionLoad(6, 50)).toBe(300);
    expect([
      sessionLoad(11, 50),
      sessionLoad(-1, 50),
      sessionLoad(5, -1),
      sessionLoad(Number.NaN, 5),
    ]).toEqual(Array(4).fill(null));
  });

  test('TRIMP of 60 min at 150 with 50 at rest and 190 at most', () => {
    const session = { minutes: 60, heartRate: 150, restingHeartRate: 50, maximalHeartRate: 190 };
    const share = 100 / 140;
    expect(trimp({ ...session, weights: 'men' })).toBeCloseTo(60 * share * 0.64 * Math.exp(1.92 * share), 12);
    expect(trimp({ ...session, weights: 'men' })).toBeCloseTo(108.095359, 4);
    expect(trimp({ ...session, weights: 'women' })).toBeCloseTo(121.499066, 4);
    expect(trimp({ ...session, heartRate: 40, weights: 'men' })).toBeNull();
    expect(trimp({ ...session, maximalHeartRate: 50, weights: 'men' })).toBeNull();
  });

  test('a day without a session is unknown, not zero, unless rest was confirmed', () => {
    expect([dayLoad([], false), dayLoad([], true), dayLoad([300, 120], false)]).toEqual([null, 0, 420]);
  });
});

describe('a week', () => {
  test('monotony of 400 0 300 500 0 600 200 with n - 1', () => {
    const result = weekLoad(week)!;
    expect(result.load).toBe(2000);
    expect(result.monotony).toBeCloseTo(2000 / 7 / Math.sqrt(328571.428571 / 6), 6);
    expect(result.monotony).toBeCloseTo(1.22094, 5);
    expect(result.strain).toBeCloseTo(2441.88, 1);
  });

  test('no variation has no monotony; an unknown day has no week', () => {
    expect(weekLoad(Array(7).fill(300))).toEqual({
      load: 2100,
      monotony: null,
      strain: null,
      noVariation: true,
    });
    expect(weekLoad([null, ...week.slice(1)])).toBeNull();
    expect(weekLoad(week.slice(1))).toBeNull();
    expect(rollingWeekLoad([...week, 100]).map((each) => each?.load ?? null)).toEqual([
      ...Array(6).fill(null),
      2000,
      1700,
    ]);
    expect([2, 2.01].map(isMonotonous)).toEqual([false, true]);
  });
});

describe('moving averages', () => {
  test('begin with the first load: 100 200 50 with lambda 1/4', () => {
    expect(movingAverage([100, 200, 50], 7)).toEqual([100, 125, 106.25]);
  });

  test('an unknown day changes nothing, a rest day does', () => {
    expect(movingAverage([null, 100, null, 200], 7)).toEqual([null, 100, 100, 125]);
    expect(movingAverage([100, 0], 7)).toEqual([100, 75]);
  });

  test('the ratio needs 21 known days and is 1 for a constant load', () => {
    const ratios = loadRatios([...Array(20).fill(300), null, 300]);
    expect(ratios.slice(0, 21)).toEqual(Array(21).fill(null));
    expect(ratios[21]).toEqual({ acute: 300, chronic: 300, ratio: 1, band: 'usual', knownDays: 21 });
  });

  test('three days of triple load after a month: acute 646.875, ratio 1.5558', () => {
    const last = loadRatios([...Array(28).fill(300), 900, 900, 900]).at(-1)!;
    expect(last.acute).toBeCloseTo(900 - 600 * 0.75 ** 3, 9);
    expect(last.chronic).toBeCloseTo(900 - 600 * (27 / 29) ** 3, 9);
    expect(last.ratio).toBeCloseTo(1.555835, 6);
    expect(last.band).toBe('sharp_rise');
  });

  test('nothing done for so long that there is no usual: no ratio', () => {
    expect(loadRatios(Array(25).fill(0)).at(-1)).toMatchObject({ ratio: null, band: null });
  });
});

describe('fitness and fatigue', () => {
  test('one day of 100: fitness 2.3528, fatigue 13.3122', () => {
    const [day] = trainingBalance([100]);
    expect(day!.chronic).toBeCloseTo(2.352831, 5);
    expect(day!.acute).toBeCloseTo(13.31221, 5);
    expect(day!.balance).toBeCloseTo(day!.chronic - day!.acute, 12);
  });

  test('an unknown day is counted and changes nothing', () => {
    const [first, second] = trainingBalance([100, null]);
    expect(second).toEqual({ ...first, unknownDays: 1 });
  });

  test('5.82 days to recover, 20.87 to peak; the modelled curve agrees', () => {
    expect(recoveryDays()!.toRecover).toBeCloseTo(5.822436, 5);
    expect(recoveryDays()!.toPeak).toBeCloseTo(20.873216, 5);
    expect(recoveryDays({ fitnessDays: 7, fatigueDays: 42, fitnessGain: 1, fatigueGain: 2 })).toBeNull();
    const curve = modelledPerformance([100, ...Array(40).fill(0)]) as number[];
    expect(curve[5]).toBeLessThan(0);
    expect(curve[6]).toBeGreaterThan(0);
    expect(curve.indexOf(Math.max(...curve))).toBe(21);
    expect(modelledPerformance([100, null, 0, 0])[3]).toBeNull();
  });
});

describe('personal thresholds', () => {
  test('a percentile needs 28 known values', () => {
    const past = Array.from({ length: 29 }, (_, i) => i);
    expect(ownPercentile(past, 0.75)).toBe(21);
    expect(ownPercentile([...past.slice(2), null, null], 0.75)).toBeNull();
    expect(percentileRank(past, 14)).toBeCloseTo(0.5, 12);
    expect(percentileRank(past.slice(2), 14)).toBeNull();
  });

  test('a sharp rise above the own 80th percentile earns the load point', () => {
    const facts = loadFacts([
      ...Array(56)
        .fill(0)
        .map((_, i) => 250 + (i % 3) * 50),
      1200,
      1200,
      1200,
    ]);
    expect(facts[55]).toMatchObject({ rule: null, known: true });
    expect(facts[58]!.rule).toBe('ratio>1.5&acute>p80');
    expect(facts[58]!.ratio).toBeGreaterThan(1.5);
  });

  test('a heavy week of nearly equal days earns it too; a light one does not', () => {
    const usual = Array.from({ length: 56 }, (_, i) => (i % 7 < 3 ? 400 : 0));
    const equal = [380, 400, 380, 400, 380, 400, 380];
    expect(loadFacts([...usual, ...equal]).at(-1)!.rule).not.toBeNull();
    expect(loadFacts([...usual, ...equal.map((load) => load / 10)]).at(-1)!.rule).toBeNull();
  });

  test('with too little past it is not known', () => {
    expect(loadFacts(Array(20).fill(300)).at(-1)).toEqual({
      ratio: null,
      monotony: null,
      rule: null,
      known: false,
    });
  });
});

test('nothing is ever NaN or infinite', () => {
  const loads = fc.array(fc.option(fc.double({ min: 0, max: 3000, noNaN: true })), { maxLength: 60 });
  fc.assert(
    fc.property(loads, (days: DayLoad[]) => {
      const numbers = [
        ...rollingWeekLoad(days),
        ...loadRatios(days),
        ...trainingBalance(days),
        ...loadFacts(days),
      ]
        .flatMap((each) => Object.values(each ?? {}))
        .filter((value) => typeof value === 'number');
      expect(numbers.every(Number.isFinite)).toBe(true);
    }),
  );
});

test('percentiles of a moving window are those of each window by itself', () => {
  const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 150 }), fc.integer({ min: 1, max: 90 }), (values, days) => {
      const expected = values.map((_, i) => ownPercentile(values.slice(Math.max(0, i - days), i), 0.8));
      expect(ownPercentiles(values, days, 0.8)).toEqual(expected);
    }),
  );
});
