import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reference } from './baseline.ts';
import { bridge } from './bridge.ts';
import { channelKeyText, keyOfSource } from './channel-key.ts';
import { drift, isShifted, noShift, shiftAfter } from './drift.ts';
import { lifeCycle } from './life-cycle.ts';
import { sorted } from './statistics.ts';

const days = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('channel keys', () => {
  test('vendor, family, metric, window', () => {
    const key = { vendor: 'Fitbit', deviceFamily: 'Sense 2', metric: 'rmssd', window: 'asleep' } as const;
    expect(channelKeyText(key)).toBe('fitbit:sense_2:rmssd:asleep');
    expect(() => channelKeyText({ ...key, metric: 'a:b' })).toThrow('not a part of a channel key');
    expect(() => channelKeyText({ ...key, vendor: ' ' })).toThrow('not a part of a channel key');
  });

  test('an unknown device has no key', () => {
    const source = { eventId: 'e', provider: 'oura', device: 'Ring', metric: 'rmssd', documentKey: 'd' };
    expect(keyOfSource(source, 'whole_night')).toBe('oura:ring:rmssd:whole_night');
    expect(keyOfSource({ ...source, device: '' }, 'whole_night')).toBeNull();
  });
});

describe('life cycle', () => {
  test.each([
    [7, 'collecting', 6],
    [8, 'provisional', 7],
    [15, 'baseline_low', 14],
    [31, 'baseline_ok', 30],
    [90, 'baseline_ok', 60],
  ])('on day %i: %s', (day, status, n) => {
    expect(lifeCycle(days(1, day), day)).toMatchObject({ status, n, waiting: false });
  });

  test('a gap of 15 days keeps the baseline and waits for the third night', () => {
    const valid = [...days(1, 40), ...days(56, 70)];
    expect(lifeCycle(valid, 56)).toMatchObject({ waiting: true, longestGap: 15, status: 'baseline_ok' });
    expect([57, 58, 59].map((day) => lifeCycle(valid, day).waiting)).toEqual([true, false, false]);
    expect(lifeCycle([...days(1, 40), ...days(55, 70)], 55).waiting).toBe(false);
    expect(lifeCycle(days(1, 40), 56).waiting).toBe(true);
  });

  test('a gap of 46 days starts the count anew, one of 45 does not', () => {
    expect(lifeCycle([...days(1, 40), ...days(87, 100)], 90)).toMatchObject({ n: 3, status: 'collecting' });
    expect(lifeCycle([...days(1, 40), ...days(86, 100)], 90)).toMatchObject({
      n: 4 + 11,
      status: 'baseline_low',
    });
  });
});

describe('a change of device', () => {
  const old = days(1, 40).map((day) => ({ day, value: 3.7 + 0.1 * Math.sin(day) }));

  test('seven nights of double wear bridge, six do not', () => {
    const after = old.slice(33).map(({ day, value }) => ({ day, value: value + 0.2 }));
    const result = bridge(old, after)!;
    expect(result).toMatchObject({ nights: 7, ratio: expect.closeTo(1, 9), offset: expect.closeTo(0.2, 9) });
    expect(result.history.length).toBe(33);
    expect(result.history[0]).toEqual({
      day: 1,
      value: expect.closeTo(old[0]!.value + 0.2, 9),
      bridged: true,
    });
    expect(bridge(old, after.slice(1))).toBeNull();
  });

  test('worked: old 3.6 3.7 3.8 3.9 4.0 4.1 4.2, new 4.0 + 0.5 (x - 3.9); old 3.5 becomes 3.8', () => {
    const double = [3.6, 3.7, 3.8, 3.9, 4.0, 4.1, 4.2].map((value, i) => ({ day: 10 + i, value }));
    const after = double.map(({ day, value }) => ({ day, value: 4 + 0.5 * (value - 3.9) }));
    const result = bridge([{ day: 1, value: 3.5 }, ...double], after)!;
    expect(result.offset).toBeCloseTo(0.1, 9);
    expect(result.ratio).toBeCloseTo(0.5, 9);
    expect(result.history.map(({ value }) => value)).toEqual([expect.closeTo(3.8, 9)]);
  });

  test('a device that is a line of the other is bridged exactly', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, fc.double({ min: 0.5, max: 2, noNaN: true }), (offset, gain) => {
        const after = old.slice(20).map(({ day, value }) => ({ day, value: offset + gain * value }));
        for (const [index, { value }] of bridge(old, after)!.history.entries()) {
          expect(value).toBeCloseTo(offset + gain * old[index]!.value, 9);
        }
      }),
    );
  });

  test('an old device that does not vary is only moved', () => {
    const flat = days(1, 8).map((day) => ({ day, value: 3 }));
    expect(bridge(flat, flat.slice(1))!.ratio).toBe(1);
  });
});

describe('slow drift', () => {
  const long = sorted([
    ...Array(120)
      .fill(0)
      .map((_, i) => 3.7 + 0.001 * (i - 60)),
    ...Array(60).fill(3.5),
  ]);
  const short = (median: number, n = 60): Reference => ({ n, median, scaledMad: 0.1 });

  test('distance is told in scaled MADs of the 60 days', () => {
    const result = drift(short(3.5), long)!;
    expect(result.median180).toBeCloseTo(3.6695, 9);
    expect(result.distance).toBeCloseTo(-1.695, 9);
    expect(drift(short(3.5, 13), long)).toBeNull();
    expect(drift(short(3.5), long.subarray(0, 59))).toBeNull();
  });

  test('21 days beyond one sigma on the same side are a shift', () => {
    const away = { median60: 3, median180: 3.2, sigma: 0.1, distance: -2, n180: 100 };
    let run = noShift;
    for (let day = 0; day < 20; day++) run = shiftAfter(run, away);
    expect(isShifted(run)).toBe(false);
    run = shiftAfter(run, away);
    expect([isShifted(run), run.direction]).toEqual([true, 'down']);
    expect(shiftAfter(run, { ...away, distance: 2 })).toEqual({ direction: 'up', days: 1 });
    expect(shiftAfter(run, { ...away, distance: -1 })).toEqual(noShift);
    expect(shiftAfter(run, null)).toEqual(noShift);
  });
});
