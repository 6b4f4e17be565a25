import { describe, expect, test } from 'vitest';
import { sleepOn, sleepsEndingOn } from '../testing/sleeps.ts';
import { sleepDays, sleepNights } from './sleep-night.ts';

const hour = 3_600;

describe('the main sleep of a date', () => {
  test('in bed 23:00 to 7:00, 30 min to fall asleep, 6.5 h asleep: 81.25 %, 60 min awake, midpoint 3:15', () => {
    const sleep = sleepOn('2024-03-10', -1, 7, {
      inBedS: 8 * hour,
      latencyS: 1_800,
      asleepS: 6.5 * hour,
    });
    expect(sleepNights([sleep])).toEqual([
      {
        date: '2024-03-10',
        source: 'terra:OURA',
        sleepMin: 390,
        efficiencyPercent: 81.25,
        latencyMin: 30,
        wakeAfterOnsetMin: 60,
        midpointH: 3.25,
      },
    ]);
  });

  test('a midpoint before midnight is one, in the sleeper’s own clock', () => {
    expect(sleepNights([sleepOn('2024-03-10', -4, 3)])[0]!.midpointH).toBe(23.5);
    expect(sleepNights([sleepOn('2024-03-10', -4, 3, { zoneOffsetMin: -480 })])[0]!.midpointH).toBe(23.5);
  });

  test('what a source says of efficiency counts only where the time in bed is not known', () => {
    const said = { efficiencyPercent: 91, asleepS: 7 * hour };
    expect(sleepNights([sleepOn('2024-03-10', -1, 7, said)])[0]!.efficiencyPercent).toBe(91);
    const bed = { ...said, inBedS: 8 * hour };
    expect(sleepNights([sleepOn('2024-03-10', -1, 7, bed)])[0]!.efficiencyPercent).toBe(87.5);
    const impossible = { ...said, inBedS: 6 * hour };
    expect(sleepNights([sleepOn('2024-03-10', -1, 7, impossible)])[0]!.efficiencyPercent).toBeNull();
  });

  test('is the longest that is no nap, whatever the order', () => {
    const sleeps = [
      sleepOn('2024-03-10', 3, 7),
      sleepOn('2024-03-10', -2, 3),
      sleepOn('2024-03-10', 12, 21, { isNap: true }),
    ];
    for (const given of [sleeps, sleeps.toReversed()])
      expect(sleepNights(given).map(({ sleepMin }) => sleepMin)).toEqual([300]);
  });
});

describe('days from noon to noon', () => {
  const share = (epochs: readonly (boolean | null)[], value: boolean | null) =>
    epochs.filter((epoch) => epoch === value).length / epochs.length;

  test('asleep in the sleeps, awake between them, unknown around a night that is missing', () => {
    const nights = sleepsEndingOn('2024-03-13', 4, () => [-1, 7]);
    const days = sleepDays(nights);
    expect(days.map(({ date }) => date)).toEqual(['2024-03-10', '2024-03-11', '2024-03-12', '2024-03-13']);
    expect([true, false, null].map((value) => share(days[1]!.epochs, value))).toEqual([8 / 24, 16 / 24, 0]);
    const gap = sleepDays(nights.filter(({ date }) => date !== '2024-03-12'));
    expect(share(gap[2]!.epochs, null)).toBe(1);
    expect(share(gap[3]!.epochs, null)).toBe(11 / 24);
  });

  test('a nap is sleep, and one night that two sources saw is one', () => {
    const nights = sleepsEndingOn('2024-03-12', 3, () => [-1, 7]);
    const nap = sleepOn('2024-03-11', 9, 11, { isNap: true });
    const twice = sleepOn('2024-03-11', -1, 7, { document: 'healthkit sleep', source: 'healthkit:Watch' });
    expect(share(sleepDays([...nights, nap, twice])[1]!.epochs, true)).toBe(10 / 24);
    expect(sleepDays([])).toEqual([]);
  });
});
