import { describe, expect, test } from 'vitest';
import { type InterventionState, initialIntervention } from '../domain/intervention.ts';
import type { NightDecision } from '../domain/nights.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from '../domain/testing/nights.ts';
import { createEventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { interventionNow, onIntervention } from './intervention-commands.ts';
import type { ProposalSources } from './propose-interventions.ts';
import { suggestInterventions, withoutKeptAway } from './suggest-interventions.ts';

const today = '2024-03-10';
const month = Array.from({ length: 40 }, (_, index) => usualNight(index));
const asking = { correlationId: 'c', actor: 'user:ada' };

const personWith = (decisions: readonly NightDecision[]) => {
  const log = createMemoryLog();
  const store = createEventStore(log, createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));
  const states = async (): Promise<InterventionState[]> => {
    const { events } = await store.readAll(0n, 1_000, { types: ['InterventionProposed'] });
    const ids = events.map(({ data }) => (data as { interventionId: string }).interventionId);
    return Promise.all(ids.map((id) => interventionNow(store, id)));
  };
  const sources: ProposalSources = {
    store,
    latestNights: async (_, count) =>
      decisions
        .toReversed()
        .slice(0, count)
        .map((decision) => ({ eventId: `night-${decision.date}`, decision })),
    interventions: states,
    personFacts: async () => ({ conditions: [], consent: false, redFlagSaid: false }),
    habitSignals: async () => [],
    now: () => new Date(`${today}T09:00:00Z`),
  };
  return { store, sources, states };
};
const unusual = decisionsOf('ada', nightsEndingOn(today, [...month, unusualNight]));

describe('what can I do', () => {
  test('something is proposed, by the person’s own asking; asked again, that is what is open', async () => {
    const { store, sources } = personWith(unusual);
    const first = await suggestInterventions(sources, 'ada', asking);
    expect(first.reason).toBeNull();
    expect(first.interventions[0]).toMatchObject({
      status: 'proposed',
      proposal: { prompted: true, kind: 'I-REST-ILL', decisionEventId: `night-${today}` },
    });
    const head = await store.head();
    expect(await suggestInterventions(sources, 'ada', asking)).toEqual(first);
    expect(await store.head()).toBe(head);
  });

  test('two askings at once are one', async () => {
    const { sources, states } = personWith(unusual);
    const both = await Promise.all([1, 2].map(() => suggestInterventions(sources, 'ada', asking)));
    expect(both[0]).toEqual(both[1]);
    expect(await states()).toHaveLength(both[0]!.interventions.length);
  });

  test('once it was declined, something else', async () => {
    const { store, sources } = personWith(unusual);
    const first = await suggestInterventions(sources, 'ada', asking);
    for (const { proposal } of first.interventions)
      await onIntervention(
        store,
        proposal!.interventionId,
        { type: 'decline', on: today, reason: null },
        { id: `d:${proposal!.interventionId}`, correlationId: 'c', actor: 'user:ada', subject: 'ada' },
      );
    const kinds = first.interventions.map(({ proposal }) => proposal!.kind);
    const second = await suggestInterventions(sources, 'ada', asking);
    for (const { proposal } of second.interventions) expect(kinds).not.toContain(proposal!.kind);
  });

  test.each([
    ['no_night', []],
    ['no_night', decisionsOf('ada', nightsEndingOn('2024-03-01', [...month, unusualNight]))],
    ['no_state', decisionsOf('ada', nightsEndingOn(today, month.slice(0, 5)))],
  ] as const)('%s: nothing is proposed', async (reason, decisions) => {
    const { store, sources } = personWith(decisions);
    expect(await suggestInterventions(sources, 'ada', asking)).toEqual({ interventions: [], reason });
    expect(await store.head()).toBe(0n);
  });
});

describe('while red flags stand', () => {
  const [first] = decisionsOf('ada', nightsEndingOn(today, month));
  const openOne = (kind: string): InterventionState => ({
    ...initialIntervention,
    status: 'accepted',
    proposal: {
      interventionId: 'i',
      userId: 'ada',
      kind,
      rank: 'primary',
      why: [],
      decisionEventId: first!.date,
      prompted: true,
      proposedOn: today,
      plannedDays: 7,
      windowDays: [1, 7],
    },
  });

  test('what they keep away is not shown, and that is said', () => {
    expect(withoutKeptAway([openOne('I-SAUNA')], ['training'])).toEqual({
      interventions: [],
      reason: 'withheld',
    });
    expect(withoutKeptAway([openOne('I-SAUNA')], [])).toMatchObject({ reason: null, interventions: [{}] });
    const both = withoutKeptAway([openOne('I-SAUNA'), openOne('I-BREATH6')], ['training']);
    expect(both.reason).toBeNull();
    expect(both.interventions.map(({ proposal }) => proposal!.kind)).toEqual(['I-BREATH6']);
  });

  test('after words of an emergency nothing is proposed to somebody who asks', async () => {
    const { sources } = personWith(unusual);
    const silenced = {
      ...sources,
      personFacts: async () => ({ conditions: [], consent: true, redFlagSaid: true }),
    };
    expect(await suggestInterventions(silenced, 'ada', asking)).toEqual({
      interventions: [],
      reason: 'withheld',
    });
  });
});
