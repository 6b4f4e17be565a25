import { describe, expect, test } from 'vitest';
import { type InterventionState, initialIntervention } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../testing/nights.ts';
import { interventionKind } from './catalogue.ts';
import { daysAfter } from './due-date.ts';
import type { MeasuredNights } from './measured.ts';
import { otherMeasures } from './other-measures.ts';
import { outcomeOfNights, outcomeSpan } from './outcome-of-nights.ts';

/** Uniform in [0, 1), the same for the same seed (Park and Miller's generator). */
const uniform = (seed: number) => {
  let state = seed * 48_271 + 1;
  return (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
const normalFrom = (random: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const done = (kind: string, trigger: string): InterventionState => {
  const { plannedDays } = interventionKind(kind)!;
  const log = Object.fromEntries(
    Array.from({ length: plannedDays }, (_, day) => [daysAfter(trigger, day), true]),
  );
  return {
    ...initialIntervention,
    status: 'completed',
    proposal: {
      interventionId: 'i-1',
      userId: 'ada',
      kind,
      rank: 'primary',
      why: [],
      decisionEventId: null,
      prompted: false,
      proposedOn: trigger,
      plannedDays,
      windowDays: [1, 10],
    },
    acceptedOn: trigger,
    check: { from: daysAfter(trigger, 1), until: daysAfter(trigger, 10) },
    log,
    endedOn: daysAfter(trigger, plannedDays),
  };
};

/** Nights of somebody whom nothing ever changes: ln RMSSD wanders with lag-1 0.35. */
const noiseOf = (seed: number): NightDecision[] => {
  const normal = normalFrom(uniform(seed));
  let away = 0;
  const values = Array.from({ length: 110 }, (_, index) => {
    away = 0.35 * away + 0.15 * normal();
    return { ...usualNight(index), rmssdMs: Math.exp(3.85 + away) };
  });
  return decisionsOf('ada', nightsEndingOn('2024-06-30', values));
};

const known = (nights: readonly NightDecision[], others = otherMeasures([], [])): MeasuredNights => ({
  decisions: new Map(nights.map((night) => [night.date, night])),
  others,
});

describe('an outcome by the nights', () => {
  test('where nothing helped, low nights that come back are rarely called an improvement', () => {
    let tried = 0;
    let improved = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const nights = noiseOf(seed);
      const trigger = nights.slice(75, 99).find(({ features }) => (features.z_hrv ?? 0) < -1.3);
      if (trigger === undefined) continue;
      const outcome = outcomeOfNights(done('I-BREATH6', trigger.date), known(nights));
      if (typeof outcome === 'string') continue;
      tried++;
      if (outcome.verdict === 'improved') improved++;
    }
    expect(tried).toBeGreaterThan(40);
    expect(improved / tried).toBeLessThan(0.12);
  });

  test('sleep is measured too, against the person’s own nights before', () => {
    const before = Array.from({ length: 60 }, (_, index) => usualNight(index));
    const longer = Array.from({ length: 11 }, (_, index) => ({
      ...usualNight(index),
      sleepMinutes: 520 + index,
    }));
    const nights = decisionsOf('ada', nightsEndingOn('2024-06-30', [...before, ...longer]));
    const outcome = outcomeOfNights(done('I-SLEEPEXT', '2024-06-20'), known(nights));
    expect(interventionKind('I-SLEEPEXT')!.target.metric).toBe('sleep_minutes');
    expect(outcome).toMatchObject({ verdict: 'improved', nightsBefore: 14, nightsAfter: 10 });
  });

  test('what no night carries has no verdict', () => {
    const unknown = done('I-TRAVEL', '2024-06-20');
    expect(outcomeOfNights(unknown, known([]))).toBe('no_measure');
    const gone = { ...unknown, proposal: { ...unknown.proposal!, kind: 'I-GONE' } };
    expect(outcomeOfNights(gone, known([]))).toBe('no_measure');
  });

  test('rests on the year before and the check window', () => {
    expect(outcomeSpan(done('I-BREATH6', '2024-06-20'))).toEqual({ from: '2023-06-21', to: '2024-06-30' });
    expect(outcomeSpan(initialIntervention)).toBeNull();
  });
});
