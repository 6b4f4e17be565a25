import { beforeEach, describe, expect, test } from 'vitest';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import {
  type InterventionEvent,
  type InterventionState,
  interventionStream,
} from '../domain/intervention.ts';
import type { PersonFacts } from '../domain/interventions/propose.ts';
import { type NightDecision, nightsStream } from '../domain/nights.ts';
import { finding, type SafetyLevel, type Withheld } from '../domain/safety/finding.ts';
import { safetyStream } from '../domain/safety-notice.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from '../domain/testing/nights.ts';
import { createEventStore, type EventStore, type Recorded } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { interventionIdOf, interventionNow, onIntervention } from './intervention-commands.ts';
import { createProposeInterventions } from './propose-interventions.ts';

const month = Array.from({ length: 40 }, (_, index) => usualNight(index));
const today = new Date().toISOString().slice(0, 10);
const ill = decisionsOf('ada', nightsEndingOn(today, [...month, unusualNight]));

let store: EventStore;
let nights: { eventId: string; decision: NightDecision }[];
let facts: PersonFacts;
let now: Date;

beforeEach(() => {
  store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));
  nights = [];
  facts = { conditions: [], consent: false, redFlagSaid: false };
  now = new Date(`${today}T09:00:00Z`);
});

const ids: string[] = [];
const states = async (): Promise<InterventionState[]> => {
  const { events } = await store.readAll(0n, 1_000, { types: ['InterventionProposed'] });
  ids.splice(0, ids.length, ...events.map(({ data }) => (data as { interventionId: string }).interventionId));
  return Promise.all(ids.map((id) => interventionNow(store, id)));
};
const react = (events: readonly Recorded[]) =>
  createProposeInterventions({
    store,
    ruleset: coreRuleset.id,
    latestNights: async (_, count) => nights.slice(0, count),
    interventions: states,
    personFacts: async () => facts,
    habitSignals: async () => [],
    waitForFacts: async () => {},
    now: () => now,
  }).react(events);

/** Decides the nights, and tells whoever reacts of the newest. */
const decide = async (decisions: readonly NightDecision[], type = 'NightAssessed'): Promise<Recorded[]> => {
  const before = await store.head();
  await store.append(
    nightsStream('ada'),
    'any',
    decisions.map((data) => ({ type, data })),
    { id: `decide:${before}`, correlationId: 'c', actor: 'test', subject: 'ada' },
  );
  const { events } = await store.readAll(before, 1_000);
  for (const { id, data } of events) {
    const decision = data as NightDecision;
    nights = nights.filter((night) => night.decision.date !== decision.date);
    nights.push({ eventId: id, decision });
  }
  nights.sort((a, b) => (a.decision.date < b.decision.date ? 1 : -1));
  return [...events];
};
const proposals = async () => (await states()).map(({ proposal }) => proposal!);

describe('propose', () => {
  test('rest after an unusual night, with the evidence and the decision it answers to', async () => {
    const events = await decide(ill);
    await react(events);
    const [proposal, ...others] = await proposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      interventionId: interventionIdOf('ada', today, 'primary', 0),
      userId: 'ada',
      kind: 'I-REST-ILL',
      rank: 'primary',
      prompted: false,
      proposedOn: today,
      decisionEventId: events.at(-1)!.id,
    });
    const night = ill.at(-1)!;
    const known = [...night.evidence.evidence, ...night.evidence.contradicting].map(({ id }) => id);
    expect(proposal!.why.length).toBeGreaterThan(0);
    for (const id of proposal!.why) expect(known).toContain(id);
    const [event] = (await store.readStream(
      interventionStream(proposal!.interventionId),
    )) as readonly (Recorded & InterventionEvent)[];
    expect(event!.metadata).toMatchObject({ subject: 'ada', causationId: events.at(-1)!.id });
  });

  test('seeing the events again, all at once or one by one, proposes nothing more', async () => {
    facts = { ...facts, consent: true };
    const events = await decide(ill);
    await react(events);
    const head = await store.head();
    await react(events);
    for (const event of events) await react([event]);
    expect(await store.head()).toBe(head);
  });

  describe('while a red flag stands', () => {
    const raise = (level: SafetyLevel, withholds: readonly Withheld[]) =>
      store.append(
        safetyStream('ada'),
        'any',
        [
          {
            type: 'SafetyFlagRaised',
            data: {
              userId: 'ada',
              at: now.toISOString(),
              eventIds: ['r'],
              ...finding('SF5', level, 'rule', withholds),
            },
          },
        ],
        { id: 'raise', correlationId: 'c', actor: 'test', subject: 'ada' },
      );

    test('that stops coaching: nothing', async () => {
      await raise('urgent', ['score', 'training']);
      await react(await decide(ill));
      expect(await proposals()).toEqual([]);
    });

    test('that only keeps training away: rest', async () => {
      await raise('same_day', ['training']);
      await react(await decide(ill));
      expect((await proposals()).map(({ kind }) => kind)).toEqual(['I-REST-ILL']);
    });

    test('in what the person wrote: nothing', async () => {
      facts = { ...facts, redFlagSaid: true };
      await react(await decide(ill));
      expect(await proposals()).toEqual([]);
    });
  });

  test('nothing after what another rule set decided', async () => {
    await react(await decide(ill.map((night) => ({ ...night, ruleset: 'neuros-cns/9.9' }))));
    expect(await proposals()).toEqual([]);
  });

  test('a night that is decided again gets no second answer', async () => {
    await react(await decide(ill));
    await react(await decide([{ ...ill.at(-1)!, confidence: 91 }], 'NightReassessed'));
    expect(await proposals()).toHaveLength(1);
  });

  test.each([
    ['a balanced night', ill.slice(0, -1), 0],
    ['a night without enough data', decisionsOf('ada', nightsEndingOn(today, [usualNight(0)])), 0],
  ])('nothing after %s', async (_, decisions, count) => {
    await react(await decide(decisions));
    expect(await proposals()).toHaveLength(count);
  });

  test('nothing for history: imported late, or read again later', async () => {
    const old = decisionsOf('ada', nightsEndingOn('2021-12-12', [...month, unusualNight]));
    await react(await decide(old));
    expect(await proposals()).toEqual([]);
    nights = [];
    const events = await decide(ill);
    now = new Date(now.getTime() + 3 * 86_400_000);
    await react(events);
    expect(await proposals()).toEqual([]);
  });

  test('nothing for an older night while a newer one stands', async () => {
    const fine = decisionsOf('ada', nightsEndingOn(today, [...month, usualNight(0)]));
    const events = await decide(fine);
    const yesterday = { ...ill.at(-1)!, date: fine.at(-2)!.date };
    nights = nights.filter(({ decision }) => decision.date !== yesterday.date);
    await react([...events, ...(await decide([yesterday], 'NightReassessed'))]);
    expect(await proposals()).toEqual([]);
  });

  describe('on the days after', () => {
    const command = (id: string) => ({ id, correlationId: 'c', actor: 'test', subject: 'ada' });
    const daysLater = async (days: number): Promise<void> => {
      now = new Date(now.getTime() + days * 86_400_000);
      const date = now.toISOString().slice(0, 10);
      const next = decisionsOf('ada', nightsEndingOn(date, [...month, unusualNight]));
      const events = await decide(next.slice(-1));
      await react(events.map((event) => ({ ...event, recordedAt: now.toISOString() })));
    };

    test('nothing while a proposal is open', async () => {
      await react(await decide(ill));
      await daysLater(8);
      expect(await proposals()).toHaveLength(1);
    });

    test('once a week where nobody asked', async () => {
      await react(await decide(ill));
      const { interventionId } = (await proposals())[0]!;
      await onIntervention(store, interventionId, { type: 'accept', on: today }, command('accept'));
      await onIntervention(store, interventionId, { type: 'complete', on: today }, command('complete'));
      await daysLater(6);
      expect(await proposals()).toHaveLength(1);
      await daysLater(1);
      expect(await proposals()).toHaveLength(2);
    });

    test('not what was declined, for four weeks', async () => {
      await react(await decide(ill));
      const { interventionId, kind } = (await proposals())[0]!;
      await onIntervention(
        store,
        interventionId,
        { type: 'decline', on: today, reason: null },
        command('decline'),
      );
      await daysLater(27);
      expect((await proposals()).filter((proposal) => proposal.kind === kind)).toHaveLength(1);
      await daysLater(8);
      expect((await proposals()).filter((proposal) => proposal.kind === kind)).toHaveLength(2);
    });
  });
});
