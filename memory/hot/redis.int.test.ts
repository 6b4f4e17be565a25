import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRelay } from '../../eventstore/testing/relay.ts';
import { until } from '../../eventstore/testing/until.ts';
import { connectRedis } from './connect-redis.ts';
import { createRedisHotMemory } from './redis.ts';
import { hotMemoryConformance } from './testing/conformance.ts';
import { HOUR_MS, heldMemory } from './testing/memories.ts';
import {
  createTestRedis,
  REDIS_URL,
  type TestRedis,
  WITHOUT_REDIS,
  whenReady,
} from './testing/test-redis.ts';

describe.skipIf(REDIS_URL === undefined)(`Redis${WITHOUT_REDIS}`, () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await createTestRedis();
  });
  afterAll(() => redis.close());

  hotMemoryConformance(
    'hot memory in Redis',
    async (now) => ({
      hot: createRedisHotMemory({ client: redis.client, keyPrefix: redis.keyPrefix, now }),
      close: () => redis.clear(),
    }),
    15,
  );

  const tea = (userId: string, number = 1) => heldMemory(userId, number, number, 'green tea', Date.now());
  const anna = { userId: 'anna', query: 'tea', limit: 5 };

  describe('its keys', () => {
    it('are one a person, under the prefix, tagged for a cluster, and end with their newest memory', async () => {
      const { client, keyPrefix } = redis;
      const hot = createRedisHotMemory({ client, keyPrefix });
      const older = heldMemory('anna', 2, 2, 'black tea', Date.now() - 3 * HOUR_MS);
      await hot.put([older, tea('anna'), heldMemory('b}{:@x', 1, 3, 'tea', Date.now())]);
      expect(await redis.keys()).toEqual([`${keyPrefix}hot:1:{anna}`, `${keyPrefix}hot:1:{b%7D%7B%3A%40x}`]);
      const end = await client.call('PEXPIRETIME', `${keyPrefix}hot:1:{anna}`);
      expect(end).toBe((await hot.held('anna'))[0]!.expiresAt);
      await hot.put([older]);
      expect(await client.call('PEXPIRETIME', `${keyPrefix}hot:1:{anna}`)).toBe(end);
      await hot.forgetUser('anna');
      expect(await redis.keys()).toEqual([`${keyPrefix}hot:1:{b%7D%7B%3A%40x}`]);
      await redis.clear();
    });

    it('of another prefix are another tier', async () => {
      const { client, keyPrefix } = redis;
      const one = createRedisHotMemory({ client, keyPrefix: `${keyPrefix}one:` });
      const other = createRedisHotMemory({ client, keyPrefix: `${keyPrefix}other:` });
      await one.put([tea('anna')]);
      await other.begin({ id: 'x', position: 0n });
      expect(await other.held('anna')).toEqual([]);
      expect(await one.held('anna')).toHaveLength(1);
      expect(() => createRedisHotMemory({ client, keyPrefix: 'a{b}*' })).toThrow(RangeError);
      await redis.clear();
    });

    it('are counted and emptied in large numbers', async () => {
      const { client, keyPrefix } = redis;
      const hot = createRedisHotMemory({ client, keyPrefix });
      await hot.put(Array.from({ length: 2_500 }, (_, person) => tea(`person-${person}`)));
      expect(await hot.stats()).toEqual({ people: 2_500, entries: 2_500, complete: true });
      await hot.begin({ id: 'x', position: 0n });
      expect(await redis.keys()).toEqual([`${keyPrefix}hot:1:filling`]);
      await redis.clear();
    });
  });

  it('does without scripts that the server was told before', async () => {
    const hot = createRedisHotMemory(redis);
    await hot.put([tea('anna')]);
    await redis.client.script('FLUSH');
    await hot.put([tea('anna', 2), tea('bert')]);
    expect(await hot.held('anna')).toHaveLength(2);
    await redis.clear();
  });

  it('calls whatever the server refuses its own failure, so that no event is blamed', async () => {
    const hot = createRedisHotMemory(redis);
    await redis.client.set(`${redis.keyPrefix}hot:1:{anna}`, 'not a hash');
    const refused = { code: 'engine_unavailable', status: 503, retryAfterS: 1 };
    await expect(hot.put([tea('anna')])).rejects.toMatchObject(refused);
    await expect(hot.recall(anna, AbortSignal.timeout(1_000))).rejects.toMatchObject(refused);
    await redis.clear();
  });

  it('fails at once while the server is away, and comes back by itself', async () => {
    const relay = await createRelay(REDIS_URL!);
    const client = await whenReady(connectRedis(relay.url, { name: 'auren-test' }));
    const hot = createRedisHotMemory({ client, keyPrefix: redis.keyPrefix });
    await hot.put([tea('anna')]);
    const cut = once(client, 'close');
    await relay.refuse();
    await cut;
    const started = performance.now();
    for (let n = 0; n < 20; n++)
      await expect(hot.recall(anna, AbortSignal.timeout(1_000))).rejects.toMatchObject({
        code: 'engine_unavailable',
      });
    expect(performance.now() - started).toBeLessThan(250);
    let attempts = 0;
    client.on('reconnecting', () => attempts++);
    await until('some attempts', () => attempts >= 2);
    await relay.open();
    await until('an answer', async () => (await hot.held('anna').catch(() => [])).length === 1);
    client.disconnect();
    await relay.close();
    await redis.clear();
  });

  it('gives up on a silent server within two seconds, and connects anew', async () => {
    const relay = await createRelay(REDIS_URL!);
    const client = await whenReady(connectRedis(relay.url, { name: 'auren-test' }));
    const hot = createRedisHotMemory({ client, keyPrefix: redis.keyPrefix });
    await hot.put([tea('anna')]);
    await relay.stall();
    const started = performance.now();
    await expect(hot.held('anna')).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(performance.now() - started).toBeLessThan(1_500);
    const before = relay.connections();
    await relay.open();
    // What was sent into the silence never gets an answer: only another connection helps.
    await until('an answer', async () => (await hot.held('anna').catch(() => [])).length === 1);
    expect(relay.connections()).toBeGreaterThan(before);
    client.disconnect();
    await relay.close();
    await redis.clear();
  });
});
