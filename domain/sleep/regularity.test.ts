import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sleepEpochs } from './epochs.ts';
import { isClearlyIrregular, rollingRegularity, type SleepEpoch, sleepRegularity } from './regularity.ts';

const repeated = (day: SleepEpoch[], count: number) => Array.from({ length: count }, () => day);

describe('the sleep regularity index', () => {
  test('identical days are 100, alternating ones -100', () => {
    const day = [true, true, false, false];
    expect(sleepRegularity(repeated(day, 6))).toEqual({ index: 100, dayPairs: 5 });
    const alternating = Array.from({ length: 6 }, (_, i) =>
      day.map((asleep) => (i % 2 === 0 ? asleep : !asleep)),
    );
    expect(sleepRegularity(alternating).index).toBe(-100);
  });

  test('one of four epochs differs on the last of six days: 19 of 20 pairs agree, 90', () => {
    const days = [...repeated([true, true, false, false], 5), [true, false, false, false]];
    expect(sleepRegularity(days).index).toBe(90);
    expect(sleepRegularity([...days, [true, true, false, false]]).index).toBeCloseTo(
      -100 + (200 * 22) / 24,
      12,
    );
  });

  test('unknown epochs are dropped from numerator and denominator', () => {
    const days: SleepEpoch[][] = repeated([true, true, false, false], 6).map((day) => [...day]);
    days[2] = [null, true, false, null];
    expect(sleepRegularity(days)).toEqual({ index: 100, dayPairs: 5 });
    days[2] = [null, null, null, false];
    expect(sleepRegularity(days)).toEqual({ index: null, dayPairs: 3 });
  });

  test('needs five day pairs; days of different length are an error', () => {
    expect(sleepRegularity(repeated([true, false], 5)).index).toBeNull();
    expect(sleepRegularity([]).index).toBeNull();
    expect(sleepRegularity(repeated([], 9)).index).toBeNull();
    expect(() => sleepRegularity([[true], [true, false]])).toThrow('different numbers of epochs');
  });

  test('rolls over the last days', () => {
    const days = [[false, true], ...repeated([true, false], 7)];
    expect(rollingRegularity(days, 7).map(({ index }) => index)).toEqual(
      [...Array(5).fill(null), -100 + (200 * 8) / 10, -100 + (200 * 10) / 12, 100].map((value) =>
        value === null ? null : expect.closeTo(value, 9),
      ),
    );
    expect([39.9, 40].map(isClearlyIrregular)).toEqual([true, false]);
  });

  test('stays between -100 and 100', () => {
    const day = fc.array(fc.constantFrom(true, false, null), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 12 }), (days) => {
        const { index } = sleepRegularity(days);
        expect(index === null || (index >= -100 && index <= 100)).toBe(true);
      }),
    );
  });
});

test('epochs: asleep within a sleep, awake while observed, else unknown; a sleep crosses midnight', () => {
  const [first, second] = sleepEpochs(
    [{ startMin: 1380, endMin: 1860 }],
    [{ startMin: 720, endMin: 2400 }],
    2,
    60,
  );
  expect(first!.slice(11, 13)).toEqual([null, false]);
  expect(first![23]).toBe(true);
  expect([second![6], second![7], second![16]]).toEqual([true, false, null]);
});
