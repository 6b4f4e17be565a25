import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessNights } from '../autonomic/assess.ts';
import { illNight, steadyNights } from '../autonomic/night-fixtures.ts';
import { catalogue } from './catalogue.ts';
import { contraindications, type Signal, signals } from './intervention-kind.ts';
import { type SelectionInput, selectInterventions } from './select.ts';
import { signalsOf } from './signals.ts';
import { isKeptAway } from './withheld.ts';

const found = (...names: Signal[]) => names.map((signal, index) => ({ signal, evidence: [`E${index + 1}`] }));
const input: SelectionInput = {
  date: '2024-03-10',
  state: 'strained',
  confidence: 80,
  signals: found('weekly_hrv_low', 'nightly_hrv_low', 'short_sleep'),
  calledFor: [],
  wanted: [],
  conditions: [],
  withheld: [],
  verdicts: {},
  notNow: [],
  prompted: true,
  consent: false,
  lastUnprompted: null,
};
const ids = (changes: Partial<SelectionInput> = {}) => {
  const { primary, secondary, reason } = selectInterventions({ ...input, ...changes });
  return [primary?.kind.id ?? null, secondary?.kind.id ?? null, reason];
};

describe('the choice', () => {
  test('breathing scores 3 * 2 / 1 = 6, more time in bed 3 * 3 / 2 = 4.5', () => {
    const { primary, secondary } = selectInterventions(input);
    expect([primary!.kind.id, primary!.score, primary!.why]).toEqual(['I-BREATH6', 6, ['E1', 'E2']]);
    expect([secondary!.kind.id, secondary!.score, secondary!.why]).toEqual([
      'I-SLEEPEXT',
      4.5,
      ['E1', 'E2', 'E3'],
    ]);
  });

  test('conditions exclude', () => {
    expect(ids({ conditions: ['pregnancy', 'insomnia'] })).toEqual(['I-CAFF', 'I-SWAP', null]);
  });

  test('what a red flag keeps away', () => {
    const asked = { signals: found('weekly_hrv_low', 'weekly_hrv_very_low', 'load_high') } as const;
    const training = (withheld: SelectionInput['withheld']) =>
      ids({ ...asked, withheld, notNow: ['I-BREATH6', 'I-SLEEPEXT'] })[0];
    expect([training([]), training(['hard_training']), training(['training'])]).toEqual([
      'I-SWAP',
      'I-SWAP',
      'I-REST',
    ]);
    const keptAway = (withheld: SelectionInput['withheld']) =>
      catalogue.filter((kind) => isKeptAway(kind, withheld)).map(({ id }) => id);
    expect(keptAway(['sauna_and_cold'])).toEqual(['I-COLD', 'I-SAUNA']);
    const hard = ['I-COLD', 'I-SAUNA', 'I-DELOAD', 'I-LATEEX', 'I-VARY', 'I-ZONE2', 'N-BETA'];
    expect(keptAway(['hard_training']).sort()).toEqual([...hard].sort());
    expect(keptAway(['training']).sort()).toEqual([...hard, 'I-SWAP', 'I-WALK'].sort());
    expect(keptAway(['score'])).toHaveLength(catalogue.length);
  });

  test('what made things worse is not repeated, what helped is preferred', () => {
    expect(ids({ verdicts: { 'I-BREATH6': ['improved', 'worse'] } })[0]).toBe('I-SLEEPEXT');
    expect(ids({ verdicts: { 'I-SLEEPEXT': Array(20).fill('improved') } })[0]).toBe('I-BREATH6');
    const verdicts = {
      'I-BREATH6': Array(20).fill('no_meaningful_change'),
      'I-SLEEPEXT': Array(20).fill('improved'),
    };
    expect(ids({ verdicts })[0]).toBe('I-SLEEPEXT');
  });

  test('the two are of different groups', () => {
    expect(ids({ signals: found('short_sleep', 'sleep_debt') }).slice(0, 2)).toEqual(['I-NAP20', 'I-CAFF']);
  });

  test('what is running is not proposed again', () => {
    expect(ids({ notNow: ['I-BREATH6'] })[0]).toBe('I-SLEEPEXT');
  });

  test('a weak signal is answered with A and B of low risk alone', () => {
    const weak = { confidence: 40, signals: found('irregular_sleep') } as const;
    expect(ids(weak)).toEqual(['I-MLIGHT', null, null]);
    expect(ids({ confidence: 40, signals: found('monotony_high') })).toEqual([null, null, 'nothing_fits']);
  });

  test('an insufficient night gets nothing, a primed one without a signal neither', () => {
    expect(ids({ state: 'insufficient_data', confidence: null })[2]).toBe('no_state');
    expect(ids({ state: 'primed', signals: [] })[2]).toBe('nothing_fits');
  });

  test('unasked once in seven days, unless agreed', () => {
    const unasked = { prompted: false, lastUnprompted: '2024-03-04' };
    expect(ids(unasked)[2]).toBe('weekly_limit');
    expect(ids({ ...unasked, lastUnprompted: '2024-03-03' })[0]).toBe('I-BREATH6');
    expect(ids({ ...unasked, consent: true })[0]).toBe('I-BREATH6');
    expect(ids({ ...unasked, prompted: true })[0]).toBe('I-BREATH6');
  });

  test('deload for overreaching, screening where it persists', () => {
    const tired = found('overreaching', 'load_high', 'weekly_hrv_very_low');
    expect(ids({ state: 'overreached', signals: tired })[0]).toBe('I-REST');
    expect(ids({ state: 'overreached', signals: found('persistent_strain') })[0]).toBe('I-SCREENING');
  });
});

test('signals are read from a night and its evidence', () => {
  const night = assessNights([...steadyNights(14), illNight(14)]).at(-1)!;
  const signalsFound = signalsOf(night);
  expect(signalsFound.map(({ signal }) => signal).sort()).toEqual(
    ['breathing_high', 'illness_pattern', 'night_heart_rate_high', 'skin_temperature_high'].sort(),
  );
  const known = new Set([...night.evidence, ...night.contradicting].map(({ id }) => id));
  expect(signalsFound.flatMap(({ evidence }) => evidence).every((id) => known.has(id))).toBe(true);
  const chosen = selectInterventions({ ...input, ...night, signals: signalsFound });
  expect([chosen.primary?.kind.id, chosen.secondary]).toEqual(['I-REST-ILL', null]);
});

test('whatever is known, the choice is allowed and does not depend on the order of what is known', () => {
  const known = fc.record({
    state: fc.constantFrom('primed', 'balanced', 'strained', 'overreached', 'illness_suspected' as const),
    confidence: fc.integer({ min: 0, max: 100 }),
    names: fc.shuffledSubarray([...signals]),
    conditions: fc.subarray([...contraindications]),
    withheld: fc.subarray(['training', 'hard_training', 'sauna_and_cold', 'state', 'score'] as const),
    notNow: fc.subarray(catalogue.map(({ id }) => id)),
    calledFor: fc.shuffledSubarray(
      catalogue.map(({ id }) => id),
      { maxLength: 2 },
    ),
    wanted: fc.subarray([...signals], { maxLength: 3 }),
  });
  fc.assert(
    fc.property(known, ({ names, ...rest }) => {
      const of = (list: readonly Signal[]) => list.map((signal) => ({ signal, evidence: [signal] }));
      const all = { ...input, ...rest } as SelectionInput;
      const { primary, secondary } = selectInterventions({ ...all, signals: of(names) });
      const again = selectInterventions({ ...all, signals: of([...names].reverse()) });
      expect([again.primary?.kind.id, again.secondary?.kind.id]).toEqual([
        primary?.kind.id,
        secondary?.kind.id,
      ]);
      for (const choice of [primary, secondary]) {
        if (choice === null) continue;
        expect(choice.kind.forStates).toContain(rest.state);
        expect(rest.notNow).not.toContain(choice.kind.id);
        expect(isKeptAway(choice.kind, rest.withheld)).toBe(false);
        expect(choice.kind.contraindications.filter((each) => rest.conditions.includes(each))).toEqual([]);
        const isWanted = choice.answersTo.some((signal) => rest.wanted.includes(signal));
        expect(rest.wanted.length === 0 || isWanted || rest.calledFor.includes(choice.kind.id)).toBe(true);
      }
      if (primary !== null) expect(secondary?.kind.group).not.toBe(primary.kind.group);
    }),
  );
});
