import { describe, expect, test } from 'vitest';
import { assessNights } from '../assess.ts';
import type { NightInput } from '../night.ts';
import { nightAt, steadyNight, steadyNights } from '../night-fixtures.ts';
import { layOut } from '../series.ts';
import { extraFacts } from './facts.ts';
import {
  leavesOverreached,
  type NightTrace,
  overreaching,
  tracesAfter,
  weeklyVariation,
} from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';

const nothing = extraFacts([steadyNight(0)], layOut([steadyNight(0)])!)[0]!;
const agreeing = { ...nothing, loadPointInFortnight: true, performanceChangePercent: -3 };
const trace = (values: Partial<NightTrace> = {}): NightTrace => ({
  h7: -1.2,
  heartRate: 0,
  variation: 5,
  parasympathetic: false,
  ...values,
});
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('the pattern', () => {
  test('7 of 10 nights at h7 -1 with two signs that agree', () => {
    const traces = [...times(3, trace({ h7: 0 })), ...times(6, trace({ h7: -1 }))];
    const found = overreaching(traces, trace({ h7: -1 }), agreeing)!;
    expect(found).toEqual({
      type: 'sympathetic',
      share: 0.7,
      nights: 10,
      supporting: ['load', 'performance'],
      fires: true,
    });
    expect(overreaching([...traces, trace({ h7: 0 })], trace(), agreeing)!.fires).toBe(false);
  });

  test('one sign is not enough, eight nights neither', () => {
    const one = { ...agreeing, performanceChangePercent: -2.9 };
    expect(overreaching(times(13, trace()), trace(), one)!).toMatchObject({ share: 1, fires: false });
    expect(overreaching([...times(7, trace()), ...times(6, null)], trace(), agreeing)).toBeNull();
  });

  test('heart rate of the week and how the person feels are signs too', () => {
    const fast = trace({ heartRate: 1 });
    const low = { ...nothing, lowWellbeingNights: 5 };
    expect(overreaching(times(13, fast), fast, low)!.supporting).toEqual(['subjective', 'heart_rate']);
  });

  test('the parasympathetic type', () => {
    const high = trace({ h7: 1.8, parasympathetic: true });
    expect(overreaching(times(13, high), high, agreeing)).toMatchObject({
      type: 'parasympathetic',
      fires: true,
    });
  });

  test('is left with 5 of 7 nights at -0.3', () => {
    const back = trace({ h7: -0.3 });
    expect(leavesOverreached([trace(), trace(), ...times(4, back)], back)).toBe(true);
    expect(leavesOverreached([...times(3, trace()), ...times(3, back)], back)).toBe(false);
    expect(leavesOverreached([...times(3, null), ...times(4, back)], back)).toBe(true);
  });

  test('the last 13 nights are kept; the variation needs five', () => {
    expect(tracesAfter(times(13, null), trace())).toEqual([...times(12, null), trace()]);
    expect(weeklyVariation([4, 4, 4, 4, null, null, null])).toBeNull();
    expect(weeklyVariation([3.6, 3.8, 4, 4.2, 4.4, null, null])).toBeCloseTo((100 * Math.sqrt(0.1)) / 4, 9);
  });
});

describe('a person', () => {
  const tired = (day: number): NightInput => {
    const depth = Math.min(0.3, 0.05 * (day - 60));
    const night = steadyNight(day);
    return {
      ...nightAt(day, {
        rmssdMs: night.rmssdMs! * Math.exp(-depth),
        nightHeartRatePerMin: night.nightHeartRatePerMin! + 4,
        sleepMinutes: 440,
      }),
      extras: { performanceChangePercent: -4 },
    };
  };
  const nights = [
    ...steadyNights(60),
    ...Array.from({ length: 16 }, (_, i) => tired(60 + i)),
    ...Array.from({ length: 12 }, (_, i) => steadyNight(76 + i)),
  ];
  const assessed = assessNights(nights, extendedRuleset.id);
  const states = assessed.map(({ state }) => state);

  test('is strained first, then overreached, and balanced a few good nights later', () => {
    const from = states.indexOf('overreached');
    expect(states.slice(60, from)).toContain('strained');
    expect(assessed[from]!.rulePath[1]).toBe('overreached:sympathetic,share>=0.7&performance&heart_rate');
    expect(assessed[from]!.previousState).toBe('strained');
    const until = states.lastIndexOf('overreached');
    expect(states.slice(from, until + 1).every((state) => state === 'overreached')).toBe(true);
    expect(until).toBeGreaterThan(76);
    expect(states.at(-1)).not.toBe('overreached');
    expect(assessed[until]!.rulePath[1]).toBe('overreached:held');
  });

  test('is told the share of nights as evidence; the margin is how far it is above 70 %', () => {
    const night = assessed[75]!;
    const item = night.evidence.find(({ channel }) => channel === 'overreaching')!;
    expect(item).toMatchObject({ unit: '%', nights: 14, citations: ['meeusen2013', 'tian2013'] });
    expect(item.value).toBeGreaterThanOrEqual(70);
    expect(night.confidence).toBeGreaterThan(50);
  });

  test('by the core rules is never overreached', () => {
    expect(assessNights(nights).some(({ state }) => state === 'overreached')).toBe(false);
  });
});
