import { describe, expect, it, test } from 'vitest';
import {
  type ContextEffect,
  contextEffect,
  effectiveNights,
  type TaggedNight,
} from './hypotheses/context-effect.ts';
import { adjustedForMany } from './hypotheses/false-discovery.ts';
import { judgeTogether } from './hypotheses/judge.ts';
import {
  decideHypothesis,
  evolveHypothesis,
  type HypothesisCommand,
  type HypothesisEvent,
  initialHypothesis,
} from './hypothesis.ts';
import { specification } from './testing/given.ts';

const swing = [0.1, -0.1, 0.05, -0.05];
/** 42 nights; every seventh with alcohol and lower by `drop`. */
const nights = (drop: number): TaggedNight[] =>
  Array.from({ length: 42 }, (_, day) => {
    const tagged = day % 7 === 5;
    return { day, value: 3.8 + swing[day % 4]! - (tagged ? drop : 0), contexts: tagged ? ['alcohol'] : [] };
  });

describe('the effect of a context', () => {
  test('six alcohol nights 0.2 lower: about 20 % less, worked by hand without autocorrelation', () => {
    const found = contextEffect(nights(0.2), 'alcohol', 0)!;
    const tagged = nights(0.2)
      .filter(({ contexts }) => contexts.length > 0)
      .map(({ value }) => value);
    const mean = tagged.reduce((sum, value) => sum + value, 0) / 6;
    expect([found.taggedNights, found.plainNights, found.effectiveTagged, found.effectivePlain]).toEqual([
      6, 36, 6, 36,
    ]);
    expect(found.delta).toBeCloseTo(
      mean - (42 * 3.8 + 0.1 - 0.1 - 6 * 3.8 - (tagged.reduce((s, v) => s + v, 0) - 6 * 3.6)) / 36,
      9,
    );
    expect(found.changePercent).toBeCloseTo(100 * Math.expm1(found.delta), 12);
    expect(found.p).toBeLessThan(0.01);
    expect(found.interval95.high).toBeLessThan(0);
  });

  test('neighbouring nights are worth less, scattered ones their number', () => {
    expect(effectiveNights([1, 2], 0.5)).toBeCloseTo(4 / 3, 12);
    expect(effectiveNights([1, 100], 0.5)).toBeCloseTo(2, 9);
    expect(effectiveNights([1, 2, 3], 0)).toBe(3);
    const many = Array.from({ length: 400 }, (_, day) => day);
    expect(effectiveNights(many, 0.35)! / ((400 * 0.65) / 1.35)).toBeCloseTo(1, 1);
    expect(effectiveNights([], 0.35)).toBe(0);
  });

  test('autocorrelation widens the interval', () => {
    const width = (phi: number) => {
      const { low, high } = contextEffect(nights(0.2), 'alcohol', phi)!.interval95;
      return high - low;
    };
    expect(width(0.35)).toBeGreaterThan(width(0));
  });

  test('nights with other tags are no comparison, and shared tags are counted', () => {
    const shared = nights(0.2).map((night) =>
      night.day === 5 ? { ...night, contexts: ['alcohol', 'late_meal'] } : night,
    );
    expect(contextEffect(shared, 'alcohol', 0)).toMatchObject({
      taggedNights: 6,
      plainNights: 36,
      sharedNights: 1,
    });
    expect(contextEffect(shared, 'late_meal', 0)).toBeNull();
    expect(contextEffect(nights(0.2).slice(0, 30), 'alcohol', 0)).toBeNull();
  });
});

test('Benjamini-Hochberg: 0.01 0.04 0.03 0.2 become 0.04 0.0533 0.0533 0.2', () => {
  const adjusted = adjustedForMany([0.01, 0.04, 0.03, 0.2]);
  for (const [index, q] of [0.04, 0.16 / 3, 0.16 / 3, 0.2].entries())
    expect(adjusted[index]).toBeCloseTo(q, 12);
  expect(adjustedForMany([])).toEqual([]);
});

const effect = (values: Partial<ContextEffect>): ContextEffect => ({
  ...contextEffect(nights(0.2), 'alcohol', 0.35)!,
  ...values,
});

test('what stands alone may not stand among many', () => {
  const one = effect({ p: 0.04 });
  expect(judgeTogether([one])[0]!.verdict).toBe('supported');
  const many = [
    one,
    ...Array.from({ length: 9 }, () => effect({ p: 0.9, interval95: { low: -0.5, high: 0.5 } })),
  ];
  expect(judgeTogether(many)[0]).toMatchObject({ verdict: 'open', q: expect.closeTo(0.4, 9) });
  const tiny = effect({ p: 0.5, delta: 0.001, interval95: { low: -0.01, high: 0.02 } });
  expect(judgeTogether([tiny])[0]!.verdict).toBe('no_effect');
});

describe('a hypothesis', () => {
  const given = specification(initialHypothesis, evolveHypothesis);
  const when = (command: HypothesisCommand) => (state: typeof initialHypothesis) =>
    decideHypothesis(command, state);
  const data = {
    hypothesisId: 'h-1',
    userId: 'ada',
    context: 'alcohol',
    metric: 'lnrmssd',
    formedOn: '2024-03-01',
    taggedNights: 3,
    sourceEventIds: ['e-1'],
  } as const;
  const formed: HypothesisEvent = { type: 'HypothesisFormed', data };
  const judged = (values: Partial<ContextEffect>) => judgeTogether([effect(values)])[0]!;
  const supported = judged({});

  it('is formed once, from three tagged nights', () => {
    given()
      .when(when({ type: 'form', data }))
      .thenEvents([formed]);
    given([formed])
      .when(when({ type: 'form', data }))
      .thenNothing();
    given()
      .when(when({ type: 'form', data: { ...data, taggedNights: 2 } }))
      .thenNothing();
  });

  it('is tested, again only where something changed', () => {
    const test = when({ type: 'test', on: '2024-04-01', judged: supported });
    const tested = given([formed]).when(test).events as HypothesisEvent[];
    expect(tested).toMatchObject([
      { type: 'HypothesisTested', data: { context: 'alcohol', verdict: 'supported' } },
    ]);
    given([formed, ...tested])
      .when(test)
      .thenNothing();
    given().when(test).thenNothing();
  });

  it('is retired where the effect is too small, where forty nights left it open, and when asked', () => {
    const small = judged({ p: 0.5, delta: 0.001, interval95: { low: -0.01, high: 0.02 } });
    given([formed])
      .when(when({ type: 'test', on: '2024-04-01', judged: small }))
      .thenTypes('HypothesisTested', 'HypothesisRetired');
    const open = judged({ p: 0.5, interval95: { low: -0.5, high: 0.5 }, taggedNights: 40 });
    given([formed])
      .when(when({ type: 'test', on: '2024-04-01', judged: open }))
      .thenEvents([{}, { data: { reason: 'undecided' } }]);
    given([formed])
      .when(when({ type: 'retire', on: '2024-04-01' }))
      .thenEvents([{ data: { reason: 'asked' } }]);
  });

  it('is retired after half a year without a new night, unless it is supported', () => {
    const pass = (on: string) => when({ type: 'pass', on, lastTagged: '2024-03-01' });
    given([formed]).when(pass('2024-08-28')).thenNothing();
    given([formed])
      .when(pass('2024-08-29'))
      .thenEvents([{ data: { reason: 'no_new_nights' } }]);
    const tested: HypothesisEvent = {
      type: 'HypothesisTested',
      data: { hypothesisId: 'h-1', userId: 'ada', testedOn: '2024-04-01', context: 'alcohol', ...supported },
    };
    given([formed, tested]).when(pass('2024-12-01')).thenNothing();
  });
});
