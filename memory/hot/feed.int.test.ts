import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRelay } from '../../eventstore/testing/relay.ts';
import { createToyWorld, type ToyWorld } from '../../eventstore/testing/toy.ts';
import { until } from '../../eventstore/testing/until.ts';
import { connectRedis } from './connect-redis.ts';
import { createHotMemoryFeed } from './feed.ts';
import type { HotMemory } from './hot-memory.ts';
import { createRedisHotMemory } from './redis.ts';
import { appendMemory, appendOther } from './testing/memory-events.ts';
import {
  createTestRedis,
  REDIS_URL,
  type TestRedis,
  WITHOUT_REDIS,
  whenReady,
} from './testing/test-redis.ts';

describe.skipIf(REDIS_URL === undefined)(`the hot feed into Redis${WITHOUT_REDIS}`, () => {
  let redis: TestRedis;
  let world: ToyWorld;
  let hot: HotMemory;
  beforeAll(async () => {
    redis = await createTestRedis();
    hot = createRedisHotMemory(redis);
  });
  beforeEach(async () => {
    world = await createToyWorld();
  });
  afterEach(async () => {
    await world.close();
    await redis.clear();
  });
  afterAll(() => redis.close());

  const PEOPLE = ['anna', 'bert', 'carl'];
  const live = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++) {
      await appendMemory(world.store, PEOPLE[n % 3]!, n, `memory ${n}`);
      if (n % 5 === 4) await appendMemory(world.store, PEOPLE[(n - 2) % 3]!, n - 2, null);
      if (n % 7 === 0) await appendOther(world.store);
    }
  };
  const everything = (of = hot) => Promise.all(PEOPLE.map((userId) => of.held(userId)));
  const count = async (): Promise<number> => (await everything()).flat().length;
  /** Before the newest memory, and once it is there and the one it ends is gone, there are equally many. */
  const isWhole = async (): Promise<boolean> => {
    const held = (await everything()).flat();
    return held.length === 48 && held.some(({ text }) => text === 'memory 59');
  };
  const parked = async () => (await world.pool.query('select * from work.parked')).rows;

  it('fills again by itself what is flushed in mid-run, with the same', async () => {
    world.start(createHotMemoryFeed(hot, world.store));
    await live(0, 40);
    await until('the first part', async () => (await count()) === 32);
    await redis.clear();
    await live(40, 60);
    await until('all of it', isWhole);
    const before = await everything();
    const filling = await hot.filling();
    // Nothing happens after this flush: the idle check has to notice.
    await redis.clear();
    await until('the same again', isWhole);
    expect(await everything()).toEqual(before);
    expect((await hot.filling())?.id).not.toBe(filling?.id);

    // Another tier, filled from the log alone in one go.
    const other = createRedisHotMemory({ client: redis.client, keyPrefix: `${redis.keyPrefix}other:` });
    const replay = createHotMemoryFeed(other, world.store);
    const start = await replay.resumeFrom(0n);
    await replay.react((await world.store.readAll(start, 1_000, { types: replay.handles })).events);
    expect(await everything(other)).toEqual(before);
    expect(await parked()).toEqual([]);
  });

  it('moves from worker to worker without filling again', async () => {
    const first = world.start(createHotMemoryFeed(hot, world.store));
    await live(0, 10);
    await until('the first part', async () => (await count()) === 8);
    const filling = await hot.filling();
    await first.stop();
    await live(10, 20);
    world.start(createHotMemoryFeed(hot, world.store));
    await until('the second part', async () => (await count()) === 16);
    expect((await hot.filling())?.id).toBe(filling?.id);
  });

  it('waits while Redis is away, parks nothing, and catches up', async () => {
    const relay = await createRelay(REDIS_URL!);
    const client = await whenReady(connectRedis(relay.url, { name: 'auren-test' }));
    const through = createRedisHotMemory({ client, keyPrefix: redis.keyPrefix });
    const errors: unknown[] = [];
    world.start(createHotMemoryFeed(through, world.store), { onRetry: (_, error) => errors.push(error) });
    await live(0, 10);
    await until('the first part', async () => (await count()) === 8);
    await relay.refuse();
    await live(10, 20);
    await until('some failures', () => errors.length >= 2);
    expect(errors[0]).toMatchObject({ code: 'engine_unavailable' });
    await relay.open();
    await until('the second part', async () => (await count()) === 16);
    expect(await parked()).toEqual([]);
    client.disconnect();
    await relay.close();
  });
});
