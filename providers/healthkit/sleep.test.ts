import { describe, expect, test } from 'vitest';
import { provider as healthkit } from './index.ts';
import { sleepStageOf } from './sleep-stages.ts';

const nowMs = Date.UTC(2026, 10, 21);
const documentsOf = (body: unknown) => healthkit.normalise({ userId: 'person-1' }, body, nowMs).documents;
const analysis = (...data: unknown[]) =>
  documentsOf({ data: { metrics: [{ name: 'sleep_analysis', units: 'hr', data }] } });
const source = 'Apple Watch';

describe('aggregated nights', () => {
  const night = {
    date: '2026-03-29',
    totalSleep: 6.5,
    asleep: 0,
    core: 3.83,
    deep: 1.17,
    rem: 1.5,
    awake: 0.5,
    inBed: 7,
    sleepStart: '2026-03-28 23:39:00 +0100',
    sleepEnd: '2026-03-29 07:30:00 +0200',
    source,
  };

  test('hours become seconds of the night that ends on the date written in sleepEnd', () => {
    const [document, ...others] = analysis(night);
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      documentKey: 'person-1:sleep:2026-03-29:2026-03-28T22:39:00.000Z:9371bab2',
      kind: 'sleep',
      source: 'healthkit:Apple Watch',
      isNap: false,
      interval: {
        start: '2026-03-28T22:39:00.000Z',
        end: '2026-03-29T05:30:00.000Z',
        zoneOffsetMin: 120,
        localDate: '2026-03-29',
      },
      quarantined: [],
    });
    expect(document!.readings.map(({ key, value }) => [key, value])).toEqual([
      ['sleep_duration.total:sum:sleep', 23_400],
      ['sleep_duration.light:sum:sleep', expect.closeTo(13_788, 6)],
      ['sleep_duration.deep:sum:sleep', expect.closeTo(4212, 6)],
      ['sleep_duration.rem:sum:sleep', 5400],
      ['sleep_duration.awake:sum:sleep', 1800],
      ['time_in_bed:sum:sleep', 25_200],
    ]);
    expect(document!.readings[0]!.original).toEqual({ value: 6.5, unit: 'hr' });
  });

  test.each([
    [{ totalSleep: 0, asleep: 6 }, 21_600],
    [{ totalSleep: null, asleep: 6 }, 21_600],
    [{ totalSleep: 6.5, asleep: 6 }, 23_400],
    [{ totalSleep: 0, asleep: 0 }, 0],
  ])('the total of %j is %d s', (change, seconds) => {
    expect(analysis({ ...night, ...change })[0]!.readings[0]).toMatchObject({
      metric: 'sleep_duration.total',
      value: seconds,
    });
  });

  test('without its times a night is set aside whole', () => {
    const [document] = analysis({ ...night, sleepEnd: undefined });
    expect(document).toMatchObject({ interval: null, readings: [] });
    expect(document!.quarantined.map(({ reason }) => reason)).toEqual(new Array(6).fill('time_missing'));
  });
});

const segment = (from: string, to: string, value: unknown, other = source) => ({
  startDate: `${from} +0100`,
  endDate: `${to} +0100`,
  value,
  source: other,
});

describe('segments', () => {
  const night = [
    segment('2026-01-10 23:30:00', '2026-01-11 07:00:00', 'In Bed'),
    segment('2026-01-10 23:30:00', '2026-01-11 00:30:00', 'Core'),
    segment('2026-01-11 00:30:00', '2026-01-11 01:30:00', 'Deep'),
    segment('2026-01-11 01:30:00', '2026-01-11 01:45:00', 'Awake'),
    segment('2026-01-11 01:45:00', '2026-01-11 02:45:00', 'REM'),
    segment('2026-01-11 02:45:00', '2026-01-11 06:45:00', 'Unspecified'),
  ];

  test('a night is one sleep with its stages and what they cover', () => {
    const [document, ...others] = analysis(...night.toReversed());
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      documentKey: 'person-1:sleep:2026-01-11:2026-01-10T22:30:00.000Z:9371bab2',
      interval: {
        start: '2026-01-10T22:30:00.000Z',
        end: '2026-01-11T06:00:00.000Z',
        localDate: '2026-01-11',
      },
      quarantined: [],
    });
    const stages = document!.readings.filter(({ metric }) => metric === 'sleep_stage');
    expect(stages.map(({ code }) => code).toSorted()).toEqual([
      'asleep',
      'awake',
      'deep',
      'in_bed',
      'light',
      'rem',
    ]);
    const durations = document!.readings.filter(({ metric }) => metric !== 'sleep_stage');
    expect(Object.fromEntries(durations.map(({ metric, value }) => [metric, value! / 60]))).toEqual({
      'sleep_duration.total': 420,
      'sleep_duration.deep': 60,
      'sleep_duration.light': 60,
      'sleep_duration.rem': 60,
      'sleep_duration.awake': 15,
      time_in_bed: 450,
    });
  });

  test('three hours apart are two sleeps, less is one', () => {
    const nap = (clock: string) => segment(`2026-01-11 ${clock}:00`, '2026-01-11 12:00:00', 'Core');
    expect(analysis(...night, nap('09:59'))).toHaveLength(1);
    expect(analysis(...night, nap('10:00')).map(({ documentKey }) => documentKey)).toEqual([
      'person-1:sleep:2026-01-11:2026-01-10T22:30:00.000Z:9371bab2',
      'person-1:sleep:2026-01-11:2026-01-11T09:00:00.000Z:9371bab2',
    ]);
  });

  test('a long segment reaches over a short one inside it', () => {
    const inBed = segment('2026-01-10 22:00:00', '2026-01-11 07:00:00', 'In Bed');
    const early = segment('2026-01-10 22:10:00', '2026-01-10 22:20:00', 'Core');
    const late = segment('2026-01-11 04:00:00', '2026-01-11 05:00:00', 'Core');
    expect(analysis(inBed, early, late)).toHaveLength(1);
  });

  test('overlapping segments of a stage count once', () => {
    const [document] = analysis(
      segment('2026-01-11 00:00:00', '2026-01-11 01:00:00', 'Core'),
      segment('2026-01-11 00:30:00', '2026-01-11 01:30:00', 'Core'),
    );
    expect(document!.readings.find(({ metric }) => metric === 'sleep_duration.light')!.value).toBe(5400);
  });

  test('each source sleeps for itself', () => {
    const documents = analysis(
      ...night,
      segment('2026-01-10 23:00:00', '2026-01-11 07:10:00', 'Asleep', 'Other App'),
    );
    expect(documents.map((document) => document.source)).toEqual([
      'healthkit:Apple Watch',
      'healthkit:Other App',
    ]);
  });

  test('plain HealthKit samples are segments too', () => {
    const type = 'HKCategoryTypeIdentifierSleepAnalysis';
    const [document] = documentsOf({
      samples: [{ type, ...segment('2026-01-11 00:00:00', '2026-01-11 01:00:00', 5) }],
    });
    expect(document!.readings.map(({ metric, code, value }) => code ?? [metric, value])).toEqual([
      'rem',
      ['sleep_duration.total', 3600],
      ['sleep_duration.rem', 3600],
    ]);
  });

  test('odd segments are set aside, each with its reason', () => {
    const documents = analysis(
      segment('2026-01-11 00:00:00', '2026-01-11 01:00:00', 'Dreaming'),
      segment('2026-01-11 02:00:00', '2026-01-11 02:00:00', 'Core'),
      segment('2026-01-11 03:00:00', '2026-01-11 02:00:00', 'Core'),
      { startDate: 'x', endDate: 'y', value: 'Core' },
    );
    expect(documents.flatMap(({ quarantined }) => quarantined.map(({ reason }) => reason))).toEqual([
      'code_unknown',
      'time_implausible',
      'time_implausible',
      'time_unreadable',
    ]);
    expect(documents.flatMap(({ readings }) => readings)).toEqual([]);
  });
});

test.each([
  ['In Bed', 'in_bed'],
  ['HKCategoryValueSleepAnalysisInBed', 'in_bed'],
  ['HKCategoryValueSleepAnalysisAsleep', 'asleep'],
  ['HKCategoryValueSleepAnalysisAsleepUnspecified', 'asleep'],
  ['HKCategoryValueSleepAnalysisAsleepCore', 'light'],
  ['HKCategoryValueSleepAnalysisAsleepDeep', 'deep'],
  ['asleepREM', 'rem'],
  ['Awake', 'awake'],
  [0, 'in_bed'],
  [1, 'asleep'],
  [2, 'awake'],
  [3, 'light'],
  [4, 'deep'],
  [5, 'rem'],
  [6, 'code_unknown'],
  [0.5, 'code_unknown'],
  ['', 'code_unknown'],
  [null, 'code_unknown'],
])('stage %j is %s', (value, stage) => {
  expect(sleepStageOf(value)).toBe(stage);
});
