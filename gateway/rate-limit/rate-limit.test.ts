import { describe, expect, it } from 'vitest';
import type { Buckets } from './buckets.ts';
import { createInProcessBuckets } from './buckets.ts';
import { createRateLimit } from './rate-limit.ts';
import { bucketsConformance } from './testing/conformance.ts';
import { takeToken } from './token-bucket.ts';

bucketsConformance(
  'buckets in process',
  async (limits, now) => ({ ...createInProcessBuckets(limits, now), close: async () => {} }),
  200,
);

describe('a bucket', () => {
  it('of an odd rate still gives its whole burst', () => {
    const limits = { perMinute: 7, burst: 9 };
    let fullAt: number | undefined;
    for (let n = 0; n < 9; n++) {
      const taken = takeToken(fullAt, 1_764_000_000_123, limits);
      expect(taken.decision).toMatchObject({ allowed: true, remaining: 8 - n });
      fullAt = taken.fullAt;
    }
    expect(takeToken(fullAt, 1_764_000_000_123, limits).decision).toEqual({
      allowed: false,
      retryAfterS: 9,
      remaining: 0,
    });
  });
});

describe('a rate limit', () => {
  const limits = { perMinute: 600, burst: 3 };
  const allow: Buckets = { take: async () => ({ allowed: true, retryAfterS: 0, remaining: 7 }) };
  const silent = (): Buckets & { asked: number } => {
    const buckets = {
      asked: 0,
      take: () => {
        buckets.asked++;
        return new Promise<never>(() => {});
      },
    };
    return buckets;
  };

  it('is 120 at once and 600 a minute unless told otherwise', async () => {
    const { check } = createRateLimit({ now: () => 0 });
    for (let n = 0; n < 120; n++) expect((await check('a')).allowed).toBe(true);
    expect(await check('a')).toEqual({ allowed: false, retryAfterS: 1, remaining: 0 });
  });

  it('is what the shared buckets say while they answer', async () => {
    const { check } = createRateLimit({ limits, shared: allow });
    for (let n = 0; n < 10; n++)
      expect(await check('a')).toEqual({ allowed: true, retryAfterS: 0, remaining: 7 });
    const refuse: Buckets = { take: async () => ({ allowed: false, retryAfterS: 4, remaining: 0 }) };
    await expect(createRateLimit({ limits, shared: refuse }).enforce('a')).rejects.toMatchObject({
      code: 'rate_limited',
      status: 429,
      retryAfterS: 4,
    });
  });

  it.each([
    ['fail', (): Buckets => ({ take: () => Promise.reject(new Error('down')) })],
    ['are silent', silent],
  ])('is bounded by this process alone when they %s', async (_, shared) => {
    const errors: unknown[] = [];
    const { check } = createRateLimit({
      limits,
      shared: shared(),
      now: () => 0,
      onAlone: (error) => errors.push(error),
    });
    const decisions = await Promise.all([1, 2, 3, 4, 5].map(() => check('a')));
    expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(errors).toHaveLength(5);
  });

  it('does not make every request wait for silent ones, and asks them again later', async () => {
    const shared = silent();
    let now = 0;
    const { check } = createRateLimit({ limits, shared, now: () => now });
    for (let n = 0; n < 100; n++) await check(`token-${n}`);
    expect(shared.asked).toBe(1);
    now += 1_000;
    await check('a');
    expect(shared.asked).toBe(2);
  });

  it('knows what a token has used when the shared buckets fail in mid-run', async () => {
    let up = true;
    const { check } = createRateLimit({
      limits,
      now: () => 0,
      shared: { take: (key) => (up ? allow.take(key) : Promise.reject(new Error('down'))) },
    });
    await check('a');
    await check('a');
    up = false;
    expect([(await check('a')).allowed, (await check('a')).allowed]).toEqual([true, false]);
  });
});
