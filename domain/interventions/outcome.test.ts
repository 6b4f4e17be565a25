import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateBlocks, pairOrders, permutationP } from './blocks.ts';
import { difference } from './difference.ts';
import { personalMultiplier } from './multiplier.ts';
import { evaluateOutcome, type Outcome, type OutcomeInput } from './outcome.ts';
import { medianRecovery, recoveryNight } from './recovery-time.ts';
import { expectedAfter, expectedMean, ownAutocorrelation } from './regression-to-mean.ts';
import { gainOf, verdictOf } from './verdict.ts';

const before = [3.95, 4.02, 3.88, 3.91, 4.0, 3.85, 3.93, 3.97, 3.9, 3.86, 3.99, 3.92, 3.94, 3.89];
const after = [4.01, 4.08, 3.99, 4.1, 4.03, 4.06, 4.12];
const input: OutcomeInput = {
  before,
  after: after.map((value, index) => ({ value, daysSinceTrigger: index + 3 })),
  autocorrelation: 0.35,
  better: 'up',
  adherence: 0.8,
};
const outcome = (changes: Partial<OutcomeInput>) => evaluateOutcome({ ...input, ...changes }) as Outcome;

describe('regression to the mean', () => {
  test('from 3.6 back to 4.0 with phi 0.35', () => {
    const path = [1, 2, 3, 4, 5].map((day) => expectedAfter(day, 3.6, 4, 0.35));
    for (const [index, value] of [3.86, 3.951, 3.983, 3.994, 3.998].entries()) {
      expect(path[index]).toBeCloseTo(value, 3);
    }
    expect(expectedMean([1, 2, 3, 4, 5, 6, 7], 3.6, 4, 0.35)).toBeCloseTo(3.969, 3);
    expect(expectedMean([], 3.6, 4, 0.35)).toBeNull();
  });

  test('the own autocorrelation needs twenty pairs of neighbours', () => {
    expect(ownAutocorrelation([1, 2, 3])).toBe(0.35);
    expect(ownAutocorrelation(Array(40).fill(4))).toBe(0.35);
    expect(ownAutocorrelation(Array.from({ length: 40 }, (_, i) => Math.floor(i / 10) % 2))).toBeCloseTo(
      0.846,
      2,
    );
    expect(ownAutocorrelation(Array.from({ length: 40 }, (_, i) => i % 2))).toBe(0);
    expect(ownAutocorrelation(Array.from({ length: 40 }, (_, i) => (i % 2 ? null : i)))).toBe(0.35);
  });
});

describe('before and after', () => {
  test('the worked example, to 1e-6', () => {
    const found = difference(before, after, 0.35)!;
    const expected = {
      delta: 0.126429,
      effectiveBefore: 6.7407,
      effectiveAfter: 3.3704,
      standardError: 0.032955,
      degreesOfFreedom: 5.2602,
    };
    expect(found.delta).toBeCloseTo(expected.delta, 6);
    expect(found.effectiveBefore).toBeCloseTo(expected.effectiveBefore, 4);
    expect(found.effectiveAfter).toBeCloseTo(expected.effectiveAfter, 4);
    expect(found.standardError).toBeCloseTo(expected.standardError, 6);
    expect(found.degreesOfFreedom).toBeCloseTo(expected.degreesOfFreedom, 4);
    expect(Math.abs(found.interval90.low - 0.060741)).toBeLessThan(1e-6);
    expect(Math.abs(found.interval90.high - 0.192116)).toBeLessThan(1e-6);
    expect(Math.abs(found.interval95.low - 0.04296)).toBeLessThan(1e-6);
    expect(Math.abs(found.interval95.high - 0.209898)).toBeLessThan(1e-6);
  });

  test('is an improvement of 13.48 % against a worthwhile change of 0.0261', () => {
    const { verdict, changePercent, smallestWorthwhileChange, regression, excess } = outcome({});
    expect(verdict).toBe('improved');
    expect(changePercent).toBeCloseTo(13.48, 2);
    expect(smallestWorthwhileChange).toBeCloseTo(0.0261, 4);
    expect([regression, excess]).toEqual([0, null]);
  });

  test('nights before that were worse than usual: the way back is not credited', () => {
    const {
      regression,
      difference: found,
      verdict,
      excess,
    } = outcome({ trigger: { value: 3.7, usualMean: 4.03 } });
    const expected = expectedMean([3, 4, 5, 6, 7, 8, 9], 3.7, 4.03, 0.35)!;
    const meanBefore = before.reduce((sum, value) => sum + value, 0) / 14;
    expect(regression).toBeCloseTo(expected - meanBefore, 12);
    expect(found.delta).toBeCloseTo(0.126429 - regression, 6);
    expect(excess).toBeCloseTo(found.delta, 12);
    expect(verdict).toBe('unclear');
  });

  test('nights before that were better than usual: nothing is taken off', () => {
    expect(outcome({ trigger: { value: 3.6, usualMean: 3.9 } }).regression).toBe(0);
  });

  test('for heart rate down is good', () => {
    const flip = (values: readonly number[]) => values.map((value) => 60 - value);
    const turned = input.after.map((night) => ({ ...night, value: 60 - night.value }));
    expect(outcome({ before: flip(before), after: turned, better: 'down' }).verdict).toBe('improved');
    expect(outcome({ before: flip(before), after: turned }).verdict).toBe('worse');
  });

  test('is not judged with little adherence, few nights or nothing that varies', () => {
    expect(evaluateOutcome({ ...input, adherence: 0.59 })).toBe('low_adherence');
    expect(evaluateOutcome({ ...input, after: input.after.slice(0, 2) })).toBe('too_few_nights');
    expect(evaluateOutcome({ ...input, before: before.slice(0, 6) })).toBe('too_few_nights');
    expect(evaluateOutcome({ ...input, autocorrelation: 0.8 })).toBe('nights_too_alike');
    const flat = { before: Array(14).fill(4), after: input.after.map((night) => ({ ...night, value: 4 })) };
    expect(evaluateOutcome({ ...input, ...flat })).toBe('no_variation');
  });

  test('no change at all is rarely called an improvement, and noise alone about as often as it may be', () => {
    let state = 7;
    const uniform = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
    const nights = (count: number) => {
      let value = normal();
      return Array.from({ length: count }, () => {
        value = 0.35 * value + Math.sqrt(1 - 0.35 ** 2) * normal();
        return 4 + 0.2 * value;
      });
    };
    let improved = 0;
    for (let run = 0; run < 400; run++) {
      const values = nights(30);
      const later = values.slice(20).map((value, index) => ({ value, daysSinceTrigger: index + 5 }));
      if (outcome({ before: values.slice(0, 14), after: later }).verdict === 'improved') improved++;
    }
    expect(improved / 400).toBeLessThan(0.08);
  });
});

describe('verdicts', () => {
  const verdict = (delta: number, low: number, high: number, probability = 0.5) =>
    verdictOf({ delta, low, high, probability }, 0.1);

  test.each([
    ['improved', verdict(0.2, 0.01, 0.4, 0.97)],
    ['probably_improved', verdict(0.2, -0.01, 0.4, 0.94)],
    ['no_meaningful_change', verdict(0.02, -0.05, 0.09)],
    ['worse', verdict(-0.2, -0.4, -0.01)],
    ['unclear', verdict(0.2, -0.2, 0.6, 0.8)],
    ['unclear', verdict(0.05, 0.01, 0.3, 0.99)],
    ['unclear', verdict(-0.05, -0.3, -0.01)],
  ])('%s', (expected, actual) => expect(actual).toBe(expected));

  test('a gain turns with the direction that is good', () => {
    const found = difference(after, before, 0.35)!;
    const gain = gainOf(found, 'down');
    expect(gain.delta).toBeCloseTo(0.126429, 6);
    expect(gain.low).toBeCloseTo(0.060741, 5);
    expect(gain.probability).toBeGreaterThan(0.99);
  });

  test('multipliers wait for the second evaluation and are drawn to 1', () => {
    expect(personalMultiplier(['improved'])).toBe(1);
    expect(personalMultiplier(['improved', 'improved'])).toBeCloseTo(1.15, 12);
    expect(personalMultiplier(['worse', 'worse'])).toBeCloseTo(0.5, 12);
    expect(personalMultiplier(['unclear', 'no_meaningful_change'])).toBeCloseTo(0.95, 12);
  });
});

describe('recovery time', () => {
  const night = (zHrv: number | null, h7: number | null = 0) => ({ zHrv, h7 });

  test('the second good night in a row, the week being good as well', () => {
    expect(recoveryNight([night(-1), night(-0.5), night(-0.4), night(1)])).toBe(3);
    expect(recoveryNight([night(0, -1), night(0, -0.6), night(0, -0.5)])).toBe(3);
    expect(recoveryNight([night(0), night(null), night(0)])).toBeNull();
  });

  test('Kaplan-Meier: 2 3 3+ 5 8 have a median of 5; four episodes are not enough', () => {
    const episodes = [2, 3, 3, 5, 8].map((nights, index) => ({ nights, recovered: index !== 2 }));
    expect(medianRecovery(episodes)).toEqual({ median: 5, episodes: 5 });
    expect(medianRecovery(episodes.slice(1))).toBeNull();
    expect(medianRecovery(episodes.map((episode) => ({ ...episode, recovered: false })))).toEqual({
      median: null,
      episodes: 5,
    });
  });
});

describe('repeated blocks', () => {
  const pair = (without: number, treated: number) => ({
    without: [without - 0.01, without + 0.01],
    with: [treated, treated],
    plannedDays: 7,
  });

  test('five pairs all better: p is 2 of 32', () => {
    const found = evaluateBlocks([1, 2, 3, 4, 5].map((step) => pair(3.8, 3.8 + 0.02 * step)))!;
    expect(found).toMatchObject({ pairs: 5, p: 2 / 32, delta: expect.closeTo(0.06, 12) });
    const error = Math.sqrt(0.001) / Math.sqrt(5);
    expect(found.interval90.low).toBeCloseTo(0.06 - 2.131847 * error, 6);
  });

  test('three pairs cannot be below a quarter; differences of 1 -1 2 have p 0.75', () => {
    expect(permutationP([1, 1, 1])).toBe(0.25);
    expect(permutationP([1, -1, 2])).toBe(0.75);
    expect(permutationP([0, 0, 0])).toBe(1);
  });

  test('short or few blocks are not evaluated', () => {
    expect(evaluateBlocks([pair(4, 4.1), pair(4, 4.1)])).toBeNull();
    expect(evaluateBlocks(Array(3).fill({ ...pair(4, 4.1), plannedDays: 6 }))).toBeNull();
    expect(evaluateBlocks(Array(3).fill({ ...pair(4, 4.1), with: [] }))).toBeNull();
  });

  test('the order comes from the seed alone, and seeds differ', () => {
    expect(pairOrders(42, 8)).toEqual(pairOrders(42, 8));
    const all = Array.from({ length: 200 }, (_, seed) => pairOrders(seed, 8)).flat();
    const share = all.filter((order) => order === 'AB').length / all.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });
});

test('an outcome is never NaN', () => {
  const values = fc.array(fc.double({ min: 2, max: 5, noNaN: true }), { maxLength: 14 });
  fc.assert(
    fc.property(values, values, fc.double({ min: 0, max: 0.9, noNaN: true }), (a, b, phi) => {
      const found = difference(a, b, phi);
      if (found === null) return;
      const { interval90, interval95, ...numbers } = found;
      expect([...Object.values(numbers), interval90.low, interval95.high].every(Number.isFinite)).toBe(true);
    }),
  );
});
