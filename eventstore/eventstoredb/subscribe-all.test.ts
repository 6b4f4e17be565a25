import { describe, expect, it } from 'vitest';
import { BEGINNING, type Position, type StoredRecord } from '../event-log.ts';
import { record } from '../testing/conformance.ts';
import { until } from '../testing/until.ts';
import { createConnection } from './connection.ts';
import type { EventStoreDbLog } from './eventstoredb-log.ts';
import { type SubscribeAllOptions, subscribeAll } from './subscribe-all.ts';
import type { FakeServer } from './testing/fake-server.ts';
import { createWorld, streamName } from './testing/world.ts';

/** A subscription that writes down what it handled, ended with the test. */
const follow = (server: FakeServer, over: Partial<SubscribeAllOptions> = {}) => {
  const connection = createConnection(server.url, 1_000);
  const stop = new AbortController();
  const handled: StoredRecord[] = [];
  const broken: unknown[] = [];
  const done = subscribeAll(connection, {
    after: BEGINNING,
    handle: async (one) => {
      handled.push(one);
      return one.position;
    },
    onBroken: (error) => broken.push(error),
    timeoutMs: 500,
    maxPauseMs: 50,
    signal: stop.signal,
    ...over,
  });
  return {
    handled,
    broken,
    ids: () => handled.map(({ id }) => id),
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await done;
      await connection.close();
    },
  };
};

const fill = async (log: EventStoreDbLog, count: number, bytes = 10) => {
  const records = Array.from({ length: count }, () => record({ data: new Uint8Array(bytes) }));
  await log.append(streamName(), 'any', records);
  return records.map(({ id }) => id);
};

/** Waits until a number above zero has not changed over thirty looks. */
const steady = (what: string, look: () => number | undefined) => {
  let last: number | undefined;
  let looks = 0;
  return until(what, () => {
    const now = look();
    looks = now === last ? looks + 1 : 0;
    last = now;
    return looks >= 30 && now;
  });
};

describe('a subscription to the whole log', () => {
  it('gives what is there and what comes, in order, without the server’s own events', async () => {
    await using world = await createWorld();
    const log = world.open();
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) ids.push(...(await fill(log, 2)));
    await using following = follow(world.server, { timeoutMs: 100 });
    await until('all of the past', () => following.handled.length === 40);
    await steady('the time for a confirmation to go by', () => following.handled.length);
    for (let i = 0; i < 20; i++) ids.push(...(await fill(log, 2)));
    await until('all that came', () => following.handled.length === 80);
    expect(following.ids()).toEqual(ids);
    expect(following.broken).toEqual([]);
    expect(world.server.subscriptions).toHaveLength(1);
  });

  it.each([
    ['the server finds it too slow', (server: FakeServer) => server.endSubscriptions(10)],
    ['the server cancels it', (server: FakeServer) => server.endSubscriptions(1)],
    ['the server ends it without a word', (server: FakeServer) => server.endSubscriptions(undefined)],
    ['the connection breaks', (server: FakeServer) => server.dropConnections()],
  ])('goes on by itself, neither losing nor repeating, when %s', async (_, breakIt) => {
    await using world = await createWorld();
    const log = world.open();
    await using following = follow(world.server);
    const ids = await fill(log, 30);
    await until('the first ones', () => following.handled.length === 30);
    breakIt(world.server);
    ids.push(...(await fill(log, 30)));
    await until('the second ones', () => following.handled.length === 60);
    expect(following.ids()).toEqual(ids);
    expect(following.broken).toHaveLength(1);
    expect(world.server.subscriptions.map(({ from }) => from)).toEqual([
      'start',
      following.handled[29]!.position,
    ]);
  });

  it('4: goes on from what was handled, not from the checkpoints that the server sends ahead of it', async () => {
    await using world = await createWorld();
    const { server } = world;
    server.faults.checkpointsAhead = true;
    const log = world.open({ timeoutMs: 5_000 });
    const ids: string[] = [];
    for (let i = 0; i < 100; i++) ids.push(...(await fill(log, 1, 256 * 1024)));
    const held = Promise.withResolvers<void>();
    const handled: StoredRecord[] = [];
    let handledWhenBroken = 0;
    await using _ = follow(server, {
      handle: async (one) => {
        if (handled.length === 3) await held.promise;
        handled.push(one);
        return one.position;
      },
      onBroken: () => {
        handledWhenBroken ||= handled.length;
      },
    });
    await steady('what the server has sent', () => server.subscriptions[0]?.sent);
    expect(handled).toHaveLength(3);
    server.dropConnections();
    held.resolve();
    await until('all of them', () => handled.length === 100);
    expect(handled.map(({ id }) => id)).toEqual(ids);
    expect(handledWhenBroken).toBeLessThan(100);
    expect(server.subscriptions.map(({ from }) => from)).toEqual([
      'start',
      handled[handledWhenBroken - 1]!.position,
    ]);
  });

  it('takes the checkpoint that the handler gives, and hands out again what came after it', async () => {
    await using world = await createWorld();
    const ids = await fill(world.open(), 10);
    const handled: string[] = [];
    let stored: Position | undefined;
    await using _ = follow(world.server, {
      handle: async (one) => {
        handled.push(one.id);
        // A batch of four is stored at once.
        if (handled.length === 4) stored = one.position;
        return stored;
      },
    });
    await until('all of them', () => handled.length === 10);
    world.server.endSubscriptions(10);
    await until('the last six again', () => handled.length === 16);
    expect(handled).toEqual([...ids, ...ids.slice(4)]);
  });

  it('5: a handler that throws stalls nothing: the record comes again', async () => {
    await using world = await createWorld();
    const ids = await fill(world.open(), 6);
    const handled: string[] = [];
    let failed = 0;
    await using following = follow(world.server, {
      handle: async (one) => {
        if (handled.length === 2 && failed++ < 3) throw new Error('not now');
        handled.push(one.id);
        return one.position;
      },
    });
    await until('all of them', () => handled.length === 6);
    expect(handled).toEqual(ids);
    expect(following.broken).toHaveLength(3);
  });

  it('one record is handled at a time, and a slow handler holds the server back', async () => {
    await using world = await createWorld();
    const log = world.open({ timeoutMs: 5_000 });
    for (let i = 0; i < 100; i++) await fill(log, 1, 256 * 1024);
    const held = Promise.withResolvers<void>();
    let running = 0;
    let atOnce = 0;
    let count = 0;
    await using _ = follow(world.server, {
      handle: async ({ position }) => {
        atOnce = Math.max(atOnce, ++running);
        await held.promise;
        running--;
        count++;
        return position;
      },
    });
    await until('the first one', () => running === 1);
    const { subscriptions } = world.server;
    await steady('what the server has sent', () => subscriptions[0]!.sent);
    expect(subscriptions[0]!.sent).toBeLessThan(70);
    held.resolve();
    await until('all of them', () => count === 100);
    expect(atOnce).toBe(1);
  });

  it('does not mind that it has fallen behind', async () => {
    await using world = await createWorld();
    world.server.faults.fellBehind = true;
    const ids = await fill(world.open(), 50);
    await using following = follow(world.server);
    await until('all of them', () => following.handled.length === 50);
    expect(following.ids()).toEqual(ids);
  });

  it('tries again when the server never confirms it, and when the server is not there', async () => {
    await using world = await createWorld();
    world.server.faults.neverConfirm = true;
    const ids = await fill(world.open(), 3);
    await using following = follow(world.server, { timeoutMs: 50 });
    await until('a second try', () => world.server.subscriptions.length > 1);
    await world.server.stop();
    world.server.faults.neverConfirm = false;
    const failures = following.broken.length;
    await until('tries without a server', () => following.broken.length > failures + 1);
    await world.server.start();
    await until('all of them', () => following.handled.length === 3);
    expect(following.ids()).toEqual(ids);
  });

  it('wakes the readers of another process, again after the server was away', async () => {
    await using world = await createWorld();
    const [log, other] = [world.open(), world.open()];
    let woken = 0;
    const stop = log.onAppended(() => {
      woken++;
    });
    await until('the subscription', () => world.server.subscriptions.length === 1);
    woken = 0;
    await other.append(streamName(), 'any', [record()]);
    await until('the hint', () => woken > 0);
    await world.server.stop();
    woken = 0;
    await world.server.start();
    await until('a hint that something may have been missed', () => woken > 0);
    woken = 0;
    await other.append(streamName(), 'any', [record()]);
    await until('the hint', () => woken > 0);
    stop();
  });
});
