import { describe, expect, test } from 'vitest';
import { assessNights, evidenceObject, rulesetIds } from '../assess.ts';
import type { NightInput } from '../night.ts';
import type { ContextTag, NightExtras, SubjectiveScores } from '../night-extras.ts';
import { illNight, nightAt, steadyNight, steadyNights } from '../night-fixtures.ts';
import { extendedRuleset } from './ruleset.ts';

const extended = extendedRuleset.id;
const assess = (nights: readonly NightInput[]) => assessNights(nights, extended);
const last = (nights: readonly NightInput[]) => assess(nights).at(-1)!;
const withExtras = (night: NightInput, extras: NightExtras): NightInput => ({ ...night, extras });
const feeling = (score: number): SubjectiveScores => ({
  fatigue: score,
  soreness: score,
  stress: score,
  mood: score,
  sleepQuality: null,
});
const usual = (count: number, extras: (day: number) => NightExtras) =>
  steadyNights(count).map((night, day) => withExtras(night, extras(day)));
const ill = (contexts: ContextTag[]) => last([...steadyNights(14), withExtras(illNight(14), { contexts })]);

test('both rule sets can be asked for', () => {
  expect(rulesetIds).toEqual(['neuros-cns/0.1', 'neuros-cns/0.2']);
  expect(last(steadyNights(20)).ruleset).toBe(extended);
});

describe('illness', () => {
  test('without contexts as in the core: 6 points', () => {
    expect(ill([])).toMatchObject({ state: 'illness_suspected', illnessPoints: 6, contexts: [] });
  });

  test.each<[ContextTag, number, string]>([
    ['alcohol', 4, 'night_heart_rate'],
    ['late_hard_exercise', 4, 'night_heart_rate'],
    ['travel', 4, 'skin_temperature'],
    ['hot_room', 4, 'skin_temperature'],
    ['luteal', 5, 'skin_temperature'],
  ])('%s: %i points', (context, points, channel) => {
    const night = ill([context]);
    expect(night.illnessPoints).toBe(points);
    expect(night.contexts).toEqual([context]);
    const item = [...night.evidence, ...night.contradicting].find((each) => each.channel === channel)!;
    expect(item.rule).toContain(context);
    expect(evidenceObject(night).contexts).toEqual([context]);
  });

  test('a vaccination keeps the points and is named, on the next night too', () => {
    const night = ill(['vaccine']);
    expect([night.illnessPoints, night.flags.includes('vaccination')]).toEqual([6, true]);
    const days = [...steadyNights(14), withExtras(steadyNight(14), { contexts: ['vaccine', 'travel'] })];
    const contexts = assess([...days, ...[15, 16, 17, 18, 19].map(steadyNight)]).map((each) => each.contexts);
    expect(contexts.slice(14)).toEqual([
      ['travel', 'vaccine'],
      ['travel', 'vaccine'],
      ['travel'],
      ['travel'],
      ['travel'],
      [],
    ]);
  });

  test('late meals and altitude change nothing', () => {
    expect(ill(['late_meal', 'altitude']).illnessPoints).toBe(6);
  });

  test('fever alone is 3 points, feeling ill 2; fever on two days is illness without any sensor', () => {
    const told = (extras: NightExtras) => last([...steadyNights(14), withExtras(steadyNight(14), extras)]);
    expect(told({ symptoms: ['fever', 'cough'] }).illnessPoints).toBe(3);
    expect(told({ symptoms: ['feels_ill'] }).illnessPoints).toBe(2);
    const fever: NightExtras = { symptoms: ['fever'] };
    const night = last([
      ...steadyNights(14),
      withExtras(steadyNight(14), fever),
      withExtras(steadyNight(15), fever),
    ]);
    expect(night).toMatchObject({ state: 'illness_suspected', illnessPoints: 3 });
    const item = night.evidence.find(({ channel }) => channel === 'self_report');
    expect(item).toMatchObject({ rule: 'fever', points: 3 });
  });
});

describe('strain points 6 to 8', () => {
  const low = (score: number) =>
    last([
      ...usual(20, (day) => ({ subjective: feeling(day % 2 === 0 ? 3 : 4) })),
      withExtras(steadyNight(20), { subjective: feeling(score) }),
    ]);

  test('feeling low: mean 3.5, deviation 0.513, so 2.9 is z -1.17 and a point', () => {
    const night = low(2.9);
    const item = [...night.evidence, ...night.contradicting].find(({ channel }) => channel === 'subjective')!;
    expect(item.z).toBeCloseTo(-0.6 / Math.sqrt(5 / 19), 5);
    expect(item).toMatchObject({ strain_points: 1, rule: 'z<=-1', citations: ['flatt2018'] });
    expect(night.strainPoints).toBe(1);
    expect(night.missing).not.toContain('subjective');
    expect(low(3.2).strainPoints).toBe(0);
  });

  test('a debt of ten hours is a point: five hours a night against a need of eight', () => {
    const short = (day: number) => ({ ...steadyNight(day), sleepMinutes: 375 });
    const nights = [...steadyNights(14), ...Array.from({ length: 12 }, (_, i) => short(14 + i))];
    const told = nights.map((night) => withExtras(night, { sleepNeedMin: 480 }));
    const debts = assess(told).map((each) =>
      each.evidence.concat(each.contradicting).find((i) => i.channel === 'sleep_debt'),
    );
    expect(debts[0]!.value).toBe(80);
    expect(debts.at(-1)!.value).toBeGreaterThan(600);
    expect(debts.at(-1)).toMatchObject({ strain_points: 1, rule: 'debt>=600' });
    expect(last(nights).evidence.some(({ channel }) => channel === 'sleep_debt')).toBe(false);
  });

  test('a sharp rise of load is a point', () => {
    const night = last(usual(70, (day) => ({ dayLoad: day < 67 ? 250 + (day % 3) * 50 : 1200 })));
    expect(night.strainPoints).toBe(1);
    const item = [...night.evidence, ...night.contradicting].find(({ channel }) => channel === 'load');
    expect(item).toMatchObject({ strain_points: 1, rule: 'ratio>1.5&acute>p80' });
    expect(night.missing).not.toContain('load');
  });

  test('two optional points make a night strained, and 0.8 below keeps it so', () => {
    const score = (day: number) => (day < 20 ? (day % 2 === 0 ? 3 : 4) : day === 20 ? 2.5 : 2.95);
    const extras = (day: number): NightExtras => ({ subjective: feeling(score(day)), sleepNeedMin: 600 });
    const nights = assess(usual(22, extras).map((night) => ({ ...night, nightHeartRatePerMin: 52 })));
    expect(nights[20]).toMatchObject({ state: 'strained', rulePath: ['gate:pass', 'strained:points>=2'] });
    expect(nights[21]).toMatchObject({ state: 'strained', strainPoints: 1 });
    expect(nights[21]!.rulePath[1]).toBe('strained:held,points>=2');
  });
});

describe('primed', () => {
  const primed = (extras: NightExtras) => {
    const nights = steadyNights(28).map((night) => withExtras(night, { subjective: feeling(3.5) }));
    const good = nightAt(28, { rmssdMs: Math.exp(3.95), nightHeartRatePerMin: 48, sleepMinutes: 450 });
    return last([...nights, withExtras({ ...good, respiratoryRatePerMin: 15.2 }, extras)]);
  };

  test('asks that the person does not feel low', () => {
    expect(primed({}).state).toBe('primed');
    expect(primed({ subjective: feeling(3.5) }).state).toBe('primed');
    const low = primed({ subjective: feeling(3.35) });
    expect(low.state).toBe('balanced');
    expect(low.strainPoints).toBe(0);
    const item = low.evidence.find(({ channel }) => channel === 'subjective');
    expect(item).toMatchObject({ rule: 'z<-0.5', strain_points: 0, z: -0.75 });
  });

  const trained = (today: number) => {
    const nights = steadyNights(30).map((night) => withExtras(night, { dayLoad: 300 }));
    const good = nightAt(30, { rmssdMs: Math.exp(3.95), nightHeartRatePerMin: 48, sleepMinutes: 450 });
    return last([...nights, withExtras({ ...good, respiratoryRatePerMin: 15.2 }, { dayLoad: today })]);
  };

  test('asks that the load is not far above the usual, and says so where it is', () => {
    const usual = trained(300);
    expect(usual).toMatchObject({ state: 'primed' });
    expect(usual.missing).not.toContain('load');
    // Acute 300 + 900 / 4 = 525, chronic 300 + 900 * 2 / 29: the ratio is 1.4502.
    const loaded = trained(1200);
    expect(loaded).toMatchObject({ state: 'balanced', strainPoints: 0 });
    expect(loaded.evidence.find(({ channel }) => channel === 'load')).toMatchObject({
      value: 1.45,
      rule: 'ratio>1.3',
      strain_points: 0,
    });
    expect(loaded.missing).not.toContain('load');
    expect(loaded.contradicting.some(({ channel }) => channel === 'load')).toBe(false);
  });

  test('a load that does not decide has no rule', () => {
    const nights = steadyNights(31).map((night, day) =>
      withExtras(night, { dayLoad: day === 30 ? 1200 : 300 }),
    );
    const night = last(nights);
    expect(night.evidence.find(({ channel }) => channel === 'load')).toMatchObject({ rule: null });
  });
});

describe('no state', () => {
  test.each(['pacemaker', 'pregnancy', 'under_18', 'dialysis'] as const)(
    '%s, until told otherwise',
    (exclusion) => {
      const nights = steadyNights(20);
      nights[16] = withExtras(nights[16]!, { exclusions: [exclusion] });
      nights[18] = withExtras(nights[18]!, { exclusions: [] });
      const assessed = assess(nights).slice(15);
      expect(assessed.map(({ rulePath }) => rulePath[0])).toEqual([
        'gate:pass',
        'gate:excluded',
        'gate:excluded',
        'gate:pass',
        'gate:pass',
      ]);
      expect(assessed[1]).toMatchObject({
        state: 'insufficient_data',
        confidence: null,
        flags: ['excluded'],
      });
    },
  );

  test('a changed beta blocker excludes for 30 days', () => {
    const nights = steadyNights(60);
    nights[20] = withExtras(nights[20]!, { exclusions: ['beta_blocker_change'] });
    const excluded = assess(nights).map(({ flags }) => flags.includes('excluded'));
    expect([excluded[19], excluded[20], excluded[49], excluded[50]]).toEqual([false, true, true, false]);
  });
});

describe('confidence', () => {
  test('a tag of alcohol or travel and a noisy night cost a tenth each', () => {
    const plain = last(steadyNights(40)).confidence!;
    const near = (value: number) => (actual: number) => Math.abs(actual - value) <= 1;
    const tagged = (extras: NightExtras) =>
      last([...steadyNights(39), withExtras(steadyNight(39), extras)]).confidence!;
    expect(tagged({ contexts: ['alcohol'] })).toSatisfy(near(plain * 0.9));
    expect(tagged({ contexts: ['alcohol', 'travel'] })).toSatisfy(near(plain * 0.9));
    expect(tagged({ artefactShare: 0.05 })).toBe(plain);
    expect(tagged({ artefactShare: 0.08 })).toSatisfy(near(plain * 0.9));
    expect(tagged({ artefactShare: 0.1 })).toSatisfy(near(plain * 0.9));
    expect(tagged({ artefactShare: 0.11 })).toBe(plain);
  });

  test('knowing how the person feels adds 2 points where it agrees', () => {
    const plain = last(steadyNights(41)).confidence!;
    expect(last(usual(41, () => ({ subjective: feeling(3.5) }))).confidence).toBe(plain + 2);
  });
});

test('a decline that the 60-day window has followed is told as a shift of the baseline', () => {
  const nights = Array.from({ length: 228 }, (_, day) => {
    const night = steadyNight(day);
    return day < 150 ? night : { ...night, rmssdMs: night.rmssdMs! * Math.exp(-0.3) };
  });
  const assessed = assess(nights);
  expect(assessed[180]!.flags).not.toContain('baseline_shift');
  const shifted = assessed.at(-1)!;
  expect(shifted.flags).toContain('baseline_shift');
  const item = shifted.evidence.find(({ channel }) => channel === 'baseline_shift');
  expect(item).toMatchObject({ rule: 'down,days>=21', unit: 'ln ms' });
  expect(item!.z).toBeLessThan(-1);
});
