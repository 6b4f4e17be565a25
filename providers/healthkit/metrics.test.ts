import { describe, expect, test } from 'vitest';
import { provider as healthkit } from './index.ts';
import { metricOfExportName, metricOfType } from './metrics.ts';

const nowMs = Date.UTC(2026, 10, 21);
const documentsOf = (body: unknown, userId = 'person-1') =>
  healthkit.normalise({ userId }, body, nowMs).documents;
const exported = (name: string, units: unknown, ...data: unknown[]) =>
  documentsOf({ data: { metrics: [{ name, units, data }] } });

const date = '2026-03-28 14:30:00 +0100';
const utc = '2026-03-28T13:30:00.000Z';
const source = 'Apple Watch';

/** Identifier, name in Health Auto Export, unit and value as sent, then the reading. */
const mapped = [
  ['HeartRate', 'heart_rate', 'count/min', 72, 'heart_rate', 'sample', 72],
  ['RestingHeartRate', 'resting_heart_rate', 'bpm', 52, 'resting_heart_rate', 'sample', 52],
  [
    'HeartRateVariabilitySDNN',
    'heart_rate_variability',
    'ms',
    41.2,
    'heart_rate_variability.sdnn',
    'sample',
    41.2,
  ],
  [
    'WalkingHeartRateAverage',
    'walking_heart_rate_average',
    'bpm',
    98,
    'walking_heart_rate_average',
    'sample',
    98,
  ],
  ['WalkingHeartRateAverage', 'walking_heart_rate', 'bpm', 98, 'walking_heart_rate_average', 'sample', 98],
  [
    'HeartRateRecoveryOneMinute',
    'cardio_recovery',
    'count/min',
    31,
    'heart_rate_recovery_1min',
    'sample',
    31,
  ],
  ['OxygenSaturation', 'blood_oxygen_saturation', '%', 0.97, 'oxygen_saturation', 'sample', 97],
  ['OxygenSaturation', 'blood_oxygen_saturation', '%', 97, 'oxygen_saturation', 'sample', 97],
  ['RespiratoryRate', 'respiratory_rate', 'count/min', 14.5, 'respiratory_rate', 'sample', 14.5],
  ['BodyTemperature', 'body_temperature', 'degF', 98.6, 'body_temperature', 'sample', 37],
  [
    'AppleSleepingWristTemperature',
    'apple_sleeping_wrist_temperature',
    'degC',
    34.9,
    'skin_temperature',
    'sample',
    34.9,
  ],
  ['StepCount', 'step_count', 'count', 8500, 'step_count', 'sum', 8500],
  ['DistanceWalkingRunning', 'walking_running_distance', 'mi', 2, 'distance', 'sum', 3218.688],
  ['ActiveEnergyBurned', 'active_energy', 'kJ', 418.4, 'energy_expended.active', 'sum', 100],
  ['BasalEnergyBurned', 'basal_energy_burned', 'kcal', 1650, 'energy_expended.basal', 'sum', 1650],
  ['FlightsClimbed', 'flights_climbed', 'count', 12, 'floors_climbed', 'sum', 12],
  ['AppleExerciseTime', 'apple_exercise_time', 'min', 30, 'active_duration', 'sum', 1800],
  ['VO2Max', 'vo2max', 'mL/min·kg', 45.5, 'vo2_max', 'sample', 45.5],
  ['VO2Max', 'vo2_max', 'ml/(kg·min)', 45.5, 'vo2_max', 'sample', 45.5],
  ['BodyMass', 'weight_body_mass', 'lb', 160, 'body_weight', 'sample', 72.5747792],
  ['Height', 'height', 'cm', 179, 'body_height', 'sample', 1.79],
  ['BodyFatPercentage', 'body_fat_percentage', '%', 0.179, 'body_fat_percentage', 'sample', 17.9],
  ['BodyMassIndex', 'body_mass_index', 'count', 22.6, 'body_mass_index', 'sample', 22.6],
  ['LeanBodyMass', 'lean_body_mass', 'kg', 58.2, 'lean_body_mass', 'sample', 58.2],
  ['BloodGlucose', 'blood_glucose', 'mmol/L', 5.5, 'blood_glucose', 'sample', 99.088],
] as const;

describe('metrics', () => {
  test.each(mapped)('%s, exported as %s in %s', (identifier, name, unit, sent, metric, statistic, value) => {
    const sample = {
      type: `HKQuantityTypeIdentifier${identifier}`,
      value: sent,
      unit,
      startDate: date,
      source,
    };
    const fromExport = exported(name, unit, { date, qty: sent, source });
    const [document] = fromExport;
    expect(document).toMatchObject({
      documentKey: `person-1:${metric}:2026-03-28`,
      kind: 'metric_day',
      source: 'healthkit:Apple Watch',
      interval: {
        start: '2026-03-27T23:00:00.000Z',
        end: '2026-03-28T23:00:00.000Z',
        localDate: '2026-03-28',
      },
      quarantined: [],
      readings: [
        {
          key: `${metric}:${statistic}:none:Apple Watch@${utc}`,
          metric,
          value: expect.closeTo(value, 6),
          statistic,
          context: 'none',
          period: 'instant',
          start: utc,
          end: utc,
          zoneOffsetMin: 60,
          localDate: '2026-03-28',
          status: 'final',
        },
      ],
    });
    expect(documentsOf({ samples: [sample] })).toEqual(fromExport);
    expect(documentsOf({ samples: [{ ...sample, type: identifier }] })).toEqual(fromExport);
  });

  test.each([
    ['Systolic', 120],
    ['Diastolic', 80],
  ])('BloodPressure%s', (side, value) => {
    const metric = `blood_pressure.${side.toLowerCase()}`;
    const [document] = documentsOf({
      samples: [
        { type: `HKQuantityTypeIdentifierBloodPressure${side}`, value, unit: 'mmHg', startDate: date },
      ],
    });
    expect(document).toMatchObject({
      documentKey: `person-1:${metric}:2026-03-28`,
      readings: [{ metric, value }],
    });
  });

  test('blood_pressure is two metrics', () => {
    const documents = exported('blood_pressure', 'mmHg', {
      date,
      systolic: 120,
      diastolic: 80,
      source: 'Withings',
    });
    expect(documents.map(({ documentKey, readings }) => [documentKey, readings[0]!.value])).toEqual([
      ['person-1:blood_pressure.systolic:2026-03-28', 120],
      ['person-1:blood_pressure.diastolic:2026-03-28', 80],
    ]);
  });

  test('heart_rate has a least, a mean and a most', () => {
    const [document] = exported('heart_rate', 'bpm', { date, Min: 65, Avg: 72.5, Max: 85, source });
    expect(document!.readings.map(({ key, value }) => [key, value])).toEqual([
      [`heart_rate:minimum:none:Apple Watch@${utc}`, 65],
      [`heart_rate:average:none:Apple Watch@${utc}`, 72.5],
      [`heart_rate:maximum:none:Apple Watch@${utc}`, 85],
    ]);
  });

  test.each(['constructor', '__proto__', 'heartRate', '', 5, null])('%j is no name', (name) => {
    expect([metricOfExportName(name), metricOfType(name)]).toEqual([undefined, undefined]);
  });
});

describe('days', () => {
  test('each point goes to the date written in it, whatever UTC says', () => {
    const documents = exported(
      'step_count',
      'count',
      { date: '2024-09-21 7:57:00\u202fam +1000', qty: 12, source: 'iPhone' },
      { date: '2024-09-21 8:01:00 AM +1000', qty: 9, source: 'Apple Watch' },
      { date: '2024-09-22 12:01:00 AM +1000', qty: 3, source: 'iPhone' },
    );
    expect(
      documents.map(({ documentKey, source: from, readings }) => [documentKey, from, readings.length]),
    ).toEqual([
      ['person-1:step_count:2024-09-21', 'healthkit:Apple Watch|iPhone', 2],
      ['person-1:step_count:2024-09-22', 'healthkit:iPhone', 1],
    ]);
  });

  test('a window posted again has the same keys; two sources at one time are two readings', () => {
    const points = [1, 2, 3].map((qty) => ({ date, qty, source: qty === 3 ? 'iPhone' : source }));
    const [document] = exported('step_count', 'count', ...points);
    expect(document!.readings.map(({ key, value }) => [key, value])).toEqual([
      [`step_count:sum:none:Apple Watch@${utc}`, 2],
      [`step_count:sum:none:iPhone@${utc}`, 3],
    ]);
  });

  test('a sample with an end is an interval of the day it starts in', () => {
    const [document] = documentsOf({
      samples: [
        {
          type: 'StepCount',
          value: 40,
          unit: 'count',
          startDate: '2026-03-28T23:55:00+01:00',
          endDate: '2026-03-29T00:05:00+01:00',
        },
      ],
    });
    expect(document!.readings[0]).toMatchObject({
      period: 'interval',
      start: '2026-03-28T22:55:00.000Z',
      end: '2026-03-28T23:05:00.000Z',
      localDate: '2026-03-28',
    });
  });

  test.each([
    ['heart_rate', 'bpm', { date, qty: '58' }, 'not_a_number', '2026-03-28'],
    ['heart_rate', 'bpm', { date, qty: 400 }, 'out_of_range', '2026-03-28'],
    ['heart_rate', 'furlong', { date, qty: 58 }, 'unit_unknown', '2026-03-28'],
    ['heart_rate', undefined, { date, qty: 58 }, 'unit_unknown', '2026-03-28'],
    ['heart_rate', 'bpm', { qty: 58 }, 'time_missing', 'undated'],
    ['heart_rate', 'bpm', { date: 'March 7', qty: 58 }, 'time_unreadable', 'undated'],
    ['heart_rate', 'bpm', { date: '2026-03-28 14:30:00', qty: 58 }, 'time_without_offset', '2026-03-28'],
    ['heart_rate', 'bpm', { date: '1970-01-01 00:00:00 +0000', qty: 58 }, 'time_implausible', '1970-01-01'],
  ])('%s in %s: %j is set aside', (name, unit, point, reason, day) => {
    expect(exported(name, unit, point)).toMatchObject([
      {
        documentKey: `person-1:heart_rate:${day}`,
        readings: [],
        quarantined: [{ metric: 'heart_rate', reason }],
      },
    ]);
  });

  test('one odd point takes no other with it', () => {
    const [document] = exported(
      'heart_rate',
      'bpm',
      { date: '2026-03-28 14:30:00', qty: 58 },
      { date, qty: 60 },
    );
    expect(document!.readings.map(({ value }) => value)).toEqual([60]);
    expect(document!.quarantined).toHaveLength(1);
  });

  test('a 0 heart rate is no reading, a step count of 0 is one', () => {
    expect(exported('heart_rate', 'bpm', { date, qty: 0, source })[0]).toMatchObject({
      readings: [],
      quarantined: [],
    });
    expect(exported('step_count', 'count', { date, qty: 0, source })[0]!.readings).toHaveLength(1);
  });

  test('a user whose id has signs a stream name cannot have', () => {
    const [document] = documentsOf(
      { samples: [{ type: 'StepCount', value: 1, unit: 'count', startDate: date }] },
      'a@b.org',
    );
    expect(document!.documentKey).toMatch(/^sha256:[0-9a-f]{64}:step_count:2026-03-28$/);
  });
});
