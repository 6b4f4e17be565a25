import { describe, expect, test } from 'vitest';
import { metrics } from '../../domain/metrics/vocabulary.ts';
import { documentOf, nested } from './testing.ts';

describe('hypnogram', () => {
  const sleepOf = (list: unknown) =>
    documentOf('sleep', nested(`sleep_durations_data.hypnogram_samples`, list));
  const sample = (clock: string, level: unknown) => ({
    timestamp: `2026-03-29T${clock}:00.000000+01:00`,
    level,
  });

  test('each stage holds until the next, the last until the end, in whatever order they come', () => {
    const levels = [0, 1, 2, 3, 4, 5, 6].map((level) => sample(`0${level}:00`, level));
    const readings = sleepOf([...levels.slice(3), ...levels.slice(0, 3)]).readings;
    expect(readings.map(({ code }) => code)).toEqual([
      'unknown',
      'awake',
      'asleep',
      'out_of_bed',
      'light',
      'deep',
      'rem',
    ]);
    expect(readings[0]).toEqual({
      key: 'sleep_stage:sample:sleep@2026-03-28T23:00:00.000Z',
      metric: 'sleep_stage',
      value: null,
      code: 'unknown',
      statistic: 'sample',
      context: 'sleep',
      period: 'interval',
      start: '2026-03-28T23:00:00.000Z',
      end: '2026-03-29T00:00:00.000Z',
      zoneOffsetMin: 60,
      localDate: '2026-03-29',
      status: 'final',
    });
    expect(readings.at(-1)!.end).toBe('2026-03-29T05:30:00.000Z');
    for (const { code } of readings) expect(metrics.sleep_stage.codes).toContain(code);
  });

  test('a sample without a level ends the stage before it', () => {
    const { readings, quarantined } = sleepOf([
      sample('01:00', 4),
      sample('02:00', null),
      sample('03:00', 5),
    ]);
    expect(readings.map(({ code, end }) => [code, end])).toEqual([
      ['light', '2026-03-29T01:00:00.000Z'],
      ['deep', '2026-03-29T05:30:00.000Z'],
    ]);
    expect(quarantined).toEqual([]);
  });

  test('odd samples are set aside, each with its reason', () => {
    const odd = [
      sample('01:00', 9),
      sample('02:00', '4'),
      { timestamp: '2026-03-29T03:00:00', level: 4 },
      sample('08:00', 1),
    ];
    const { readings, quarantined } = sleepOf(odd);
    expect(readings).toEqual([]);
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      'time_without_offset',
      'code_unknown',
      'not_a_number',
      'time_implausible',
    ]);
  });
});
