import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRelay } from '../../eventstore/testing/relay.ts';
import { connectRedis } from '../../memory/hot/connect-redis.ts';
import {
  createTestRedis,
  REDIS_URL,
  type TestRedis,
  WITHOUT_REDIS,
  whenReady,
} from '../../memory/hot/testing/test-redis.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRedisBuckets } from './redis-buckets.ts';
import { bucketsConformance } from './testing/conformance.ts';

describe.skipIf(REDIS_URL === undefined)(`Redis${WITHOUT_REDIS}`, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await createTestRedis();
  });
  afterAll(() => redis.close());

  bucketsConformance(
    'buckets in Redis',
    async (limits, now) => ({
      ...createRedisBuckets({ ...redis, limits, now }),
      close: () => redis.clear(),
    }),
    30,
  );

  it('keeps a bucket by the clock of the server, as long as it is not full, under the token’s tag', async () => {
    const buckets = createRedisBuckets({ ...redis, limits: { perMinute: 6, burst: 3 } });
    const taken = [await buckets.take('a{b}'), await buckets.take('a{b}')];
    expect(taken.map(({ remaining }) => remaining)).toEqual([2, 1]);
    expect(await redis.keys()).toEqual([`${redis.keyPrefix}rate:{a%7Bb%7D}`]);
    const left = await redis.client.pttl(`${redis.keyPrefix}rate:{a%7Bb%7D}`);
    expect(left).toBeGreaterThan(15_000);
    expect(left).toBeLessThanOrEqual(20_000);
    expect([await buckets.take('a{b}'), await buckets.take('a{b}')]).toMatchObject([
      { allowed: true },
      { allowed: false, retryAfterS: 10 },
    ]);
    await redis.clear();
  });

  it('is shared by several gateways', async () => {
    const limits = { perMinute: 6, burst: 10 };
    const gateways = Array.from({ length: 3 }, () =>
      createRateLimit({ limits, shared: createRedisBuckets({ ...redis, limits }) }),
    );
    const decisions = await Promise.all(Array.from({ length: 30 }, (_, n) => gateways[n % 3]!.check('a')));
    expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(10);
    await redis.clear();
  });

  it('is decided alone, soon and within bounds, while the server is silent', async () => {
    const relay = await createRelay(REDIS_URL!);
    const client = await whenReady(connectRedis(relay.url, { name: 'auren-test' }));
    const limits = { perMinute: 6, burst: 10 };
    const { check } = createRateLimit({
      limits,
      shared: createRedisBuckets({ client, keyPrefix: redis.keyPrefix, limits }),
    });
    expect((await check('a')).remaining).toBe(9);
    await relay.stall();
    // 50 ms for each of the 30 would take 1.5 s.
    const started = performance.now();
    let allowed = 0;
    for (let n = 0; n < 30; n++) if ((await check('a')).allowed) allowed++;
    expect(allowed).toBe(9);
    expect(performance.now() - started).toBeLessThan(1_500);
    client.disconnect();
    await relay.close();
    await redis.clear();
  });
});
