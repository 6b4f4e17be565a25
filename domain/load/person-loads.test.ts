import { describe, expect, it } from 'vitest';
import { noProfile } from '../told-days.ts';
import { type LoadDay, personLoads, type Workout } from './person-loads.ts';

const known = { ...noProfile, maximalHeartRate: 190, impulseWeights: 'men' as const };
const unknown = { ...known, maximalHeartRate: null };
const hour = (document: string, startH: number, heartRate: number | null = 150): Workout => ({
  document,
  date: '2026-01-05',
  startMs: startH * 3_600_000,
  endMs: (startH + 1) * 3_600_000,
  heartRate,
});
const day = (date: string, over: Partial<LoadDay> = {}): LoadDay => ({
  date,
  sessions: [],
  restDay: false,
  workouts: [],
  profile: known,
  restingHeartRate: 50,
  ...over,
});
const rated = { sessions: [{ rating: 6, minutes: 50 }] };

describe('the loads of a person', () => {
  it('are rating times minutes where sessions are rated, 0 only on a confirmed day of rest', () => {
    const loads = personLoads([
      day('2026-01-05', {
        sessions: [
          { rating: 6, minutes: 50 },
          { rating: 3, minutes: 40 },
        ],
      }),
      day('2026-01-06', { restDay: true }),
      day('2026-01-07'),
    ]);
    expect([...loads]).toEqual([
      ['2026-01-05', 420],
      ['2026-01-06', 0],
    ]);
  });

  it('are training impulses where only heart rates are known: an hour at 150 between 50 and 190 is 108.1', () => {
    const loads = personLoads([day('2026-01-05', { workouts: [hour('a', 8)] })]);
    expect(loads.get('2026-01-05')).toBeCloseTo(108.095359, 4);
  });

  it('are never in two units: that of the earliest load holds', () => {
    const workouts = [hour('a', 8)];
    expect([...personLoads([day('2026-01-06', { workouts }), day('2026-01-05', rated)])]).toEqual([
      ['2026-01-05', 300],
    ]);
    const impulses = personLoads([day('2026-01-05', { workouts }), day('2026-01-06', rated)]);
    expect([...impulses.keys()]).toEqual(['2026-01-05']);
    expect([...personLoads([day('2026-01-05', { workouts, ...rated })]).values()]).toEqual([300]);
  });

  it('count a workout that two sources saw once', () => {
    const twice = [hour('b', 8), hour('a', 8), hour('c', 8.5)];
    expect(personLoads([day('2026-01-05', { workouts: twice })]).get('2026-01-05')).toBeCloseTo(
      108.095359,
      4,
    );
  });

  it('are not known where a part of the day is not', () => {
    const partly = [hour('a', 8), hour('b', 12, null)];
    expect(personLoads([day('2026-01-05', { workouts: partly })]).size).toBe(0);
    expect(personLoads([day('2026-01-05', { workouts: [hour('a', 8)], profile: unknown })]).size).toBe(0);
    expect(personLoads([day('2026-01-05', { workouts: [hour('a', 8)], restingHeartRate: null })]).size).toBe(
      0,
    );
  });

  it('of a day before the first known load do not hang on the unit that came later', () => {
    const contradictory = day('2026-01-05', { workouts: [hour('a', 8, null)], restDay: true });
    const rest = day('2026-01-06', { restDay: true });
    const later = day('2026-01-07', { sessions: [{ rating: 5, minutes: 60 }] });
    expect([...personLoads([contradictory, rest]).entries()]).toEqual([['2026-01-06', 0]]);
    expect([...personLoads([contradictory, rest, later]).entries()]).toEqual([
      ['2026-01-06', 0],
      ['2026-01-07', 300],
    ]);
  });
});
