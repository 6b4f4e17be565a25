import { beforeEach, describe, expect, test } from 'vitest';
import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import type { EvidenceItem } from '../domain/autonomic/evidence.ts';
import { adherenceOf, type InterventionState } from '../domain/intervention.ts';
import { daysAfter, dueOn } from '../domain/interventions/due-date.ts';
import { otherMeasures } from '../domain/interventions/other-measures.ts';
import type { NightDecision } from '../domain/nights.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../domain/testing/nights.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { interventionNow, onIntervention } from './intervention-commands.ts';
import { type PassContext, passInterventions } from './pass-interventions.ts';

// I-CAFF would be measured by sleep, I-BREATH6 by lnRMSSD over days 14 to 28; here the window is days 3 to 10.
const trigger = '2024-03-01';
const id = 'i-1';
const proposal = {
  interventionId: id,
  userId: 'ada',
  kind: 'I-BREATH6',
  rank: 'primary',
  why: ['E1'],
  decisionEventId: null,
  prompted: false,
  proposedOn: trigger,
  plannedDays: 7,
  windowDays: [3, 10],
} as const;

let store: EventStore;
let nights: readonly NightDecision[];
let others: readonly InterventionState[];
beforeEach(() => {
  store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));
  nights = [];
  others = [];
});

const context = (today: string): PassContext => ({
  store,
  dueInterventions: async (on, after) => {
    const due = dueOn(await interventionNow(store, id));
    return after === null && due !== null && due <= on ? [id] : [];
  },
  nightsBetween: async (_, from, to) => nights.filter(({ date }) => date >= from && date <= to),
  otherMeasures: async () => otherMeasures([], []),
  interventions: async () => [await interventionNow(store, id), ...others],
  now: () => new Date(`${today}T12:00:00Z`),
});
const pass = (today: string) => passInterventions(context(today));
let commands = 0;
const tell = (command: Parameters<typeof onIntervention>[2]) =>
  onIntervention(store, id, command, {
    id: `told:${commands++}`,
    correlationId: 'c',
    actor: 'test',
    subject: 'ada',
  });
const types = async () => (await store.readAll(0n, 100)).events.map(({ type }) => type);

/** Sixty usual nights, a low one, and after it fifteen of the given RMSSD (ms, plus a little noise). */
const nightsAround = (low: number, after: number): NightDecision[] => {
  const before = Array.from({ length: 60 }, (_, index) => usualNight(index));
  const then = Array.from({ length: 15 }, (_, index) => ({
    ...usualNight(index),
    rmssdMs: after + (index % 5) - 2,
  }));
  const last = dateOf(dayNumber(trigger) + then.length);
  return decisionsOf('ada', nightsEndingOn(last, [...before, { ...usualNight(0), rmssdMs: low }, ...then]));
};
const follow = async (days = 7): Promise<void> => {
  await tell({ type: 'propose', proposal });
  await tell({ type: 'accept', on: trigger });
  for (let day = 0; day < days; day++) await tell({ type: 'log', date: daysAfter(trigger, day), done: true });
};

describe('what the calendar brings about', () => {
  test('a proposal that nobody answered expires on the eighth day, once', async () => {
    await tell({ type: 'propose', proposal });
    expect(await pass('2024-03-08')).toBe(0);
    expect(await pass('2024-03-09')).toBe(1);
    expect(await pass('2024-03-10')).toBe(0);
    expect(await types()).toEqual(['InterventionProposed', 'InterventionExpired']);
    expect(await interventionNow(store, id)).toMatchObject({ status: 'expired', endedOn: '2024-03-09' });
  });

  test('planned days come to their end; the outcome waits for the end of the window', async () => {
    nights = nightsAround(30, 60);
    await follow();
    expect(await pass('2024-03-07')).toBe(0);
    expect(await pass('2024-03-08')).toBe(1);
    expect(await interventionNow(store, id)).toMatchObject({ status: 'completed', outcome: null });
    expect(await pass('2024-03-11')).toBe(0);
    expect(await pass('2024-03-12')).toBe(1);
    expect(await pass('2024-03-13')).toBe(0);
    const { outcome, noOutcome } = await interventionNow(store, id);
    expect(noOutcome).toBeNull();
    expect(outcome).toMatchObject({ verdict: 'improved', nightsBefore: 14, nightsAfter: 8 });
    // ln(60 / 47) is 0.244; the nights of the window are a little above 60 ms on average.
    expect(Math.abs(outcome!.difference.delta - 0.244)).toBeLessThan(0.01);
  });

  test('values that only come back by themselves are no improvement', async () => {
    nights = nightsAround(30, 47);
    await follow();
    await pass('2024-03-12');
    const { outcome } = await interventionNow(store, id);
    expect(['no_meaningful_change', 'unclear']).toContain(outcome!.verdict);
    expect(Math.abs(outcome!.difference.delta)).toBeLessThan(0.02);
  });

  test('where nights are missing they are waited for a week, then there is no verdict', async () => {
    nights = nightsAround(30, 60).filter(({ date }) => date <= trigger);
    await follow();
    await pass('2024-03-12');
    expect(await interventionNow(store, id)).toMatchObject({ status: 'completed', noOutcome: null });
    await pass('2024-03-18');
    expect(await interventionNow(store, id)).toMatchObject({ noOutcome: null });
    await pass('2024-03-19');
    expect(await interventionNow(store, id)).toMatchObject({ outcome: null, noOutcome: 'too_few_nights' });
    expect(await pass('2024-03-20')).toBe(0);
  });

  test('nights that come in late are still evaluated', async () => {
    nights = nightsAround(30, 60).filter(({ date }) => date <= trigger);
    await follow();
    await pass('2024-03-12');
    nights = nightsAround(30, 60);
    await pass('2024-03-14');
    expect((await interventionNow(store, id)).outcome?.verdict).toBe('improved');
  });

  test('done on fewer than 60 % of the days there is no verdict', async () => {
    nights = nightsAround(30, 60);
    await follow(4);
    await pass('2024-03-12');
    const state = await interventionNow(store, id);
    expect(adherenceOf(state)).toBeCloseTo(4 / 7, 12);
    expect(state).toMatchObject({ outcome: null, noOutcome: 'low_adherence' });
  });

  /** From a day of the window on another device measures the channel. */
  const withOtherDevice = (channel: EvidenceItem['channel']): NightDecision[] =>
    nightsAround(30, 60).map((night) => {
      if (night.date < '2024-03-05') return night;
      const measuredAnew = (item: EvidenceItem): EvidenceItem =>
        item.channel === channel ? { ...item, source: { ...item.source!, device: 'GARMIN' } } : item;
      const { evidence, contradicting } = night.evidence;
      return {
        ...night,
        flags: ['device_switch'],
        evidence: {
          ...night.evidence,
          evidence: evidence.map(measuredAnew),
          contradicting: contradicting.map(measuredAnew),
        },
      };
    });

  test('nights on which two devices measured the aim are not compared', async () => {
    nights = withOtherDevice('lnrmssd');
    await follow();
    await pass('2024-03-12');
    expect(await interventionNow(store, id)).toMatchObject({ outcome: null, noOutcome: 'device_switch' });
  });

  test('another device for something else takes no verdict away', async () => {
    nights = withOtherDevice('night_heart_rate');
    await follow();
    await pass('2024-03-12');
    expect(await interventionNow(store, id)).toMatchObject({ outcome: { verdict: 'improved' } });
  });

  test('what else was going on is told with the verdict', async () => {
    nights = nightsAround(30, 60).map((night) => ({
      ...night,
      evidence: { ...night.evidence, contexts: night.date > '2024-03-06' ? ['travel'] : [] },
    }));
    await follow();
    const done = await interventionNow(store, id);
    const other = (interventionId: string, acceptedOn: string, endedOn: string): InterventionState => ({
      ...done,
      proposal: { ...done.proposal!, interventionId, kind: 'I-CAFF', washoutDays: 3 },
      acceptedOn,
      endedOn,
    });
    others = [other('long-ago', '2024-02-01', '2024-02-11'), other('shows', '2024-02-01', '2024-02-12')];
    await pass('2024-03-12');
    const { circumstances, recovery } = await interventionNow(store, id);
    expect(circumstances).toEqual({
      contexts: { before: {}, after: { travel: 5 } },
      coInterventions: [
        { interventionId: 'shows', kind: 'I-CAFF', acceptedOn: '2024-02-01', endedOn: '2024-02-12' },
      ],
    });
    expect(recovery).toEqual({ nights: 2, observed: 2, own: null });
  });

  test('two workers at once do it once', async () => {
    nights = nightsAround(30, 60);
    await follow();
    await Promise.all([pass('2024-03-12'), pass('2024-03-12')]);
    expect((await types()).slice(-2)).toEqual(['InterventionCompleted', 'InterventionOutcomeEvaluated']);
  });
});
