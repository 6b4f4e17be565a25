import { expect, it } from 'vitest';
import type { CheckedIn, Context } from './check-in.ts';
import { noProfile, profilesOn, type Said, toldDays } from './told-days.ts';

const noScores = { fatigue: null, soreness: null, stress: null, mood: null, sleepQuality: null };
const told = (date: string, hour: number) => ({
  userId: 'ada',
  checkInId: `${date}-${hour}`,
  date,
  at: `${date}T0${hour}:00:00.000Z`,
});
const feels = (date: string, hour: number, over: Partial<CheckedIn['data']>): Said => ({
  id: `feels-${hour}`,
  type: 'CheckedIn',
  data: {
    ...told(date, hour),
    scores: noScores,
    symptoms: null,
    health: null,
    note: null,
    redFlags: [],
    ...over,
  },
});
const tagged = (date: string, hour: number, over: Partial<Context>): Said => ({
  id: `tagged-${hour}`,
  type: 'ContextTagged',
  data: {
    ...told(date, hour),
    contexts: null,
    sessions: null,
    restDay: null,
    performanceChangePercent: null,
    profile: noProfile,
    ...over,
  },
});

it('keeps what was said before where nothing new is said, score by score', () => {
  const days = toldDays([
    feels('2026-01-05', 7, { scores: { ...noScores, mood: 2, stress: 4 }, symptoms: ['cough'] }),
    feels('2026-01-05', 9, { scores: { ...noScores, mood: 5 } }),
  ]);
  expect(days.get('2026-01-05')).toMatchObject({
    extras: { subjective: { ...noScores, mood: 5, stress: 4 }, symptoms: ['cough'] },
    saidAt: '2026-01-05T09:00:00.000Z',
    eventIds: ['feels-7', 'feels-9'],
  });
});

it('replaces tags, adds sessions up, and takes both back with an empty list', () => {
  const ride = { rating: 6, minutes: 50 };
  const run = { rating: 3, minutes: 30 };
  const events = [
    tagged('2026-01-05', 7, { contexts: ['alcohol', 'travel'], sessions: [ride] }),
    tagged('2026-01-05', 8, { contexts: ['travel'], sessions: [run] }),
  ];
  expect(toldDays(events).get('2026-01-05')).toMatchObject({
    extras: { contexts: ['travel'] },
    sessions: [ride, run],
  });
  const back = tagged('2026-01-05', 9, { contexts: [], sessions: [] });
  expect(toldDays([...events, back]).get('2026-01-05')).toMatchObject({
    extras: { contexts: [] },
    sessions: [],
  });
});

it('holds a profile from its date on, and no earlier', () => {
  const profileOn = profilesOn(
    toldDays([
      tagged('2026-01-05', 7, { profile: { ...noProfile, maximalHeartRate: 190 } }),
      tagged('2026-01-03', 8, { profile: { ...noProfile, impulseWeights: 'women' } }),
    ]),
  );
  expect(profileOn('2026-01-02')).toEqual(noProfile);
  expect(profileOn('2026-01-04')).toEqual({ ...noProfile, impulseWeights: 'women' });
  expect(profileOn('2026-02-01')).toEqual({ ...noProfile, impulseWeights: 'women', maximalHeartRate: 190 });
});

it('counts a condition that excludes among the exclusions, as long as it is told', () => {
  const days = toldDays([
    tagged('2026-01-05', 7, { profile: { ...noProfile, exclusions: ['stimulant'] } }),
    tagged('2026-01-07', 8, { profile: { ...noProfile, conditions: ['pregnancy', 'insomnia'] } }),
    tagged('2026-01-08', 8, { profile: { ...noProfile, conditions: ['insomnia', 'pregnancy', 'raynaud'] } }),
    tagged('2026-01-09', 8, { profile: { ...noProfile, conditions: [] } }),
  ]);
  const exclusions = [...days.values()].map(({ extras }) => extras.exclusions);
  expect(exclusions).toEqual([['stimulant'], ['stimulant', 'pregnancy'], undefined, ['stimulant']]);
});

it('does not begin the days of a changed beta blocker anew with a condition', () => {
  const days = toldDays([
    tagged('2026-01-05', 7, { profile: { ...noProfile, exclusions: ['beta_blocker_change'] } }),
    tagged('2026-01-20', 8, { profile: { ...noProfile, conditions: ['arrhythmia'] } }),
  ]);
  expect(days.get('2026-01-20')!.extras.exclusions).toEqual(['known_arrhythmia']);
});
