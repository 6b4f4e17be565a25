import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideRetry,
  FEW_ATTEMPTS,
  type FetchProblem,
  LONGEST_WAIT_S,
  MOST_ATTEMPTS,
} from './fetch-retry.ts';

const PROBLEMS: readonly FetchProblem[] = [
  'not_found',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'unavailable',
  'refused',
  'unreadable',
  'not_connected',
  'failed',
  'engine_away',
  'interrupted',
];
const first = { attempt: 1, ageS: 0, patienceS: 3_600 };

describe('after a fetch that brought nothing', () => {
  it('waits for a record that was just announced, longer each time, and parks it when patience ends', () => {
    expect(decideRetry('not_found', first, 0)).toEqual({ again: true, afterS: 2.5, counts: true });
    expect(decideRetry('not_found', { ...first, attempt: 4, ageS: 70 }, 0)).toMatchObject({ afterS: 20 });
    expect(decideRetry('not_found', { ...first, attempt: 4, ageS: 3_600 }, 0)).toEqual({ again: false });
    expect(decideRetry('not_found', { ...first, patienceS: 0 }, 0)).toEqual({ again: false });
  });

  it.each(['unauthorized', 'forbidden', 'refused', 'not_connected'] as const)(
    'parks %s at once',
    (problem) => {
      expect(decideRetry(problem, first, 0.5)).toEqual({ again: false });
    },
  );

  it('keeps away as long as a spent budget says, and a little longer, without counting', () => {
    expect(decideRetry('rate_limited', { ...first, retryAfterS: 600 }, 0)).toEqual({
      again: true,
      afterS: 600,
      counts: false,
    });
    expect(decideRetry('rate_limited', { ...first, retryAfterS: 600 }, 0.5)).toMatchObject({ afterS: 630 });
    expect(decideRetry('rate_limited', first, 0)).toMatchObject({ afterS: 60 });
    expect(decideRetry('rate_limited', { ...first, attempt: 1_000, ageS: 1e7 }, 0)).toMatchObject({
      again: true,
    });
  });

  it('tries an API that is away for hours, then parks', () => {
    let waitedS = 0;
    let attempt = 1;
    for (; ; attempt++) {
      const decision = decideRetry('unavailable', { ...first, attempt, ageS: waitedS }, 0);
      if (!decision.again) break;
      waitedS += decision.afterS;
    }
    expect(attempt).toBe(MOST_ATTEMPTS);
    expect(waitedS / 3_600).toBeGreaterThan(6);
    expect(waitedS / 3_600).toBeLessThan(24);
  });

  it.each(['unreadable', 'failed'] as const)('parks %s after a few tries', (problem) => {
    expect(decideRetry(problem, { ...first, attempt: FEW_ATTEMPTS - 1 }, 0)).toMatchObject({ again: true });
    expect(decideRetry(problem, { ...first, attempt: FEW_ATTEMPTS }, 0)).toEqual({ again: false });
  });

  it('never comes back earlier than asked, never waits without bound, and what counts ends', () => {
    const tries = fc.record({
      attempt: fc.integer({ min: 1, max: 100 }),
      ageS: fc.double({ min: 0, max: 1e6, noNaN: true }),
      patienceS: fc.constantFrom(0, 3_600, 86_400),
      retryAfterS: fc.option(fc.integer({ min: 0, max: 86_400 }), { nil: undefined }),
    });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...PROBLEMS), tries, random, (problem, given, chance) => {
        const decision = decideRetry(problem, given, chance);
        if (!decision.again) return;
        expect(decision.afterS).toBeGreaterThanOrEqual(given.retryAfterS ?? 0);
        expect(decision.afterS).toBeLessThanOrEqual(Math.max(LONGEST_WAIT_S, (given.retryAfterS ?? 0) * 1.1));
        if (decision.counts && problem !== 'not_found') expect(given.attempt).toBeLessThan(MOST_ATTEMPTS);
        if (problem === 'not_found') expect(given.ageS).toBeLessThan(given.patienceS);
      }),
    );
  });
});
