import { describe, expect, it } from 'vitest';
import { nightOf, nightWithDoubleWear } from './night-inputs.ts';
import type { NightDocumentRow, NightReading } from './read-tables.ts';

const value = (metric: string, amount: number, over: Partial<NightReading> = {}): NightReading => ({
  metric,
  statistic: 'average',
  context: 'sleep',
  value: amount,
  eventId: `event of ${metric}`,
  ...over,
});
const row = (over: Partial<NightDocumentRow>): NightDocumentRow => ({
  user_id: 'ada',
  document: 'terra:ada:sleep:1',
  date: '2026-01-02',
  kind: 'sleep',
  is_nap: false,
  start_at: new Date('2026-01-01T23:00:00Z'),
  end_at: new Date('2026-01-02T07:00:00Z'),
  source: 'terra:OURA',
  readings: {},
  recorded_at: new Date('2026-01-02T08:00:00Z'),
  ...over,
});

describe('the night of a date', () => {
  it('is the longest sleep that is no nap', () => {
    const night = nightOf('2026-01-02', [
      row({
        document: 'short',
        readings: {
          a: value('heart_rate_variability.rmssd', 20),
          d: value('sleep_duration.total', 7_200, { statistic: 'sum' }),
        },
      }),
      row({
        document: 'long',
        readings: {
          a: value('heart_rate_variability.rmssd', 45),
          d: value('sleep_duration.total', 27_000, { statistic: 'sum' }),
        },
      }),
      row({
        document: 'nap',
        is_nap: true,
        readings: {
          a: value('heart_rate_variability.rmssd', 99),
          d: value('sleep_duration.total', 40_000, { statistic: 'sum' }),
        },
      }),
    ]);
    expect(night).toMatchObject({ rmssdMs: 45, sleepMinutes: 450 });
    expect(night?.sources?.rmssdMs).toMatchObject({ provider: 'terra', device: 'OURA', documentKey: 'long' });
  });

  it('goes by time in bed where nobody says how long was slept', () => {
    const night = nightOf('2026-01-02', [
      row({
        document: 'a',
        end_at: new Date('2026-01-02T01:00:00Z'),
        readings: { a: value('heart_rate', 70) },
      }),
      row({ document: 'b', readings: { a: value('heart_rate', 52) } }),
    ]);
    expect(night).toMatchObject({ nightHeartRatePerMin: 52, sleepMinutes: null });
  });

  it('takes skin temperature and resting heart rate from the day, never RMSSD or heart rate asleep', () => {
    const night = nightOf('2026-01-02', [
      row({
        kind: 'body',
        document: 'body',
        readings: {
          t1: value('skin_temperature', 33, { statistic: 'sample' }),
          t2: value('skin_temperature', 34, { statistic: 'sample' }),
          r: value('resting_heart_rate', 48, { statistic: 'sample' }),
          h: value('heart_rate', 80),
        },
      }),
    ]);
    expect(night).toMatchObject({
      skinTemperatureCel: 33.5,
      restingHeartRatePerMin: 48,
      nightHeartRatePerMin: null,
      rmssdMs: null,
    });
  });

  it('takes what a document of the day says of the sleep, as WHOOP does, unless the sleep says it itself', () => {
    const sleep = row({ readings: { d: value('sleep_duration.total', 27_000, { statistic: 'sum' }) } });
    const recovery = row({
      kind: 'daily',
      document: 'recovery',
      source: 'whoop:WHOOP',
      readings: {
        v: value('heart_rate_variability.rmssd', 31.8),
        h: value('heart_rate', 80, { context: 'none' }),
      },
    });
    const night = nightOf('2026-01-02', [sleep, recovery]);
    expect(night).toMatchObject({ rmssdMs: 31.8, nightHeartRatePerMin: null, sleepMinutes: 450 });
    expect(night?.sources?.rmssdMs).toMatchObject({ provider: 'whoop', documentKey: 'recovery' });
    const own = row({ readings: { v: value('heart_rate_variability.rmssd', 45) } });
    expect(nightOf('2026-01-02', [own, recovery])).toMatchObject({ rmssdMs: 45 });
  });

  it('prefers an average to samples, and leaves minimum and maximum out', () => {
    const readings = {
      average: value('respiratory_rate', 14),
      low: value('respiratory_rate', 10, { statistic: 'minimum' }),
      one: value('respiratory_rate', 20, { statistic: 'sample' }),
    };
    expect(nightOf('2026-01-02', [row({ readings })])?.respiratoryRatePerMin).toBe(14);
    const { average: _, ...rest } = readings;
    expect(nightOf('2026-01-02', [row({ readings: rest })])?.respiratoryRatePerMin).toBe(20);
  });

  describe('where no average is given', () => {
    const samples = (count: number, at: (index: number) => Partial<NightReading>) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => {
          const start = new Date(Date.UTC(2026, 0, 2, 1, 5 * index)).toISOString();
          const sample = value('heart_rate_variability.rmssd', 30 + index, {
            statistic: 'sample',
            start,
            ...at(index),
          });
          return [`${sample.metric}@${start}`, sample];
        }),
      );
    const slept = { d: value('sleep_duration.total', 27_000, { statistic: 'sum' }) };

    it('is the median of 5-minute windows, a quantity of its own; an average wins', () => {
      const readings = { ...slept, ...samples(13, (index) => (index === 12 ? { value: 240 } : {})) };
      const night = nightOf('2026-01-02', [row({ readings })]);
      expect(night?.rmssdMs).toBe(36);
      expect(night?.sources?.rmssdMs).toMatchObject({
        metric: 'heart_rate_variability.rmssd.windows',
        device: 'OURA',
      });
      const both = { ...readings, a: value('heart_rate_variability.rmssd', 50) };
      const averaged = nightOf('2026-01-02', [row({ readings: both })]);
      expect(averaged?.rmssdMs).toBe(50);
      expect(averaged?.sources?.rmssdMs?.metric).toBe('heart_rate_variability.rmssd');
    });

    it('is nothing below an hour of windows, or outside the sleep', () => {
      expect(
        nightOf('2026-01-02', [row({ readings: { ...slept, ...samples(11, () => ({})) } })])?.rmssdMs,
      ).toBeNull();
      const early = { start_at: new Date('2026-01-01T21:00:00Z'), end_at: new Date('2026-01-02T01:00:00Z') };
      const readings = { ...slept, ...samples(20, () => ({})) };
      expect(nightOf('2026-01-02', [row({ ...early, readings })])?.rmssdMs).toBeNull();
    });

    it('comes from the beats of another document, with their artefacts', () => {
      const share = samples(20, (index) => ({
        metric: 'heart_rate_variability.artefact_share',
        value: index < 4 ? 30 : 7,
      }));
      const beats = { ...samples(20, () => ({})), ...share };
      const body = row({ kind: 'body', document: 'body', source: 'terra:POLAR', readings: beats });
      const night = nightOf('2026-01-02', [row({ readings: slept }), body]);
      expect(night).toMatchObject({ rmssdMs: 41.5, extras: { artefactShare: expect.closeTo(0.07, 12) } });
      expect(night?.sources?.rmssdMs).toMatchObject({ device: 'POLAR', documentKey: 'body' });
    });

    it('is nothing where more than a fifth of the windows is rejected', () => {
      const share = samples(20, (index) => ({
        metric: 'heart_rate_variability.artefact_share',
        value: index < 5 ? 30 : 2,
      }));
      const readings = { ...slept, ...samples(20, () => ({})), ...share };
      const night = nightOf('2026-01-02', [row({ readings })]);
      expect(night?.rmssdMs).toBeNull();
      expect(night).not.toHaveProperty('extras');
    });
  });

  it('is as new as its newest document, and nothing without any', () => {
    const newer = row({ kind: 'body', document: 'body', recorded_at: new Date('2026-01-05T08:00:00Z') });
    expect(nightOf('2026-01-02', [row({}), newer])?.recordedAt).toBe('2026-01-05T08:00:00.000Z');
    expect(nightOf('2026-01-02', [row({ is_nap: true })])).toBeNull();
  });
});

describe('the night with double wear', () => {
  const oura = row({
    readings: { v: value('heart_rate_variability.rmssd', 45), h: value('heart_rate', 52) },
  });
  const garmin = row({
    document: 'garmin',
    source: 'terra:GARMIN',
    start_at: new Date('2026-01-01T23:20:00Z'),
    readings: { v: value('heart_rate_variability.rmssd', 60), h: value('heart_rate', 55) },
    recorded_at: new Date('2026-01-03T08:00:00Z'),
  });
  const told = (documents: readonly NightDocumentRow[]) =>
    nightWithDoubleWear('2026-01-02', documents)?.doubleWear?.map(({ name, value, source }) => [
      name,
      value,
      source.device,
    ]);

  it('has the values of the other device on the same night, and is as new as they are', () => {
    const night = nightWithDoubleWear('2026-01-02', [oura, garmin]);
    expect(night).toMatchObject({ rmssdMs: 45, recordedAt: '2026-01-03T08:00:00.000Z' });
    expect(told([oura, garmin])).toEqual([
      ['rmssdMs', 60, 'GARMIN'],
      ['nightHeartRatePerMin', 55, 'GARMIN'],
    ]);
    expect(nightOf('2026-01-02', [oura, garmin])).toEqual(nightOf('2026-01-02', [oura]));
  });

  it('has what WHOOP says in its recovery beside the night of another device', () => {
    const sleep = { ...garmin, document: 'whoop sleep', source: 'whoop:WHOOP', readings: {} };
    const recovery = row({
      kind: 'daily',
      document: 'recovery',
      source: 'whoop:WHOOP',
      readings: {
        v: value('heart_rate_variability.rmssd', 31.8),
        h: value('heart_rate', 80, { context: 'none' }),
      },
    });
    expect(told([oura, sleep, recovery])).toEqual([['rmssdMs', 31.8, 'WHOOP']]);
  });

  it('is the night as it is with the same device twice, an unknown one, a fragment or a nap', () => {
    for (const other of [
      { ...garmin, source: 'terra:OURA' },
      { ...garmin, source: 'terra' },
      { ...garmin, start_at: new Date('2026-01-02T04:00:00Z') },
      { ...garmin, is_nap: true },
    ])
      expect(nightWithDoubleWear('2026-01-02', [oura, other])).toEqual(nightOf('2026-01-02', [oura, other]));
    expect(nightWithDoubleWear('2026-01-02', [])).toBeNull();
  });
});
