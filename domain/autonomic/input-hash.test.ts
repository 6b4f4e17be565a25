import { expect, test } from 'vitest';
import { assessNights } from './assess.ts';
import { changedNights } from './changed-nights.ts';
import { inputHash } from './input-hash.ts';
import type { NightInput } from './night.ts';
import { dateAfter, steadyNights } from './night-fixtures.ts';
import { observe } from './observation.ts';
import { plainReader } from './quantity-values.ts';
import { layOut } from './series.ts';
import { type FoldState, initialFoldState } from './state.ts';

const history = layOut(steadyNights(20))!;
const nightOf = (index: number) => ({ history, reader: plainReader(), index, excluded: [] });
const observation = observe(nightOf(19), null);
const hashAfter = (fold: FoldState) => inputHash('neuros-cns/0.1', observation, fold);

test('is a SHA-256 in hexadecimal, the same however the night was observed', () => {
  expect(hashAfter(initialFoldState)).toMatch(/^sha256:[0-9a-f]{64}$/);
  const reader = plainReader();
  const before = observe({ ...nightOf(18), reader }, null);
  const moved = observe({ ...nightOf(19), reader }, before);
  expect(inputHash('neuros-cns/0.1', moved, initialFoldState)).toBe(hashAfter(initialFoldState));
});

test('every part of the fold state takes part', () => {
  const others: Partial<FoldState>[] = [
    { previous: 'strained' },
    { calm: 1 },
    { insufficientNights: 1 },
    { rawIllnessNights: 1 },
    { illnessYesterday: { points: 1, specific: 0 } },
    { illnessYesterday: { points: 1, specific: 1 } },
  ];
  const hashes = others.map((values) => hashAfter({ ...initialFoldState, ...values }));
  expect(new Set([...hashes, hashAfter(initialFoldState)]).size).toBe(others.length + 1);
});

test.each<[keyof NightInput, number, number]>([
  ['sleepMinutes', 421, 6],
  ['nightHeartRatePerMin', 52.1, 60],
  ['respiratoryRatePerMin', 15.21, 60],
  ['skinTemperatureCel', 33.21, 60],
  ['rmssdMs', 40.4, 66],
  ['restingHeartRatePerMin', 60, -1],
  ['skinTemperatureDeviationCel', 0.1, -1],
])('a corrected %s reaches as far as its longest window', (name, value, days) => {
  const nights = steadyNights(100);
  const standing = new Map(assessNights(nights).map((night) => [night.date, night]));
  nights[20] = { ...nights[20]!, [name]: value };
  const changed = changedNights(standing, assessNights(nights)).map((night) => night.date);
  expect(changed).toEqual(Array.from({ length: days + 1 }, (_, i) => dateAfter(20 + i)));
});
