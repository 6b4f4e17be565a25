import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import { createEventStore, type EventStore } from '../../eventstore/event-store.ts';
import { createMemoryLog } from '../../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../../eventstore/memory/memory-vault.ts';
import { createSubjectKeys, type SubjectKeys } from '../../eventstore/subject-keys.ts';
import { followLog } from '../../eventstore/subscriptions/follow-log.ts';
import { until } from '../../eventstore/testing/until.ts';
import { createHotMemoryFeed, type HotMemoryFeed } from './feed.ts';
import type { HotMemory } from './hot-memory.ts';
import { createInProcessHotMemory } from './in-process.ts';
import { HOUR_MS, memoryId } from './testing/memories.ts';
import { appendMemory, appendOther } from './testing/memory-events.ts';

let now: number;
let keys: SubjectKeys;
let store: EventStore;
let hot: HotMemory;
beforeEach(() => {
  now = Date.parse('2026-03-02T08:00:00.000Z');
  keys = createSubjectKeys(createMemoryVault(), randomBytes(32));
  store = createEventStore(
    createMemoryLog(() => new Date(now)),
    keys,
  );
  hot = createInProcessHotMemory({ now: () => now });
});

const remember = (number: number, text: string | null = `memory ${number}`, userId = 'anna') =>
  appendMemory(store, userId, number, text, new Date(now).toISOString());
const newFeed = () => createHotMemoryFeed(hot, store, () => now);

/** One round as the runner does it: ask, read a page, ask again, handle it. */
const catchUp = async (feed: HotMemoryFeed, checkpoint: bigint, pageSize = 500): Promise<bigint> => {
  for (let position = await feed.resumeFrom(checkpoint); ; ) {
    const page = await store.readAll(position, pageSize, { types: feed.handles });
    const from = page.events.length > 0 ? await feed.resumeFrom(position) : position;
    if (from !== position) position = from;
    else {
      if (page.events.length > 0) await feed.react(page.events);
      position = page.position;
      if (page.events.length === 0) return feed.resumeFrom(position);
    }
  }
};
const numbersHeld = async (userId = 'anna') =>
  (await hot.held(userId)).map((held) => Number(held.memoryId.slice(-4))).sort((a, b) => a - b);

describe('the feed', () => {
  it('begins where the 72 hours begin, and skips what is older', async () => {
    for (let n = 1; n <= 50; n++) {
      await remember(n);
      now += 4 * HOUR_MS;
    }
    const feed = newFeed();
    const start = await feed.resumeFrom(0n);
    expect(start).toBeGreaterThanOrEqual(31n);
    expect(start).toBeLessThanOrEqual(32n);
    await catchUp(feed, start);
    expect(await numbersHeld()).toEqual([...Array(17).keys()].map((n) => n + 34));
  });

  it('forms, replaces and forgets; of one page only the last about a memory is written', async () => {
    const feed = newFeed();
    await remember(1, 'tea');
    await remember(2, 'wine');
    await remember(1, 'green tea');
    await remember(2, null);
    await catchUp(feed, 0n);
    expect(await hot.held('anna')).toMatchObject([
      { memoryId: memoryId(1), text: 'green tea', position: 3n },
    ]);
  });

  it('leaves out what is about times long past, as an import brings', async () => {
    await appendMemory(store, 'anna', 1, 'a night of 2021', '2021-12-12');
    await remember(2);
    await catchUp(newFeed(), 0n);
    expect(await numbersHeld()).toEqual([2]);
  });

  it('leaves out erased people', async () => {
    await remember(1);
    await remember(2, 'tea', 'bert');
    await keys.erase('user:anna');
    await catchUp(newFeed(), 0n);
    expect(await numbersHeld('anna')).toEqual([]);
    expect(await numbersHeld('bert')).toEqual([2]);
  });

  it('fills again what was lost, with the same', async () => {
    const feed = newFeed();
    for (let n = 1; n <= 9; n++) await remember(n);
    const checkpoint = await catchUp(feed, 0n, 2);
    const before = await hot.held('anna');
    hot = Object.assign(hot, createInProcessHotMemory({ now: () => now }));
    expect(await hot.held('anna')).toEqual([]);
    await remember(10);
    expect(await feed.resumeFrom(checkpoint)).toBe(0n);
    await catchUp(feed, 0n);
    expect((await hot.held('anna')).slice(1)).toEqual(before);
  });

  it('leaves a filling that is whole as it is, also as a new process', async () => {
    await remember(1);
    await appendOther(store);
    const checkpoint = await catchUp(newFeed(), 0n);
    const filling = await hot.filling();
    expect(filling?.position).toBe(checkpoint);
    expect(await newFeed().resumeFrom(checkpoint)).toBe(checkpoint);
    await catchUp(newFeed(), 0n);
    expect(await hot.filling()).toEqual(filling);
  });

  it('starts anew on a filling that is another than it made', async () => {
    const feed = newFeed();
    await remember(1);
    const checkpoint = await catchUp(feed, 0n);
    await hot.begin({ id: 'of-a-backup', position: checkpoint });
    expect(await feed.resumeFrom(checkpoint)).toBe(0n);
    expect((await hot.filling())?.id).not.toBe('of-a-backup');
  });

  it('goes on from where a tier is that fell back within its filling', async () => {
    const feed = newFeed();
    await remember(1);
    await remember(2);
    const checkpoint = await catchUp(feed, 0n, 1);
    const { id } = (await hot.filling())!;
    await hot.begin({ id, position: 1n });
    expect(await feed.resumeFrom(checkpoint)).toBe(1n);
    await hot.begin({ id, position: 1n });
    expect(await newFeed().resumeFrom(checkpoint)).toBe(1n);
  });

  it('starts anew on a tier that knows more than the log', async () => {
    await remember(1);
    await hot.begin({ id: 'of-another-log', position: 99n });
    const feed = newFeed();
    expect(await feed.resumeFrom(0n)).toBe(0n);
    expect((await hot.filling())?.id).not.toBe('of-another-log');
  });
});

describe('following the log in one process', () => {
  let stop: AbortController;
  const retried: unknown[] = [];
  const skipped: string[] = [];
  let following: Promise<void>;
  const follow = (feed: HotMemoryFeed): void => {
    stop = new AbortController();
    following = followLog({
      store,
      process: feed,
      signal: stop.signal,
      onRetry: (error) => retried.push(error),
      onSkipped: (event) => skipped.push(event.type),
    });
  };
  afterEach(async () => {
    stop.abort();
    await following;
  });

  it('fills at the start and keeps up', async () => {
    for (let n = 1; n <= 3; n++) await remember(n);
    follow(newFeed());
    await until('the past', async () => (await numbersHeld()).length === 3);
    await remember(4);
    await until('what is new', async () => (await numbersHeld()).length === 4);
  });

  it('tries again while an engine is away, and leaves out what cannot be handled', async () => {
    const feed = newFeed();
    let failures = 2;
    follow({
      ...feed,
      react: async (events) => {
        if (failures-- > 0) throw new CodedError('engine_unavailable', 503, 'away');
        await feed.react(events);
      },
    });
    await store.append(
      'memory-x',
      'any',
      [{ type: 'MemoryFormed', data: { userId: 'anna', memoryId: 'x' } }],
      {
        id: 'broken',
        correlationId: 'c',
        actor: 'test',
        subject: 'anna',
      },
    );
    await remember(1);
    await until('the good one', async () => (await numbersHeld()).length === 1);
    expect(retried).toHaveLength(2);
    expect(skipped).toEqual(['MemoryFormed']);
  });
});
