import { describe, expect, test } from 'vitest';
import { documentOf, mapped, night, valuesOf } from './testing.ts';

const series = (items: unknown, over: object = {}) => ({
  interval: 300,
  items,
  timestamp: night.bedtime_start,
  ...over,
});
const sleepOf = (over: object) => documentOf('sleep', { ...night, ...over }, night.id);

describe('a sleep', () => {
  test.each([
    ['average_heart_rate', 52.5, 'heart_rate:average:sleep'],
    ['lowest_heart_rate', 47, 'heart_rate:minimum:sleep'],
    ['average_hrv', 57, 'heart_rate_variability.rmssd:average:sleep'],
    ['average_breath', 14.125, 'respiratory_rate:average:sleep'],
    ['total_sleep_duration', 24_000, 'sleep_duration.total:sum:sleep'],
    ['deep_sleep_duration', 3_000, 'sleep_duration.deep:sum:sleep'],
    ['light_sleep_duration', 16_200, 'sleep_duration.light:sum:sleep'],
    ['rem_sleep_duration', 4_800, 'sleep_duration.rem:sum:sleep'],
    ['awake_time', 1_200, 'sleep_duration.awake:sum:sleep'],
    ['latency', 540, 'sleep_latency:sample:sleep'],
    ['time_in_bed', 25_200, 'time_in_bed:sum:sleep'],
    ['efficiency', 95, 'sleep_efficiency:sample:sleep'],
  ])('%s %d is %s, as it is', (name, value, key) => {
    const document = sleepOf({ [name]: value });
    expect(valuesOf(document)).toEqual([[key, value]]);
    expect(document.readings[0]).not.toHaveProperty('original');
    expect(document.readings[0]).toMatchObject({
      period: 'interval',
      start: '2026-03-28T22:30:00.000Z',
      end: '2026-03-29T05:30:00.000Z',
      localDate: '2026-03-29',
      zoneOffsetMin: 120,
    });
  });

  test('across the change to summer time lasts as long as it did', () => {
    const document = sleepOf({ average_hrv: 57 });
    expect(document).toMatchObject({
      documentKey: 'sleep:night-1',
      kind: 'sleep',
      source: 'oura:Oura Ring',
      isNap: false,
      retracted: false,
      interval: {
        start: '2026-03-28T22:30:00.000Z',
        end: '2026-03-29T05:30:00.000Z',
        zoneOffsetMin: 120,
        localDate: '2026-03-29',
      },
    });
  });

  test('belongs to the day Oura names', () => {
    const late = {
      bedtime_start: '2026-03-29T17:00:00+02:00',
      bedtime_end: '2026-03-29T18:30:00+02:00',
      day: '2026-03-30',
      type: 'late_nap',
    };
    expect(sleepOf(late)).toMatchObject({ isNap: true, interval: { localDate: '2026-03-30' } });
    expect(sleepOf({ day: null }).interval?.localDate).toBe('2026-03-29');
  });

  test.each(['2026-04-03', '2019-03-29'])('on the day %s is implausible: its values are set aside', (day) => {
    const document = sleepOf({ day, average_hrv: 57 });
    expect(document.interval).toBeNull();
    expect(document.quarantined).toMatchObject([{ reason: 'time_implausible' }]);
  });

  test('scores and contributors are no measurements', () => {
    const readiness = { score: 81, temperature_deviation: -0.12, contributors: { resting_heart_rate: 90 } };
    expect(sleepOf({ readiness, sleep_score_delta: 3, restless_periods: 214 }).readings).toEqual([]);
  });

  test('outside the range, or no number, is set aside', () => {
    const document = sleepOf({ average_heart_rate: 5, average_hrv: '57', efficiency: 101, latency: null });
    expect(document.readings).toEqual([]);
    expect(document.quarantined.map(({ metric, reason }) => [metric, reason])).toEqual([
      ['heart_rate', 'out_of_range'],
      ['heart_rate_variability.rmssd', 'not_a_number'],
      ['sleep_efficiency', 'out_of_range'],
    ]);
  });

  test.each([
    ['long_sleep', false],
    ['sleep', true],
    ['late_nap', true],
    ['something_new', false],
    [null, false],
  ])('of type %s: a nap is %s', (type, isNap) => {
    expect(sleepOf({ type, average_hrv: 57 })).toMatchObject({ isNap, retracted: false });
  });

  test.each(['deleted', 'rest'])('of type %s is taken back', (type) => {
    const document = sleepOf({ type, average_hrv: 57, hrv: series([40]), sleep_phase_5_min: '4' });
    expect(document).toMatchObject({ documentKey: 'sleep:night-1', retracted: true, readings: [] });
  });

  test('without times gives nothing but what it set aside', () => {
    const document = sleepOf({
      bedtime_start: null,
      average_hrv: 57,
      hrv: series([40]),
      sleep_phase_5_min: '4',
    });
    expect(document.interval).toBeNull();
    expect(document.quarantined.map(({ reason }) => reason)).toEqual(['time_missing', 'time_missing']);
  });

  test('that is no object says nothing', () => {
    for (const body of [null, 5, 'x', []]) expect(mapped('sleep', body)).toEqual([]);
  });
});

describe('the series of a sleep', () => {
  test('are counted in elapsed time, whatever the clock on the wall does', () => {
    // 5 minutes each: the 31st, 2.5 h after 23:30, is at 02:00 by the old clock and 03:00 by the new one.
    const items = Array.from({ length: 84 }, (_, index) => 50 + (index % 5));
    const { readings } = sleepOf({ heart_rate: series(items) });
    expect(readings).toHaveLength(84);
    expect(readings[0]).toMatchObject({
      key: 'heart_rate:sample:sleep@2026-03-28T22:30:00.000Z',
      period: 'instant',
      value: 50,
    });
    expect(readings[30]!.start).toBe('2026-03-29T01:00:00.000Z');
    expect(readings[83]!.start).toBe('2026-03-29T05:25:00.000Z');
    for (const { localDate } of readings) expect(localDate).toBe('2026-03-29');
  });

  test('nulls are gaps, impossible items are set aside, hrv is RMSSD', () => {
    const document = sleepOf({ hrv: series([null, 42, -102, 0, '38', 40]) });
    expect(valuesOf(document)).toEqual([
      ['heart_rate_variability.rmssd:sample:sleep@2026-03-28T22:35:00.000Z', 42],
      ['heart_rate_variability.rmssd:sample:sleep@2026-03-28T22:55:00.000Z', 40],
    ]);
    expect(document.quarantined.map(({ reason, raw }) => [reason, raw])).toEqual([
      ['out_of_range', '-102'],
      ['not_a_number', '"38"'],
    ]);
    expect(JSON.stringify(document)).not.toContain('sdnn');
  });

  test('go by the interval they name', () => {
    const { readings } = sleepOf({ hrv: series([40, 41], { interval: 60 }) });
    expect(readings.map(({ start }) => start)).toEqual([
      '2026-03-28T22:30:00.000Z',
      '2026-03-28T22:31:00.000Z',
    ]);
  });

  test.each([
    [{ timestamp: null }, 'time_missing'],
    [{ timestamp: '2026-03-28T23:30:00' }, 'time_without_offset'],
    [{ interval: 0 }, 'time_unreadable'],
    [{ interval: -300 }, 'time_unreadable'],
    [{ interval: '300' }, 'time_unreadable'],
    [{ interval: 1e300 }, 'time_implausible'],
  ])('with %j keep their values aside', (over, reason) => {
    const { quarantined } = sleepOf({ hrv: series([null, 41], over) });
    expect(quarantined).toMatchObject([{ reason }]);
  });

  test.each([[null], [{}], [{ items: 'x' }], ['x'], [{ items: {} }]])('may be %j', (hrv) => {
    expect(sleepOf({ hrv })).toMatchObject({ readings: [], quarantined: [] });
  });
});

describe('the phases of a sleep', () => {
  const stagesOf = (over: object) =>
    sleepOf(over).readings.map(({ code, start, end }) => [code, start.slice(11, 19), end.slice(11, 19)]);

  test('of 30 s come first; equal neighbours are one stage', () => {
    expect(stagesOf({ sleep_phase_30_sec: '4422113', sleep_phase_5_min: '43' })).toEqual([
      ['awake', '22:30:00', '22:31:00'],
      ['light', '22:31:00', '22:32:00'],
      ['deep', '22:32:00', '22:33:00'],
      ['rem', '22:33:00', '22:33:30'],
    ]);
  });

  test.each([[null], [''], [undefined], [5]])(
    'of 5 min count where the others are %j',
    (sleep_phase_30_sec) => {
      expect(stagesOf({ sleep_phase_30_sec, sleep_phase_5_min: '442' })).toEqual([
        ['awake', '22:30:00', '22:40:00'],
        ['light', '22:40:00', '22:45:00'],
      ]);
    },
  );

  test('cover the night of the change to summer time and end with it', () => {
    const stages = stagesOf({ sleep_phase_5_min: `${'2'.repeat(83)}4444` });
    expect(stages).toEqual([
      ['light', '22:30:00', '05:25:00'],
      ['awake', '05:25:00', '05:30:00'],
    ]);
  });

  test('that are not known are set aside', () => {
    const document = sleepOf({ sleep_phase_5_min: '1992' });
    expect(document.readings.map(({ code }) => code)).toEqual(['deep', 'light']);
    expect(document.quarantined).toMatchObject([{ reason: 'code_unknown', raw: '"9"' }]);
  });
});
