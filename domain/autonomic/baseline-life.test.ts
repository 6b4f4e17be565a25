import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reference } from './baseline.ts';
import { bridged, bridgeOf } from './bridge.ts';
import { channelKeyText, keyOfSource } from './channel-key.ts';
import { drift, isShifted, noShift, shiftAfter } from './drift.ts';
import { countsFrom } from './life-cycle.ts';
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
  const nights = (...lengths: number[]) =>
    lengths.flatMap((length, part) => Array.from({ length }, () => (part % 2 === 0 ? 3.7 : null)));
  const always = Number.NEGATIVE_INFINITY;

  test('a gap of 45 days keeps what was before, one of 46 starts anew', () => {
    expect(countsFrom(nights(40, 45, 2)).slice(84)).toEqual([always, always, always]);
    expect(countsFrom(nights(40, 46, 2)).slice(84)).toEqual([always, 86, 86, 86]);
  });

  test('while a long gap goes on nothing counts; the newest long gap decides', () => {
    expect(countsFrom(nights(1, 50)).slice(45)).toEqual([always, 47, 48, 49, 50, 51]);
    expect(countsFrom(nights(1, 46, 1, 60, 2)).at(-1)).toBe(108);
  });

  test('days before the first value are no gap', () => {
    expect(new Set(countsFrom([...Array(60).fill(null), 3.7, 3.7]))).toEqual(new Set([always]));
    expect(countsFrom([])).toEqual([]);
  });
});

describe('a change of device', () => {
  const old = days(1, 40).map((day) => 3.7 + 0.1 * Math.sin(day));

  test('seven nights of double wear bridge, six do not', () => {
    const nights = old.slice(33).map((value) => ({ old: value, new: value + 0.2 }));
    const bridge = bridgeOf(nights)!;
    expect(bridge).toMatchObject({ nights: 7, ratio: expect.closeTo(1, 9), offset: expect.closeTo(0.2, 9) });
    expect(bridged(bridge, old[0]!)).toBeCloseTo(old[0]! + 0.2, 9);
    expect(bridgeOf(nights.slice(1))).toBeNull();
  });

  test('worked: old 3.6 3.7 3.8 3.9 4.0 4.1 4.2, new 4.0 + 0.5 (x - 3.9); old 3.5 becomes 3.8', () => {
    const nights = [3.6, 3.7, 3.8, 3.9, 4.0, 4.1, 4.2].map((x) => ({ old: x, new: 4 + 0.5 * (x - 3.9) }));
    const bridge = bridgeOf(nights)!;
    expect(bridge).toMatchObject({
      centre: 3.9,
      offset: expect.closeTo(0.1, 9),
      ratio: expect.closeTo(0.5, 9),
    });
    expect(bridged(bridge, 3.5)).toBeCloseTo(3.8, 9);
  });

  test('a device that is a line of the other is bridged exactly', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(number, fc.double({ min: 0.5, max: 2, noNaN: true }), (offset, gain) => {
        const line = (value: number) => offset + gain * value;
        const bridge = bridgeOf(old.slice(20).map((value) => ({ old: value, new: line(value) })))!;
        for (const value of old) expect(bridged(bridge, value)).toBeCloseTo(line(value), 9);
      }),
    );
  });

  test('where one of the devices does not vary, values are only moved', () => {
    const flat = days(1, 7).map(() => 3);
    const varying = days(1, 7);
    expect(bridgeOf(flat.map((value, i) => ({ old: value, new: varying[i]! })))!.ratio).toBe(1);
    expect(bridgeOf(flat.map((value, i) => ({ old: varying[i]!, new: value })))!.ratio).toBe(1);
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
