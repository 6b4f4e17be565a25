import { describe, expect, test } from 'vitest';
import type { ReportedSymptom } from '../autonomic/night-extras.ts';
import type { CheckedIn, ProfileFacts } from '../check-in.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../testing/nights.ts';
import { noProfile, type Said } from '../told-days.ts';
import { type HealthReport, nothingReported } from './health-report.ts';
import { type VitalHistory, type VitalReading, vitalFindings } from './vital-history.ts';

const now = '2021-12-12T09:00:00.000Z';
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const nightsOf = (...last: Parameters<typeof nightsEndingOn>[1]) =>
  decisionsOf('ada', nightsEndingOn('2021-12-12', [...month, ...last])).map((decision) => ({
    eventId: `night-${decision.date}`,
    decision,
  }));
const reading = (given: Partial<VitalReading>): VitalReading => ({
  metric: 'oxygen_saturation',
  value: 97,
  at: '2021-12-12T08:00:00.000Z',
  localDate: '2021-12-12',
  context: 'rest',
  statistic: 'sample',
  eventId: 'reading',
  ...given,
});
const told = (date: string) => ({ userId: 'ada', checkInId: date, date, at: `${date}T08:00:00.000Z` });
const feels = (date: string, words: Partial<CheckedIn['data']>): Said => ({
  id: `report ${date}`,
  type: 'CheckedIn',
  data: {
    ...told(date),
    scores: { fatigue: null, soreness: null, stress: null, mood: null, sleepQuality: null },
    symptoms: null,
    health: null,
    note: null,
    redFlags: [],
    ...words,
  },
});
const symptoms = (date: string, symptoms: readonly ReportedSymptom[]) => feels(date, { symptoms });
const report = (date: string, health: Partial<HealthReport>) =>
  feels(date, { health: { ...nothingReported, ...health } });
const profile = (date: string, profile: Partial<ProfileFacts>): Said => ({
  id: `profile ${date}`,
  type: 'ContextTagged',
  data: {
    ...told(date),
    contexts: null,
    sessions: null,
    restDay: null,
    performanceChangePercent: null,
    profile: { ...noProfile, ...profile },
  },
});
const flags = (
  nights: ReturnType<typeof nightsOf>,
  readings: readonly VitalReading[] = [],
  at = now,
  more: Partial<VitalHistory> = {},
): string[] =>
  vitalFindings({ now: at, nights, readings, said: [], deloads: [], ...more }).map(
    ({ flag, level, rule }) => `${flag} ${level} ${rule}`,
  );

const spot = (value: number, minute: number, more: Partial<VitalReading> = {}) =>
  reading({ value, at: `2021-12-12T08:${String(minute).padStart(2, '0')}:00.000Z`, ...more });

describe('red flags of what came in', () => {
  test('usual nights hold none', () => expect(flags(nightsOf())).toEqual([]));

  test('oxygen awake at rest, twice; once, asleep or of unknown rest it is not', () => {
    expect(flags([], [spot(91, 0), spot(92, 6)])).toEqual(['SF3 emergency spot<=92,twice']);
    expect(flags([], [spot(91, 0)])).toEqual([]);
    for (const context of ['sleep', 'none', 'active'])
      expect(flags([], [spot(91, 0, { context }), spot(92, 6, { context })])).toEqual([]);
  });

  test('oxygen of two nights below 90', () => {
    const asleep = (value: number, localDate: string) =>
      reading({ value, localDate, context: 'sleep', statistic: 'average' });
    expect(flags([], [asleep(89, '2021-12-11'), asleep(88, '2021-12-12')])).toEqual([
      'SF3 clinician night_mean<90,2_nights',
    ]);
    expect(flags([], [asleep(89, '2021-11-11'), asleep(88, '2021-12-12')])).toEqual([]);
  });

  test('heart rate asleep 15 above the usual on three nights in a row', () => {
    const fast = { ...usualNight(3), nightHeartRatePerMin: 80 };
    expect(flags(nightsOf(fast, fast, fast))).toContain('SF4 clinician night>=usual+15,3_nights');
    expect(flags(nightsOf(fast, fast)).filter((flag) => flag.startsWith('SF4'))).toEqual([]);
  });

  test('breathing far above the usual on two nights', () => {
    const quick = { ...usualNight(3), respiratoryRatePerMin: 22 };
    expect(flags(nightsOf(quick, quick))).toContain('SF5 same_day night_z>=4&delta>=4,2_nights');
    expect(flags(nightsOf(quick, usualNight(4))).filter((flag) => flag.startsWith('SF5'))).toEqual([]);
  });

  test('measured temperature; the skin proves nothing', () => {
    expect(flags([], [reading({ metric: 'body_temperature', value: 39.2 })])).toEqual([
      'SF6 same_day measured>=39',
    ]);
  });

  test('a resting heart rate above 100 on two days in a row', () => {
    const rest = (value: number, localDate: string) =>
      reading({ metric: 'resting_heart_rate', value, localDate });
    expect(flags([], [rest(104, '2021-12-11'), rest(103, '2021-12-12')])).toEqual([
      'SF4 clinician resting>=100,24h',
    ]);
    expect(flags([], [rest(104, '2021-12-10'), rest(103, '2021-12-12')])).toEqual([]);
  });

  test('what was told: fever, and conditions with which no state is given, without any night', () => {
    const said = [symptoms('2021-12-11', ['fever']), profile('2021-06-01', { conditions: ['pregnancy'] })];
    expect(flags([], [], now, { said })).toEqual(['SF11 no_exercise fever', 'SF12 general_only condition']);
    const over = [...said, symptoms('2021-12-12', []), profile('2021-12-12', { conditions: [] })];
    expect(flags([], [], now, { said: over })).toEqual([]);
    expect(flags([], [], '2021-12-14T09:00:00.000Z', { said: said.slice(0, 1) })).toEqual([]);
  });

  test('a changed beta blocker counts for 30 days', () => {
    const said = [profile('2021-11-20', { exclusions: ['beta_blocker_change'] })];
    expect(flags([], [], now, { said })).toEqual(['SF12 general_only condition']);
    expect(flags([], [], '2021-12-21T09:00:00.000Z', { said })).toEqual([]);
  });

  test('last year raises nothing today', () => {
    const fast = { ...usualNight(3), nightHeartRatePerMin: 80, respiratoryRatePerMin: 22 };
    expect(flags(nightsOf(fast, fast, fast), [spot(80, 0), spot(80, 9)], '2022-12-12T09:00:00.000Z')).toEqual(
      [],
    );
  });
});

describe('red flags of what was reported', () => {
  const reported = (health: Partial<HealthReport>, nights = nightsOf(), readings: VitalReading[] = []) =>
    flags(nights, readings, now, { said: [report('2021-12-10', health)] });
  const rest = (value: number) => reading({ metric: 'resting_heart_rate', value });

  test.each<[Partial<HealthReport>, string[]]>([
    [{ weightLossPercent: 6, weightLossMonths: 2 }, ['SF8 clinician weight_loss>5%']],
    [{ weightLossPercent: 6, weightLossMonths: 8 }, []],
    [{ monthsWithoutPeriod: 3 }, ['SF8 clinician no_period>=3_months']],
    [{ persistentFatigue: true }, []],
    [{ insomniaNightsPerWeek: 3, insomniaMonths: 3 }, ['SF10 clinician insomnia>=3_months']],
    [{ insomniaNightsPerWeek: 2, insomniaMonths: 9 }, []],
    [
      { snoringWithGasping: true, asleepWhileDriving: true },
      ['SF10 clinician asleep_driving&breathing_at_night'],
    ],
    [{ performanceFallingWeeks: 4 }, ['SF9 clinician performance_falling>3w']],
    [{ recentInfection: true, palpitations: true }, ['SF11 urgent chest_after_infection']],
    [{ recentInfection: true }, []],
  ])('%j', (health, expected) => expect(reported(health)).toEqual(expected));

  test('fatigue that lasts, with a low resting heart rate, lower for an athlete', () => {
    const tired = { persistentFatigue: true };
    expect(reported(tired, [], [rest(48)])).toEqual(['SF8 clinician fatigue&low_heart_rate']);
    expect(reported(tired, [], [rest(50)])).toEqual([]);
    expect(reported({ ...tired, athlete: true }, [], [rest(48)])).toEqual([]);
  });

  test('dizzy with a slow heart, and a fall of the resting rate that an athlete may have', () => {
    expect(reported({ dizzyOrFaint: true }, [], [rest(40)])).toEqual(['SF4 urgent resting<=40&dizzy']);
    expect(reported({}, [], [rest(40)])).toEqual([]);
    const usual = Array.from({ length: 9 }, (_, index) =>
      reading({ metric: 'resting_heart_rate', value: 60, localDate: `2021-11-2${index}` }),
    );
    expect(reported({}, [], [...usual, rest(45)])).toEqual(['SF4 clinician resting<=usual-15']);
    expect(reported({ athlete: true }, [], [...usual, rest(45)])).toEqual([]);
  });

  test('high up, or with a target of a clinician, the fixed limits of oxygen do not hold', () => {
    const spots = [spot(91, 0), spot(92, 6)];
    expect(reported({ altitudeM: 1500 }, [], spots)).toEqual(['SF3 emergency spot<=92,twice']);
    expect(reported({ altitudeM: 2400 }, [], spots)).toEqual([]);
    expect(reported({ oxygenTargetByClinician: true }, [], spots)).toEqual([]);
  });

  test('a measured temperature with signs beside it', () => {
    const warm = [reading({ metric: 'body_temperature', value: 38.2 })];
    expect(reported({}, [], warm)).toEqual([]);
    expect(reported({ stiffNeckRashOrConfusion: true }, [], warm)).toEqual(['SF6 urgent measured>=38&signs']);
  });

  test('two weeks of strain although a deload is behind, told or taken up', () => {
    const strained = nightsOf().map(({ eventId, decision }) => ({
      eventId,
      decision: { ...decision, state: 'strained' as const },
    }));
    const lasting = (more: Partial<VitalHistory>) => flags(strained, [], now, more);
    expect(lasting({})).toEqual([]);
    expect(lasting({ deloads: ['2021-12-04'] })).toEqual(['SF9 clinician strained>=14d&deload']);
    expect(lasting({ deloads: ['2021-12-08'] })).toEqual([]);
    expect(lasting({ deloads: ['2021-10-04'] })).toEqual([]);
    const said = [report('2021-12-08', { deloadBeganOn: '2021-12-01' })];
    expect(lasting({ said })).toEqual(['SF9 clinician strained>=14d&deload']);
  });

  test('hold for a while, each for its own, and end with a later word', () => {
    const on = (date: string, ...said: Said[]) => flags([], [], `${date}T09:00:00.000Z`, { said });
    const driving = report('2021-12-01', { asleepWhileDriving: true });
    expect(on('2021-12-28', driving)).toHaveLength(1);
    expect(on('2021-12-29', driving)).toEqual([]);
    expect(on('2021-12-11', driving, report('2021-12-10', { asleepWhileDriving: false }))).toEqual([]);
    expect(on('2021-12-11', driving, report('2021-12-10', { altitudeM: 0 }))).toHaveLength(1);
    expect(on('2021-11-29', driving)).toEqual([]);
    const { eventIds } = vitalFindings({
      now,
      nights: [],
      readings: [],
      deloads: [],
      said: [report('2021-12-02', { athlete: true }), driving, report('2021-12-03', { palpitations: true })],
    })[0]!;
    expect(eventIds).toEqual([driving.id, 'report 2021-12-02']);
  });
});
