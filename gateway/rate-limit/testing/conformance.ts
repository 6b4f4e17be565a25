import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RateDecision, RateLimits } from '../token-bucket.ts';

export interface BucketsUnderTest {
  take(key: string): RateDecision | Promise<RateDecision>;
  close(): Promise<void>;
}

/** What every store of buckets does. `create` makes an empty one that takes its time from `now`. */
export const bucketsConformance = (
  name: string,
  create: (limits: RateLimits, now: () => number) => Promise<BucketsUnderTest>,
  runs: number,
): void => {
  describe(name, () => {
    const limits: RateLimits = { perMinute: 600, burst: 5 };
    let time: number;
    let buckets: BucketsUnderTest;
    beforeEach(async () => {
      time = Date.now();
      buckets = await create(limits, () => time);
    });
    afterEach(() => buckets.close());
    const takeMany = async (key: string, times: number): Promise<RateDecision[]> => {
      const decisions: RateDecision[] = [];
      for (let n = 0; n < times; n++) decisions.push(await buckets.take(key));
      return decisions;
    };

    it('lets a burst through, then one request per interval', async () => {
      expect(await takeMany('a', 6)).toEqual([
        { allowed: true, retryAfterS: 0, remaining: 4 },
        { allowed: true, retryAfterS: 0, remaining: 3 },
        { allowed: true, retryAfterS: 0, remaining: 2 },
        { allowed: true, retryAfterS: 0, remaining: 1 },
        { allowed: true, retryAfterS: 0, remaining: 0 },
        { allowed: false, retryAfterS: 1, remaining: 0 },
      ]);
      time += 99;
      expect((await buckets.take('a')).allowed).toBe(false);
      time += 1;
      expect(await takeMany('a', 2)).toMatchObject([{ allowed: true }, { allowed: false }]);
    });

    it('is full again after a rest, and never fuller', async () => {
      await takeMany('a', 5);
      time += 60_000;
      expect((await takeMany('a', 6)).map(({ allowed }) => allowed)).toEqual([
        true,
        true,
        true,
        true,
        true,
        false,
      ]);
    });

    it('keeps tokens apart', async () => {
      await takeMany('a', 6);
      expect(await buckets.take('b')).toEqual({ allowed: true, retryAfterS: 0, remaining: 4 });
      expect(await buckets.take('}{a:*')).toMatchObject({ allowed: true });
    });

    it('does not let a refused request count', async () => {
      await takeMany('a', 50);
      time += 100;
      expect((await buckets.take('a')).allowed).toBe(true);
    });

    it('does not refill by a clock that goes back, nor wait for one that was ahead', async () => {
      await takeMany('a', 5);
      time -= 30_000;
      expect((await buckets.take('a')).allowed).toBe(false);
      time += 30_000 + 500;
      expect((await buckets.take('a')).allowed).toBe(true);
    });

    it('says after which time a request is let through, and never lets through more than promised', async () => {
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(400), { minLength: 5, maxLength: 60 }), async (pauses) => {
          const key = `p${round++}`;
          const begin = time;
          let allowed = 0;
          for (const pause of pauses) {
            time += pause;
            const decision = await buckets.take(key);
            if (decision.allowed) allowed++;
            expect(allowed).toBeLessThanOrEqual(limits.burst + (time - begin) / 100);
            if (!decision.allowed) expect(decision.retryAfterS).toBeGreaterThanOrEqual(1);
          }
          const last = await buckets.take(key);
          time += last.retryAfterS * 1_000;
          if (!last.allowed) expect((await buckets.take(key)).allowed).toBe(true);
        }),
        { numRuns: runs },
      );
    });

    it('lets exactly the burst through of many at once', async () => {
      const decisions = await Promise.all(Array.from({ length: 50 }, () => buckets.take('a')));
      expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(5);
    });
  });
};
