import fc from 'fast-check';
import { expect, test } from 'vitest';
import { debtAfter, debtFlag, sleepDebts } from './debt.ts';

const nights = (...sleepMin: (number | null)[]) =>
  sleepMin.map((minutes) => ({ needMin: 480, sleepMin: minutes }));

test('two hours short, three nights: 120, 228, 325.2 min', () => {
  const debts = sleepDebts(nights(360, 360, 360));
  expect(debts.map(({ debtMin }) => debtMin)).toEqual([120, 228, expect.closeTo(325.2, 9)]);
  expect(debts.map(({ flag }) => flag)).toEqual([null, null, 'moderate']);
});

test('a surplus repays at most an hour, and never below zero', () => {
  expect(debtAfter(300, 480, 720)).toBeCloseTo(210, 9);
  expect(debtAfter(300, 480, 500)).toBeCloseTo(250, 9);
  expect(debtAfter(10, 480, 720)).toBe(0);
});

test('at most twenty hours', () => {
  expect(debtAfter(1200, 480, 0)).toBe(1200);
  expect(sleepDebts(nights(...Array(30).fill(120))).at(-1)!.debtMin).toBe(1200);
});

test('flags begin at 5 and 10 hours', () => {
  expect([299.9, 300, 599.9, 600, null].map(debtFlag)).toEqual([
    null,
    'moderate',
    'moderate',
    'severe',
    null,
  ]);
});

test('the deficit of seven days counts nights below the need alone, and needs four known nights', () => {
  expect(sleepDebts(nights(420, 540, null)).at(-1)).toMatchObject({ deficit7Min: null, knownNights7: 2 });
  expect(sleepDebts(nights(420, 540, null, 450, 480)).at(-1)!.deficit7Min).toBe(90);
  expect(sleepDebts(nights(300, 480, 480, 480, 480, 480, 480, 480)).at(-1)!.deficit7Min).toBe(0);
});

test('an unknown night is not guessed; after more than seven the debt is unknown', () => {
  const unknown = Array<null>(8).fill(null);
  const debts = sleepDebts(nights(null, 360, ...unknown, 420)).map(({ debtMin }) => debtMin);
  expect(debts).toEqual([null, 120, 120, 120, 120, 120, 120, 120, 120, null, 60]);
});

test('the debt stays within 0 and 20 h, and another hour of sleep never adds to it', () => {
  const minutes = fc.double({ min: 0, max: 900, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1200, noNaN: true }), minutes, (before, slept) => {
      const after = debtAfter(before, 480, slept);
      expect(after).toBeGreaterThanOrEqual(0);
      expect(after).toBeLessThanOrEqual(1200);
      expect(debtAfter(before, 480, slept + 60)).toBeLessThanOrEqual(after!);
    }),
  );
});
