import { describe, expect, test } from 'vitest';
import { account, documentOf, mapped, nowMs, valuesOf } from './testing.ts';

const day = '2026-03-29';
const timestamp = '2026-03-29T00:00:00+00:00';

describe('documents of a day', () => {
  test.each([
    ['daily_sleep', { score: 80 }, 'score.oura.sleep:sample:none', 80],
    ['daily_readiness', { score: 81 }, 'score.oura.readiness:sample:none', 81],
    ['daily_readiness', { temperature_deviation: -0.12 }, 'skin_temperature_deviation:sample:sleep', -0.12],
    ['daily_activity', { score: 82 }, 'score.oura.activity:sample:none', 82],
    ['daily_activity', { steps: 18_430 }, 'step_count:sum:none', 18_430],
    ['daily_activity', { equivalent_walking_distance: 20_122 }, 'distance:sum:none:estimate', 20_122],
    ['daily_activity', { active_calories: 1_222 }, 'energy_expended.active:sum:none', 1_222],
    ['daily_activity', { total_calories: 3_446 }, 'energy_expended.total:sum:none', 3_446],
    [
      'daily_activity',
      { high_activity_time: 3_000, medium_activity_time: 6_060, low_activity_time: 10_020 },
      'active_duration:sum:none',
      19_080,
    ],
    ['daily_spo2', { spo2_percentage: { average: 97.375 } }, 'oxygen_saturation:average:sleep', 97.375],
    ['daily_spo2', { breathing_disturbance_index: 3 }, 'breathing_disturbance_index:sample:sleep', 3],
    ['daily_cardiovascular_age', { pulse_wave_velocity: 7.4 }, 'pulse_wave_velocity:sample:none', 7.4],
    ['vO2_max', { vo2_max: 44.5 }, 'vo2_max:sample:none', 44.5],
  ])('%s %j is %s', (collection, content, key, value) => {
    const document = documentOf(collection, { day, timestamp, ...content });
    expect(valuesOf(document)).toEqual([[key, value]]);
    expect(document).toMatchObject({ documentKey: `${collection}:record-1`, kind: 'daily', isNap: false });
    expect(document.readings[0]).toMatchObject({ period: 'local_day', localDate: day });
    expect(document.readings[0]).not.toHaveProperty('original');
  });

  test('active time is told only whole', () => {
    const activeOf = (over: object) =>
      documentOf('daily_activity', {
        day,
        high_activity_time: 60,
        medium_activity_time: 0,
        low_activity_time: 60,
        ...over,
      });
    expect(valuesOf(activeOf({}))).toEqual([['active_duration:sum:none', 120]]);
    expect(activeOf({ low_activity_time: null })).toMatchObject({ readings: [], quarantined: [] });
    expect(activeOf({ low_activity_time: -60 }).quarantined).toMatchObject([
      { reason: 'out_of_range', raw: '-60' },
    ]);
    expect(activeOf({ low_activity_time: '60' }).quarantined).toMatchObject([{ reason: 'not_a_number' }]);
  });

  test('contributors, trends and targets are no measurements', () => {
    const contributors = { resting_heart_rate: 90, body_temperature: 96, hrv_balance: 81, deep_sleep: 92 };
    for (const collection of ['daily_readiness', 'daily_sleep', 'daily_activity'])
      expect(
        documentOf(collection, {
          day,
          timestamp,
          contributors,
          temperature_trend_deviation: 0.05,
          target_calories: 350,
          meters_to_target: -16_200,
        }),
      ).toMatchObject({ readings: [], quarantined: [] });
  });

  test.each([
    ['daily_stress', { stress_high: 4_500, recovery_high: 2_700, day_summary: 'normal' }],
    ['daily_resilience', { level: 'solid' }],
    ['sleep_time', { status: 'optimal_found' }],
    ['rest_mode_period', { start_day: day }],
    ['tag', { text: 'x' }],
    ['enhanced_tag', { start_day: day }],
    ['ring_configuration', { size: 9 }],
    ['something_new', { score: 5 }],
    ['constructor', {}],
  ])('%s has no metric: the record alone is kept', (collection, content) => {
    expect(mapped(collection, { day, ...content })).toEqual([]);
  });

  test('have the date Oura names, and the offset of the timestamp', () => {
    const intervalOf = (collection: string, body: object) =>
      documentOf(collection, { score: 80, ...body }).interval;
    expect(intervalOf('daily_readiness', { day, timestamp: '2026-03-29T00:00:00+09:00' })).toEqual({
      start: '2026-03-28T15:00:00.000Z',
      end: '2026-03-29T15:00:00.000Z',
      zoneOffsetMin: 540,
      localDate: day,
    });
    // Whatever else is said, the day is Oura's.
    expect(intervalOf('daily_readiness', { day, timestamp: '2026-03-30T06:00:00-08:00' })).toMatchObject({
      start: '2026-03-29T08:00:00.000Z',
      localDate: day,
    });
    expect(intervalOf('daily_sleep', { day })).toMatchObject({
      start: '2026-03-29T00:00:00.000Z',
      zoneOffsetMin: 0,
      localDate: day,
    });
  });

  test('activity is counted from 04:00', () => {
    const body = { day, timestamp: '2026-03-29T04:00:00+02:00', steps: 5 };
    expect(documentOf('daily_activity', body).interval).toEqual({
      start: '2026-03-29T02:00:00.000Z',
      end: '2026-03-30T02:00:00.000Z',
      zoneOffsetMin: 120,
      localDate: day,
    });
  });

  test.each([
    [undefined, 'time_missing'],
    ['29.03.2026', 'time_unreadable'],
    ['2026-02-30', 'time_unreadable'],
    [20260329, 'time_unreadable'],
    ['1970-01-01', 'time_implausible'],
    ['2027-01-01', 'time_implausible'],
  ])('with the day %j set their values aside', (wrong, reason) => {
    const document = documentOf('daily_sleep', { day: wrong, timestamp, score: 80 });
    expect(document.interval).toBeNull();
    expect(document.quarantined).toMatchObject([{ metric: 'score.oura.sleep', reason }]);
  });
});

describe('activities', () => {
  const span = {
    start_datetime: '2026-03-28T23:40:00.000+01:00',
    end_datetime: '2026-03-29T00:20:00.000+01:00',
    day: '2026-03-28',
  };

  test.each([
    [{ calories: 412.3 }, 'energy_expended.active:sum:workout', 412.3],
    [{ distance: 6_120.5 }, 'distance:sum:workout', 6_120.5],
  ])('a workout: %j is %s', (content, key, value) => {
    const document = documentOf('workout', { ...span, ...content });
    expect(valuesOf(document)).toEqual([[key, value]]);
    expect(document).toMatchObject({ kind: 'activity', documentKey: 'workout:record-1' });
    expect(document.interval).toEqual({
      start: '2026-03-28T22:40:00.000Z',
      end: '2026-03-28T23:20:00.000Z',
      zoneOffsetMin: 60,
      localDate: '2026-03-28',
    });
  });

  test('a session: heart rate and RMSSD at rest', () => {
    const sample = (items: unknown[]) => ({ interval: 5, items, timestamp: span.start_datetime });
    const document = documentOf('session', {
      ...span,
      type: 'meditation',
      mood: 'great',
      heart_rate: sample([61, null, 59]),
      heart_rate_variability: sample([48]),
      motion_count: sample([3]),
    });
    expect(document.kind).toBe('activity');
    expect(valuesOf(document)).toEqual([
      ['heart_rate:sample:rest@2026-03-28T22:40:00.000Z', 61],
      ['heart_rate:sample:rest@2026-03-28T22:40:10.000Z', 59],
      ['heart_rate_variability.rmssd:sample:rest@2026-03-28T22:40:00.000Z', 48],
    ]);
  });
});

describe('a UTC day of heart rates', () => {
  const recordId = `${account}:2026-03-28`;
  const row = (time: string, bpm: unknown, source: unknown) => ({
    timestamp: `2026-03-28T${time}Z`,
    bpm,
    source,
  });

  test('has the context of each row', () => {
    const data = [
      row('01:00:00.000', 52, 'sleep'),
      row('08:00:00.000', 60, 'rest'),
      row('09:00:00.000', 62, 'session'),
      row('10:00:00.000', 140, 'workout'),
      row('11:00:00.000', 80, 'awake'),
      row('12:00:00.000', 81, 'live'),
      row('13:00:00.000', 82, 'something_new'),
    ];
    const document = documentOf('heartrate', { day: '2026-03-28', data }, recordId);
    expect(document.readings.map(({ context, value }) => [context, value])).toEqual([
      ['sleep', 52],
      ['rest', 60],
      ['rest', 62],
      ['workout', 140],
      ['none', 80],
      ['none', 81],
      ['none', 82],
    ]);
    expect(document).toMatchObject({
      documentKey: `heartrate:${recordId}`,
      kind: 'metric_day',
      interval: {
        start: '2026-03-28T00:00:00.000Z',
        end: '2026-03-29T00:00:00.000Z',
        zoneOffsetMin: 0,
        localDate: '2026-03-28',
      },
    });
    expect(document.readings[0]).toMatchObject({
      key: 'heart_rate:sample:sleep@2026-03-28T01:00:00.000Z',
      period: 'instant',
    });
  });

  test('takes unix time where there is no other, and sets aside what has none', () => {
    const unix = Date.UTC(2026, 2, 28, 5);
    const data = [
      { timestamp_unix: unix, bpm: 55, source: 'rest' },
      { bpm: 56 },
      { timestamp_unix: 1e300, bpm: 57 },
      row('06:00:00.000', 400, 'rest'),
      row('06:05:00.000', 0, 'rest'),
    ];
    const document = documentOf('heartrate', { data }, recordId);
    expect(document.readings.map(({ start }) => start)).toEqual(['2026-03-28T05:00:00.000Z']);
    expect(document.quarantined.map(({ reason }) => reason)).toEqual([
      'time_missing',
      'time_unreadable',
      'out_of_range',
    ]);
  });
});

test('weight and height hold from when they were fetched', () => {
  const document = documentOf('personal_info', { id: account, age: 40, weight: 71.5, height: 1.79 }, account);
  expect(valuesOf(document)).toEqual([
    ['body_weight:sample:none', 71.5],
    ['body_height:sample:none', 1.79],
  ]);
  const at = new Date(nowMs).toISOString();
  expect(document).toMatchObject({ kind: 'body', interval: { start: at, end: at, localDate: '2026-11-21' } });
});
