import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEASE_S, RENEW_S } from '../eventstore/subscriptions/checkpoints.ts';
import { PROMISE_S, simulateLeases } from './lease-model.ts';

const STEP_S = 0.05;

describe('leases', () => {
  it('leave room below the promise', () => {
    expect(LEASE_S + RENEW_S).toBeLessThan(PROMISE_S);
    // Twice a renewal may be late before a partition is lost.
    expect(LEASE_S).toBeGreaterThanOrEqual(3 * RENEW_S);
  });

  it('move after the lease at the earliest and a try later at the latest, whoever dies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.constantFrom(1, 2, 4, 8, 16),
        fc.integer({ min: 1, max: 1_000 }),
        (workers, partitions, seed) => {
          const { worstS, unevenBefore, unevenAfter } = simulateLeases({
            workers,
            partitions,
            seed,
            trials: 3,
          });
          expect(worstS).toBeLessThanOrEqual(LEASE_S + RENEW_S + STEP_S);
          expect(unevenBefore).toBeLessThanOrEqual(1);
          expect(unevenAfter).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of two workers with one partition each: 6 to 8 s', () => {
    const { meanS, worstS, held } = simulateLeases({ workers: 2, partitions: 2, trials: 100 });
    expect(held).toBe(1);
    // The lease, then a try that is equally likely at any moment of the next 2 s.
    expect(meanS).toBeGreaterThan(LEASE_S + RENEW_S / 2 - 0.3);
    expect(meanS).toBeLessThan(LEASE_S + RENEW_S / 2 + 0.3);
    expect(worstS).toBeGreaterThan(LEASE_S + RENEW_S * 0.8);
  });

  it('would break the promise with the lease of 10 s and a try every third of it', () => {
    expect(simulateLeases({ workers: 2, partitions: 8, leaseS: 10, renewS: 10 / 3 }).worstS).toBeGreaterThan(
      PROMISE_S,
    );
  });

  it('never move when nobody is left', () => {
    expect(simulateLeases({ workers: 1, partitions: 4, trials: 1 }).meanS).toBe(Number.POSITIVE_INFINITY);
  });
});
