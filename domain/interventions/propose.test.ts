import { describe, expect, test } from 'vitest';
import type { EvidenceItem } from '../autonomic/evidence.ts';
import { type InterventionState, initialIntervention } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../testing/nights.ts';
import { daysAfter } from './due-date.ts';
import { type ProposeInput, proposalsAfter, proposalsWhenAsked } from './propose.ts';

const month = Array.from({ length: 60 }, (_, index) => usualNight(index));
const low = { ...usualNight(0), rmssdMs: 33, nightHeartRatePerMin: 64 };
const decided = decisionsOf('ada', nightsEndingOn('2024-03-10', [...month, low, low, low, low, low]));
const night = decided.at(-1)!;
const firstDay = decided.findLast(
  ({ state }, index) => state === 'strained' && decided[index - 1]?.state !== 'strained',
)!;

const input: ProposeInput = {
  night,
  eventId: 'e-1',
  recent: decided.slice(-14),
  past: [],
  facts: { conditions: [], consent: false, redFlagSaid: false },
  withheld: [],
  habits: [],
  idOf: (userId, date, rank, asking) => `${userId} ${date} ${rank} ${asking}`,
};
const kinds = (changes: Partial<ProposeInput> = {}): string[] =>
  proposalsAfter({ ...input, ...changes }).map(({ rank, kind }) => `${rank} ${kind}`);

describe('what is proposed after a night', () => {
  test('on the first strained day slow breathing addresses most of it at the least burden', () => {
    expect(firstDay.state).toBe('strained');
    expect(kinds({ night: firstDay, recent: decided.slice(-17, -3) })).toEqual(['primary I-BREATH6']);
  });

  test('five low nights, weekly HRV far below: the state calls for rest', () => {
    expect([night.state, night.features.h7! < -1]).toEqual(['strained', true]);
    expect(kinds()).toEqual(['primary I-REST']);
    expect(proposalsAfter(input)[0]).toMatchObject({
      interventionId: 'ada 2024-03-10 primary 0',
      decisionEventId: 'e-1',
      proposedOn: '2024-03-10',
      plannedDays: expect.any(Number),
    });
  });

  test('with consent a second one of another group is there as well', () => {
    const found = kinds({ facts: { ...input.facts, consent: true } });
    expect(found).toHaveLength(2);
    expect(found).toEqual(['primary I-REST', 'secondary I-BREATH6']);
  });

  test('never with a condition it is not for', () => {
    const facts = { ...input.facts, conditions: ['severe_lung_disease'] as const, consent: true };
    expect(kinds({ facts })).toHaveLength(2);
    expect(kinds({ facts })[1]).not.toBe('secondary I-BREATH6');
  });

  test('nothing while a red flag stops coaching, of readings or of words', () => {
    expect(kinds({ withheld: ['score', 'training'] })).toEqual([]);
    expect(kinds({ withheld: ['state'] })).toEqual([]);
    expect(kinds({ facts: { ...input.facts, redFlagSaid: true } })).toEqual([]);
    expect(kinds({ withheld: ['training', 'sauna_and_cold'] })).toEqual(['primary I-REST']);
  });

  test('nothing in the states in which nobody needs it', () => {
    for (const state of ['balanced', 'primed', 'insufficient_data'] as const)
      expect(kinds({ night: { ...night, state } })).toEqual([]);
  });

  test('what made things worse before is never proposed again', () => {
    const past: InterventionState = {
      ...initialIntervention,
      status: 'completed',
      proposal: { ...proposalsAfter(input)[0]!, proposedOn: '2024-01-01' },
      endedOn: '2024-01-20',
      outcome: { verdict: 'worse' } as InterventionState['outcome'],
    };
    expect(kinds({ past: [past] })).toEqual(['primary I-SWAP']);
  });

  test('two weeks of strain are a reason to talk to somebody', () => {
    const strained = (days: number): NightDecision => ({ ...night, date: daysAfter(night.date, -days) });
    const recent = Array.from({ length: 14 }, (_, days) => strained(days));
    const proposed = (nights: readonly NightDecision[]) =>
      kinds({
        recent: nights,
        night: { ...night, evidence: { ...night.evidence, evidence: [], contradicting: [] } },
      });
    expect(proposed(recent)).toEqual(['primary I-SCREENING']);
    expect(proposed([...recent.slice(1), { ...strained(3), state: 'balanced' }])).toEqual([]);
    expect(proposed(recent.slice(0, 9))).toEqual([]);
  });

  test('with a reported symptom nothing that fever forbids', () => {
    const told = { id: 'E9', channel: 'self_report', points: 1, strain_points: 0 } as unknown as EvidenceItem;
    const ill = { ...night.evidence, evidence: [...night.evidence.evidence, told] };
    const found = proposalsAfter({ ...input, night: { ...night, evidence: ill } });
    expect(['I-WALK', 'I-SAUNA']).not.toContain(found[0]!.kind);
  });
});

describe('what is proposed to somebody who asks', () => {
  const asked = (changes: Partial<ProposeInput> = {}) => proposalsWhenAsked({ ...input, ...changes });
  const past = (status: 'declined' | 'completed'): InterventionState => ({
    ...initialIntervention,
    status,
    proposal: proposalsAfter(input)[0]!,
    endedOn: night.date,
  });

  test('a primary and a secondary one, of different groups, without consent and within the week', () => {
    const { proposals, reason } = asked({ past: [past('completed')] });
    expect(reason).toBeNull();
    expect(proposals.map(({ rank, prompted }) => [rank, prompted])).toEqual([
      ['primary', true],
      ['secondary', true],
    ]);
    expect(new Set(proposals.map(({ kind }) => kind)).size).toBe(2);
  });

  test('another asking on the same day is another proposal; what was declined does not come back', () => {
    const { proposals } = asked({ past: [past('declined')] });
    expect(proposals[0]!.interventionId).toBe('ada 2024-03-10 primary 2');
    expect(proposals.map(({ kind }) => kind)).not.toContain('I-REST');
  });

  test('on a balanced night without any signal nothing fits, and without a state nothing is said', () => {
    const quiet = { ...night.evidence, evidence: [], contradicting: [] };
    const calm = { ...night, state: 'balanced' as const, evidence: quiet };
    expect(asked({ night: calm, recent: [calm] })).toEqual({ proposals: [], reason: 'nothing_fits' });
    const unknown = { ...night, state: 'insufficient_data' as const, confidence: null };
    expect(asked({ night: unknown })).toEqual({ proposals: [], reason: 'no_state' });
  });

  test('what was asked for counts as no word unasked', () => {
    const earlier: InterventionState = {
      ...past('completed'),
      proposal: { ...past('completed').proposal!, prompted: true, proposedOn: daysAfter(night.date, -2) },
    };
    expect(kinds({ past: [earlier] })).toHaveLength(1);
    const unasked = { ...earlier, proposal: { ...earlier.proposal!, prompted: false } };
    expect(kinds({ past: [unasked] })).toEqual([]);
  });
});
