import { expect, test } from 'vitest';
import { provider as healthkit } from './index.ts';

const nowMs = Date.UTC(2026, 10, 21);
const workoutsOf = (...workouts: unknown[]) =>
  healthkit.normalise({ userId: 'person-1' }, { data: { workouts } }, nowMs).documents;

const date = '2026-03-28 18:03:00 +0100';
const utc = '2026-03-28T17:03:00.000Z';
const source = 'Apple Watch';
const run = {
  id: 'W-1',
  name: 'Outdoor Run',
  start: '2026-03-28 23:42:00 +0100',
  end: '2026-03-29 00:21:00 +0100',
};

test('a workout is known by its id and belongs to the date written in its end', () => {
  expect(workoutsOf(run)).toEqual([
    {
      documentKey: 'person-1:workout:W-1',
      kind: 'activity',
      source: 'healthkit',
      interval: {
        start: '2026-03-28T22:42:00.000Z',
        end: '2026-03-28T23:21:00.000Z',
        zoneOffsetMin: 60,
        localDate: '2026-03-29',
      },
      isNap: false,
      retracted: false,
      readings: [],
      quarantined: [],
    },
  ]);
  expect(workoutsOf({ ...run, id: undefined })[0]!.documentKey).toBe(
    'person-1:workout:2026-03-28T22:42:00.000Z_2026-03-28T23:21:00.000Z',
  );
});

test.each([
  [{ duration: 2340 }, 'active_duration:sum:workout', 2340],
  [{ distance: { qty: 6.12, units: 'km' } }, 'distance:sum:workout', 6120],
  [{ distance: { qty: 2, units: 'mi' } }, 'distance:sum:workout', 3218.688],
  [{ activeEnergyBurned: { qty: 412.3, units: 'kcal' } }, 'energy_expended.active:sum:workout', 412.3],
  [{ activeEnergyBurned: { qty: 418.4, units: 'kJ' } }, 'energy_expended.active:sum:workout', 100],
  [
    { heartRateData: [{ date, Avg: 112.5, units: 'bpm', source }] },
    `heart_rate:average:workout:Apple Watch@${utc}`,
    112.5,
  ],
  [{ heartRateData: [{ date, Min: 98, source }] }, `heart_rate:minimum:workout:Apple Watch@${utc}`, 98],
  [{ heartRateData: [{ date, Max: 121, source }] }, `heart_rate:maximum:workout:Apple Watch@${utc}`, 121],
  [
    { heartRateRecovery: [{ date, Avg: 131, units: 'bpm', source }] },
    `heart_rate:average:none:Apple Watch@${utc}`,
    131,
  ],
  [
    { stepCount: [{ date, qty: 162, units: 'count', source }] },
    `step_count:sum:workout:Apple Watch@${utc}`,
    162,
  ],
])('%j', (content, key, value) => {
  const [document] = workoutsOf({ ...run, ...content });
  expect(document!.readings.map((reading) => [reading.key, reading.value])).toEqual([
    [key, expect.closeTo(value, 6)],
  ]);
  expect(document!.readings[0]!.localDate).toBe('2026-03-29');
});

test.each([
  [{ distance: { qty: 6 } }, 'unit_unknown'],
  [{ distance: { qty: '6', units: 'km' } }, 'not_a_number'],
  [{ duration: -1 }, 'out_of_range'],
  [{ duration: 60, end: undefined }, 'time_missing'],
  [{ duration: 60, end: '2026-03-28 22:00:00 +0100' }, 'time_implausible'],
  [{ stepCount: [{ date: 'then', qty: 1, units: 'count' }] }, 'time_unreadable'],
])('%j is set aside', (content, reason) => {
  expect(workoutsOf({ ...run, ...content })).toMatchObject([{ readings: [], quarantined: [{ reason }] }]);
});
