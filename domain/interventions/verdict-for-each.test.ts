import { describe, expect, test } from 'vitest';
import type { EvidenceItem } from '../autonomic/evidence.ts';
import { type InterventionState, initialIntervention } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { decisionsOf, nightsEndingOn } from '../testing/nights.ts';
import { sleepsEndingOn } from '../testing/sleeps.ts';
import { catalogue, interventionKind } from './catalogue.ts';
import { daysAfter } from './due-date.ts';
import type { MeasuredNights } from './measured.ts';
import { otherMeasures } from './other-measures.ts';
import { outcomeOfNights } from './outcome-of-nights.ts';

/** Uniform in -1..1, without any regularity from one index to the next; the same for the same index. */
const noise = (index: number, of: number): number => {
  const turned = Math.sin(12.9898 * index + 78.233 * of) * 43_758.5453;
  return 2 * (turned - Math.floor(turned)) - 1;
};

const trigger = '2024-06-20';
const count = 160;
const last = daysAfter(trigger, 90);
const inputs = nightsEndingOn(
  last,
  Array.from({ length: count }, (_, index) => ({
    rmssdMs: 47 + 5 * noise(index, 1),
    nightHeartRatePerMin: 58 + 2 * noise(index, 2),
    restingHeartRatePerMin: 52 + 2 * noise(index, 3),
    respiratoryRatePerMin: 14.6 + noise(index, 4),
    sleepMinutes: 420 + 30 * noise(index, 5),
    extras: { dayLoad: Math.max(0, Math.round(300 * noise(index, 6) + 150)) },
  })),
);
const told = (date: string, value: number): EvidenceItem =>
  ({ id: 'E9', channel: 'subjective', value, source: null, baseline: null, date }) as unknown as EvidenceItem;
const decisions = new Map<string, NightDecision>(
  decisionsOf('ada', inputs).map((night, index) => [
    night.date,
    {
      ...night,
      illness_points: index % 5 === 0 ? 1 : 0,
      evidence: {
        ...night.evidence,
        evidence: [...night.evidence.evidence, told(night.date, 3.5 + noise(index, 7))],
      },
    },
  ]),
);
const sleeps = sleepsEndingOn(last, count, (index) => [-1 + noise(index, 8), 7 + noise(index, 9)])
  .map((sleep, index) => ({
    ...sleep,
    inBedS: 9 * 3_600,
    asleepS: 27_000,
    latencyS: 1_200 + 600 * noise(index, 10),
  }))
  .map((sleep, index) => ({ ...sleep, asleepS: sleep.asleepS + 1_800 * noise(index, 11) }));
const nights: MeasuredNights = { decisions, others: otherMeasures(sleeps, inputs) };

const done = (id: string): InterventionState => {
  const { plannedDays, windowDays } = interventionKind(id)!;
  return {
    ...initialIntervention,
    status: 'completed',
    proposal: {
      interventionId: 'i-1',
      userId: 'ada',
      kind: id,
      rank: 'primary',
      why: [],
      decisionEventId: null,
      prompted: true,
      proposedOn: trigger,
      plannedDays,
      windowDays,
    },
    acceptedOn: trigger,
    check: { from: daysAfter(trigger, windowDays[0]), until: daysAfter(trigger, windowDays[1]) },
    log: Object.fromEntries(Array.from({ length: plannedDays }, (_, day) => [daysAfter(trigger, day), true])),
    endedOn: daysAfter(trigger, plannedDays),
  };
};

describe('a verdict is possible for', () => {
  test.each(catalogue.map(({ id, target }) => [id, target.metric]))('%s, by %s', (id, metric) => {
    const outcome = outcomeOfNights(done(id), nights);
    if (metric === 'midpoint_to_target') expect(outcome).toBe('no_measure');
    else expect(outcome).toMatchObject({ verdict: expect.any(String), nightsBefore: 14 });
  });
});

test('where the aim is measured by another device later, there is none; a note of another source changes nothing', () => {
  const from = daysAfter(trigger, 4);
  const switched = sleeps.map((sleep) => (sleep.date < from ? sleep : { ...sleep, source: 'terra:GARMIN' }));
  const others = otherMeasures(switched, inputs);
  expect(outcomeOfNights(done('I-ROOM'), { decisions, others })).toBe('device_switch');
  expect(outcomeOfNights(done('I-NSDR'), { decisions, others })).toMatchObject({ nightsBefore: 14 });
});
