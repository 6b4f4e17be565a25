import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldKpis, type KpiEvent, measureKpis } from './kpi.ts';
import { nightKpis, type StandingNight } from './kpis/night-kpis.ts';
import { recoveryScore } from './kpis/recovery-score.ts';
import { kpiLevel } from './kpis/registry.ts';
import type { NightDecision } from './nights.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from './testing/nights.ts';

const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const standing = (values: Parameters<typeof nightsEndingOn>[1]): StandingNight[] =>
  decisionsOf('ada', nightsEndingOn('2021-12-12', values)).map((decision) => ({
    eventId: `night-${decision.date}`,
    decision,
  }));

describe('levels of the registry', () => {
  test.each([
    ['hrv_rmssd', 19.9, 'critical'],
    ['hrv_rmssd', 20, 'warning'],
    ['hrv_rmssd', 30, 'normal'],
    ['hrv_rmssd', 100, 'normal'],
    ['hrv_rmssd', 100.1, 'elevated'],
    ['sleep_debt_hours', 4, 'normal'],
    ['sleep_debt_hours', 4.1, 'warning'],
    ['sleep_debt_hours', 8.1, 'critical'],
    ['recovery_score', 60, 'normal'],
    ['recovery_score', 59, 'warning'],
    ['recovery_score', 39, 'critical'],
  ] as const)('%s %d: %s', (kpi, value, level) => expect(kpiLevel(kpi, value)).toBe(level));
});

describe('recovery score', () => {
  const night = (changes: Partial<NightDecision['features']>, more: Partial<NightDecision> = {}) => {
    const [{ decision }] = standing(month).slice(-1) as [StandingNight];
    const features = { ...decision.features, h7: 0, z_hrv: 0, z_nremhr: 0, ...changes };
    return { ...decision, state: 'balanced' as const, confidence: 80, features, ...more };
  };

  test('worked numbers', () => {
    expect(recoveryScore(night({}))).toBe(75);
    // CI = 0.4 * 0.5 + 0.3 * 1 + 0.3 * 0.5 = 0.65; 75 + 20 * 0.65 * 0.8 = 85.4
    expect(recoveryScore(night({ h7: 0.5, z_hrv: 1, z_nremhr: -0.5 }))).toBe(85);
    // CI = -1.6; 75 - 25.6 = 49.4
    expect(recoveryScore(night({ h7: -1, z_hrv: -2, z_nremhr: 2 }))).toBe(49);
    expect(recoveryScore(night({}, { state: 'strained' }))).toBe(59);
    expect(recoveryScore(night({}, { state: 'illness_suspected' }))).toBe(39);
  });

  test('nothing without a state, without HRV of the night itself, and for whom usual ranges do not hold', () => {
    expect(recoveryScore(night({}, { state: 'insufficient_data', confidence: null }))).toBeNull();
    expect(recoveryScore(night({ lnrmssd: null }))).toBeNull();
    expect(recoveryScore(night({}, { flags: ['stale'] }))).toBeNull();
    expect(recoveryScore(night({}, { flags: ['excluded'] }))).toBeNull();
  });

  test('is a whole number from 0 to 100 and never falls when HRV rises', () => {
    const z = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(z, z, z, fc.integer({ min: 0, max: 100 }), (h7, low, more, confidence) => {
        const score = (z_hrv: number) => recoveryScore(night({ h7, z_hrv }, { confidence }))!;
        const [first, second] = [score(Math.min(low, more)), score(Math.max(low, more))];
        expect(Number.isInteger(first) && first >= 0 && second <= 100 && first <= second).toBe(true);
      }),
    );
  });
});

describe('key figures of a night', () => {
  const nights = standing([...month, unusualNight]);
  const newest = nights.at(-1)!;

  test('values, levels and where they come from', () => {
    const kpis = nightKpis(newest, nights);
    expect(kpis.map(({ kpi, value, unit, level }) => [kpi, value, unit, level])).toEqual([
      ['hrv_rmssd', 16, 'ms', 'critical'],
      // 480 min less 435, 440, 445, 450, 420, 425 and 402: 343 min.
      ['sleep_debt_hours', 5.7, 'h', 'warning'],
      ['recovery_score', expect.any(Number), '1', 'critical'],
    ]);
    expect(kpis[0]!.eventIds).toEqual(['night-2021-12-12', 'reading-2021-12-12-rmssd']);
    expect(kpis[1]!.eventIds).toContain('reading-2021-12-06-sleep');
    expect(kpis[2]!.eventIds).toContain('reading-2021-12-12-heart_rate');
  });

  test('sleep debt: seven nights of 7 h against 8 h are 7 hours', () => {
    const week = standing(Array.from({ length: 7 }, () => ({ sleepMinutes: 420 })));
    expect(nightKpis(week.at(-1)!, week)).toMatchObject([
      { kpi: 'sleep_debt_hours', value: 7, level: 'warning' },
    ]);
  });

  test('sleep debt is not guessed from fewer than four nights', () => {
    const few = standing(Array.from({ length: 3 }, () => ({ sleepMinutes: 420 })));
    expect(nightKpis(few.at(-1)!, few)).toEqual([]);
  });
});

describe('what is recorded', () => {
  const nights = standing([...month, unusualNight]);
  const dates = nights.map((night) => ({
    date: night.decision.date,
    night: { eventId: night.eventId, kpis: nightKpis(night, nights) },
  }));
  const command = { userId: 'ada', at: '2021-12-12T09:00:00.000Z', dates };

  test('once a night; the same again is nothing', () => {
    const events = measureKpis(command, foldKpis([]));
    expect(events).toHaveLength(31);
    expect(measureKpis(command, foldKpis(events))).toEqual([]);
  });

  test('a night that is gone takes its figures along', () => {
    const events = measureKpis(command, foldKpis([]));
    const gone = { ...command, dates: [{ date: '2021-12-12', night: null }] };
    const withdrawn = measureKpis(gone, foldKpis(events));
    expect(withdrawn).toMatchObject([{ type: 'KpisWithdrawn', data: { date: '2021-12-12' } }]);
    expect(measureKpis(gone, foldKpis([...events, ...withdrawn] as KpiEvent[]))).toEqual([]);
  });
});
