import { describe, expect, test } from 'vitest';
import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import { sleepHabits } from '../sleep/sleep-habits.ts';
import { sleepsEndingOn } from '../testing/sleeps.ts';
import { type DiaryDay, signalsOfDiary } from './diary-signals.ts';
import { signalsOfReport } from './report-signals.ts';
import type { FoundSignal } from './signals.ts';
import { signalsOfSleep } from './sleep-signals.ts';

const today = '2024-03-10';
const daysAgo = (days: number): string => dateOf(dayNumber(today) - days);
const names = (found: readonly FoundSignal[]) => found.map(({ signal }) => signal);

describe('sleep', () => {
  const asks = (sleeps: Parameters<typeof sleepHabits>[0]) =>
    names(signalsOfSleep(sleepHabits(sleeps, today)));
  const bed = { inBedS: 8 * 3_600, latencyS: 600 };

  test('regular nights of 8 h in bed and 7 h asleep ask for nothing', () => {
    expect(asks(sleepsEndingOn(today, 80, () => [-1, 7], { ...bed, asleepS: 7 * 3_600 }))).toEqual([]);
    expect(asks([])).toEqual([]);
  });

  test('83 % efficiency, and 40 min to fall asleep', () => {
    const poor = { inBedS: 8 * 3_600, asleepS: 6.64 * 3_600, latencyS: 2_400 };
    expect(asks(sleepsEndingOn(today, 14, () => [-1, 7], poor))).toEqual([
      'low_sleep_efficiency',
      'long_latency',
    ]);
  });

  test('midpoints that scatter by 1.5 h, and later than 5:00', () => {
    expect(asks(sleepsEndingOn(today, 14, (index) => [-1 + 3 * (index % 2), 5 + 3 * (index % 2)]))).toEqual([
      'irregular_sleep',
    ]);
    expect(asks(sleepsEndingOn(today, 14, () => [2, 10]))).toEqual(['late_midpoint']);
  });

  test('1.5 h later than in the two months before is late as well, earlier is not', () => {
    const moved = (byH: number) =>
      sleepsEndingOn(today, 80, (index) => (index < 66 ? [-1.5, 6] : [-1.5 + byH, 6 + byH]));
    expect(asks(moved(1.5))).toContain('late_midpoint');
    expect(asks(moved(0.75))).not.toContain('late_midpoint');
    expect(asks(moved(-1.5))).not.toContain('late_midpoint');
  });
});

describe('words', () => {
  const said = (ago: number, stress: number | null, mood: number | null): DiaryDay => ({
    date: daysAgo(ago),
    extras: { subjective: { fatigue: null, soreness: null, stress, mood, sleepQuality: null } },
  });
  const asks = (days: readonly DiaryDay[]) => names(signalsOfDiary(days, today));

  test('without a usual a score of 2 or less, 1 to 5 and high is good', () => {
    expect(asks([said(0, 2, 3)])).toEqual(['stressed']);
    expect(asks([said(2, 3, 1)])).toEqual(['low_mood']);
    expect(asks([said(3, 1, 1)])).toEqual([]);
    expect(asks([said(-1, 1, 1)])).toEqual([]);
    expect(asks([])).toEqual([]);
  });

  test('with a usual of 4 or 5 a score of 3 is low: z = (3 - 4.5) / 0.52; with one of 3 it is not', () => {
    const days = (usual: (ago: number) => number) =>
      Array.from({ length: 14 }, (_, index) => said(index + 1, usual(index), null));
    expect(asks([...days((ago) => 4 + (ago % 2)), said(0, 3, null)])).toEqual(['stressed']);
    expect(asks([...days((ago) => 2 + 2 * (ago % 2)), said(0, 3, null)])).toEqual([]);
    expect(asks([...days(() => 5), said(0, 4, null)])).toEqual([]);
  });
});

describe('training', () => {
  const trained = (count: number, load: (ago: number) => number | null): DiaryDay[] =>
    Array.from({ length: count }, (_, ago) => {
      const dayLoad = load(ago);
      return { date: daysAgo(ago), ...(dayLoad === null ? {} : { extras: { dayLoad } }) };
    });
  const asks = (days: readonly DiaryDay[]) => names(signalsOfDiary(days, today));
  const fourAWeek = (ago: number): number => (ago % 7 < 4 ? 300 : 0);

  test('four weeks of load without an easy one: a deload may be planned', () => {
    expect(asks(trained(28, fourAWeek))).toEqual(['planned_deload']);
    expect(asks(trained(28, (ago) => (ago >= 14 && ago < 21 ? fourAWeek(ago) / 2 : fourAWeek(ago))))).toEqual(
      [],
    );
    expect(asks(trained(21, fourAWeek))).toEqual([]);
    expect(asks(trained(28, (ago) => (ago % 7 < 4 ? 300 : null)))).toEqual([]);
    expect(asks(trained(28, (ago) => (ago % 7 < 2 ? 300 : 0)))).toEqual([]);
  });

  test('five weeks of rest after three months of training: modelled fitness is at its lowest', () => {
    expect(asks(trained(150, (ago) => (ago < 35 ? 0 : fourAWeek(ago))))).toEqual(['low_fitness']);
    expect(asks(trained(150, (ago) => (ago < 35 ? null : fourAWeek(ago))))).toEqual([]);
    expect(asks(trained(80, (ago) => (ago < 35 ? 0 : fourAWeek(ago))))).toEqual([]);
  });
});

test('reports: insomnia on 3 nights a week for 3 months, and a loss of weight', () => {
  const asks = (report: Parameters<typeof signalsOfReport>[0]) => names(signalsOfReport(report));
  expect(asks({ insomniaNightsPerWeek: 3, insomniaMonths: 3 })).toEqual(['chronic_insomnia']);
  expect(asks({ insomniaNightsPerWeek: 2, insomniaMonths: 12 })).toEqual([]);
  expect(asks({ insomniaNightsPerWeek: 7, insomniaMonths: null })).toEqual([]);
  expect(asks({ weightLossPercent: 2 })).toEqual(['weight_loss']);
  expect(asks({ weightLossPercent: 1.5 })).toEqual([]);
});
