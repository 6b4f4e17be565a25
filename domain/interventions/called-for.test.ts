import { expect, test } from 'vitest';
import { calledForBy } from './called-for.ts';
import { type SelectionInput, selectInterventions } from './select.ts';

test('the table of section 4.7, row by row', () => {
  const called = (...[state, h7, before]: Parameters<typeof row>) => row(state, h7, before);
  expect(called('illness_suspected', -2, 'balanced')).toEqual(['I-REST-ILL']);
  expect(called('overreached', -1.2, 'overreached')).toEqual(['I-DELOAD']);
  expect(called('strained', -0.8, 'balanced')).toEqual([]);
  expect(called('strained', -1, null)).toEqual([]);
  expect(called('strained', -1.01, 'balanced')).toEqual(['I-REST', 'I-SWAP']);
  expect(called('strained', -0.6, 'strained')).toEqual(['I-REST', 'I-SWAP']);
  expect(called('balanced', -1.5, 'strained')).toEqual([]);
  expect(called('primed', 1, null)).toEqual([]);
});
const row = (
  state: Parameters<typeof calledForBy>[0]['state'],
  h7: number | null,
  before: Parameters<typeof calledForBy>[0]['before'],
) => calledForBy({ state, h7, before });

const overreached: SelectionInput = {
  date: '2024-03-10',
  withheld: [],
  state: 'overreached',
  confidence: 80,
  signals: [
    { signal: 'overreaching', evidence: ['E1'] },
    { signal: 'weekly_hrv_low', evidence: ['E2'] },
    { signal: 'nightly_hrv_low', evidence: ['E3'] },
    { signal: 'short_sleep', evidence: ['E4'] },
  ],
  calledFor: ['I-DELOAD'],
  wanted: [],
  conditions: [],
  verdicts: {},
  notNow: [],
  prompted: true,
  consent: false,
  lastUnprompted: null,
};
const chosen = (changes: Partial<SelectionInput>) => {
  const { primary, secondary } = selectInterventions({ ...overreached, ...changes });
  return [primary?.kind.id, secondary?.kind.id];
};

test('a deload scores 0.67 beside 6 of slow breathing, and still comes first', () => {
  expect(chosen({ calledFor: [] })[0]).toBe('I-BREATH6');
  expect(chosen({})).toEqual(['I-DELOAD', 'I-BREATH6']);
  expect(selectInterventions(overreached).primary!.score).toBeCloseTo(2 / 3, 12);
});

test('not what was declined lately, made things worse, or rests on a weak signal', () => {
  expect(chosen({ notNow: ['I-DELOAD'] })[0]).toBe('I-BREATH6');
  expect(chosen({ verdicts: { 'I-DELOAD': ['worse'] } })[0]).toBe('I-BREATH6');
  expect(chosen({ confidence: 40 })[0]).toBe('I-BREATH6');
});

test('who asks for something gets that, after what the state calls for', () => {
  expect(chosen({ wanted: ['short_sleep'] })).toEqual(['I-DELOAD', 'I-SLEEPEXT']);
  expect(chosen({ wanted: ['short_sleep'], calledFor: [] })[0]).toBe('I-SLEEPEXT');
  expect(chosen({ wanted: ['low_fitness'], calledFor: [] })).toEqual([undefined, undefined]);
});
