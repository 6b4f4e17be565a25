import { expect, test } from 'vitest';
import { sleepContinuity } from './continuity.ts';

const unknown = { sleepMin: null, timeInBedMin: null, latencyMin: null, wakeAfterOnsetMin: null };

test('420 of 480 min in bed are 87.5 %; what is neither sleep nor latency is wake', () => {
  expect(sleepContinuity({ ...unknown, sleepMin: 420, timeInBedMin: 480, latencyMin: 20 })).toEqual({
    efficiencyPercent: 87.5,
    wakeAfterOnsetMin: 40,
    flags: ['long_wake_after_onset'],
  });
});

test('the limits themselves are not flagged', () => {
  const at = { sleepMin: 408, timeInBedMin: 480, latencyMin: 30, wakeAfterOnsetMin: 30 };
  expect(sleepContinuity(at).flags).toEqual([]);
  const beyond = { sleepMin: 407, timeInBedMin: 480, latencyMin: 31, wakeAfterOnsetMin: 31 };
  expect(sleepContinuity(beyond).flags).toEqual(['low_efficiency', 'long_latency', 'long_wake_after_onset']);
});

test('what cannot be known is null', () => {
  const nothing = { efficiencyPercent: null, wakeAfterOnsetMin: null, flags: [] };
  expect(sleepContinuity(unknown)).toEqual(nothing);
  expect(sleepContinuity({ ...unknown, sleepMin: 0, timeInBedMin: 0, latencyMin: 0 })).toEqual(nothing);
  expect(sleepContinuity({ ...unknown, sleepMin: 500, timeInBedMin: 480, latencyMin: 5 })).toEqual(nothing);
});
