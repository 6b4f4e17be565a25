import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HeldMemory, HOT_MS, MOST_PER_PERSON, type RemovedMemory } from '../held-memory.ts';
import type { HotMemory } from '../hot-memory.ts';
import { HOUR_MS, heldMemory, memoryId, removedMemory } from './memories.ts';

export interface HotMemoryUnderTest {
  readonly hot: HotMemory;
  close(): Promise<void>;
}

type Change = HeldMemory | RemovedMemory;
const apply = async (hot: HotMemory, changes: readonly Change[]): Promise<void> => {
  await hot.put(changes.filter((change): change is HeldMemory => 'text' in change));
  await hot.remove(changes.filter((change) => !('text' in change)));
};

/**
 * A log of what may happen to a few people's memories: positions and times only grow. Where there are more than the
 * tier keeps, what was forgotten is not formed again: see `RemovedMemory`.
 */
const lives = (memories: number, length: number) =>
  fc
    .array(
      fc.record({
        userId: fc.constantFrom('anna', 'anna', 'bert'),
        number: fc.integer({ min: 1, max: memories }),
        forgotten: fc.nat(3).map((choice) => choice === 0),
        pause: fc.integer({ min: 0, max: 6 * HOUR_MS }),
        word: fc.constantFrom('wine', 'knee', 'sleep', 'run'),
      }),
      { minLength: Math.floor(length / 2), maxLength: length },
    )
    .map((steps) => {
      let time = 0;
      const gone = new Set<string>();
      const possible = steps.filter(({ userId, number, forgotten }) => {
        const key = `${userId} ${number}`;
        if (gone.has(key)) return false;
        if (forgotten && memories > MOST_PER_PERSON) gone.add(key);
        return true;
      });
      return possible.map((step, index) => {
        time += Math.floor((step.pause * 40) / length);
        return { ...step, position: index + 1, time };
      });
    });

/** What every adapter of the hot tier does. `create` makes an empty tier that takes its time from `now`. */
export const hotMemoryConformance = (
  name: string,
  create: (now: () => number) => Promise<HotMemoryUnderTest>,
  runs: number,
): void => {
  describe(name, () => {
    const start = Date.now();
    let time = start;
    let tier: HotMemoryUnderTest;
    beforeEach(async () => {
      time = start;
      tier = await create(() => time);
    });
    afterEach(() => tier.close());

    const recall = async (userId: string, query: string, limit = 20, hot = tier.hot) =>
      (await hot.recall({ userId, query, limit }, AbortSignal.timeout(5_000))).memories;
    const wine = heldMemory('anna', 1, 1, 'Two glasses of wine with friends', start - 2 * HOUR_MS);
    const knee = heldMemory('anna', 2, 2, 'My knee hurts after running', start - HOUR_MS);

    it('gives back what was put, whole, newest first', async () => {
      await tier.hot.put([wine, knee]);
      expect(await tier.hot.held('anna')).toEqual([knee, wine]);
      expect(await tier.hot.held('carl')).toEqual([]);
      expect(await tier.hot.stats()).toEqual({ people: 1, entries: 2, complete: true });
      await tier.hot.put([]);
      await tier.hot.remove([]);
    });

    it('recalls by words and their stems, best first, and nothing that has none of them', async () => {
      await tier.hot.put([wine, knee]);
      const { userId: _, position: __, expiresAt: ___, ...facts } = knee;
      expect(await recall('anna', 'how are my knees after the runs?')).toEqual([
        { ...facts, score: expect.any(Number), tier: 'hot' },
      ]);
      expect((await recall('anna', 'alcohol')).map((memory) => memory.memoryId)).toEqual([wine.memoryId]);
      expect(await recall('anna', 'how am I')).toEqual([]);
      expect(await recall('anna', '')).toEqual([]);
      expect(await recall('anna', '__proto__ constructor')).toEqual([]);
      expect(await recall('carl', 'wine')).toEqual([]);
    });

    it('takes any text', async () => {
      const texts = ['', '\u0000 wine', '{"wine": "|"}', '__proto__ constructor wine', 'wine 😀 \ud800 wein'];
      const memories = texts.map((text, index) => heldMemory('anna', index, index + 1, text, start));
      await tier.hot.put(memories);
      expect((await tier.hot.held('anna')).map(({ memoryId }) => memoryId).sort()).toEqual(
        memories.map(({ memoryId }) => memoryId),
      );
      expect(await recall('anna', 'wine')).toHaveLength(4);
      expect(await recall('anna', '__proto__')).toHaveLength(1);
    });

    it('sends ties to the newer memory, then to the smaller id, and keeps to the limit', async () => {
      const tea = (number: number, at: number) => heldMemory('anna', number, number, 'green tea', at);
      await tier.hot.put([tea(3, start - HOUR_MS), tea(2, start), tea(1, start)]);
      expect((await recall('anna', 'tea', 2)).map((memory) => memory.memoryId)).toEqual([
        memoryId(1),
        memoryId(2),
      ]);
    });

    it('lets the later event hold, in whatever order they come', async () => {
      const green = heldMemory('anna', 1, 5, 'green tea', start);
      await tier.hot.put([green]);
      await tier.hot.put([wine]);
      expect(await tier.hot.held('anna')).toEqual([green]);
      await tier.hot.remove([removedMemory('anna', 1, 4, start)]);
      expect(await tier.hot.held('anna')).toEqual([green]);
      await tier.hot.remove([removedMemory('anna', 1, 6, start)]);
      await tier.hot.put([green]);
      expect(await tier.hot.held('anna')).toEqual([]);
      const again = heldMemory('anna', 1, 7, 'black tea', start);
      await tier.hot.put([again]);
      expect(await tier.hot.held('anna')).toEqual([again]);
    });

    it('lets go of a memory when its own time is over', async () => {
      await tier.hot.put([wine, knee]);
      time = wine.expiresAt - 1;
      expect(await tier.hot.held('anna')).toEqual([knee, wine]);
      time = wine.expiresAt;
      expect(await tier.hot.held('anna')).toEqual([knee]);
      expect(await recall('anna', 'wine')).toEqual([]);
      time = knee.expiresAt;
      expect(await tier.hot.held('anna')).toEqual([]);
      await tier.hot.put([wine]);
      expect(await tier.hot.held('anna')).toEqual([]);
    });

    it(`keeps the newest ${MOST_PER_PERSON} of a person`, async () => {
      const many = Array.from({ length: MOST_PER_PERSON + 30 }, (_, index) =>
        heldMemory('anna', index, index + 1, `tea ${index}`, start - HOUR_MS + index),
      );
      await tier.hot.put(many.slice(20));
      await tier.hot.put(many.slice(0, 20));
      await tier.hot.put([heldMemory('bert', 1, 999, 'tea', start)]);
      expect((await tier.hot.held('anna')).map(({ position }) => position)).toEqual(
        many
          .slice(30)
          .map(({ position }) => position)
          .reverse(),
      );
      expect(await tier.hot.held('bert')).toHaveLength(1);
    });

    it('forgets a person without a trace, and nobody else', async () => {
      await tier.hot.put([wine, knee, heldMemory('bert', 1, 3, 'wine', start)]);
      await tier.hot.remove([removedMemory('anna', 1, 4, start)]);
      await tier.hot.forgetUser('anna');
      await tier.hot.forgetUser('nobody');
      expect(await tier.hot.held('anna')).toEqual([]);
      expect(await recall('anna', 'knee')).toEqual([]);
      expect(await tier.hot.stats()).toEqual({ people: 1, entries: 1, complete: true });
      // Nothing remembers that position 4 was seen.
      await tier.hot.put([wine]);
      expect(await tier.hot.held('anna')).toEqual([wine]);
    });

    it('tells how far it is filled; a new filling starts empty; progress never covers up a loss', async () => {
      expect(await tier.hot.filling()).toBeUndefined();
      await tier.hot.reached({ id: 'one', position: 3n });
      expect(await tier.hot.filling()).toBeUndefined();
      await tier.hot.put([wine]);
      await tier.hot.begin({ id: 'one', position: 7n });
      expect(await tier.hot.held('anna')).toEqual([]);
      expect(await tier.hot.filling()).toEqual({ id: 'one', position: 7n });
      await tier.hot.put([wine]);
      await tier.hot.reached({ id: 'one', position: 9_007_199_254_740_993n });
      expect(await tier.hot.filling()).toEqual({ id: 'one', position: 9_007_199_254_740_993n });
      expect(await tier.hot.held('anna')).toEqual([wine]);
    });

    it('does not answer a caller who has gone', async () => {
      await expect(
        tier.hot.recall({ userId: 'anna', query: 'wine', limit: 1 }, AbortSignal.abort()),
      ).rejects.toMatchObject({ name: 'AbortError' });
    });

    const changesOf = (
      life: readonly {
        userId: string;
        number: number;
        forgotten: boolean;
        word: string;
        position: number;
        time: number;
      }[],
    ) =>
      life.map(({ userId, number, forgotten, word, position, time: at }): Change => {
        if (forgotten) return removedMemory(userId, number, position, start + at);
        // What a memory is about does not change, so it happened when it was first recorded.
        const first = life.find((other) => other.userId === userId && other.number === number)!;
        const memory = heldMemory(userId, number, position, `${word} ${position}`, start + first.time);
        return { ...memory, expiresAt: start + first.time + HOT_MS };
      });

    it.each([
      ['few memories', 8, 40],
      ['more than it keeps', 500, 1_000],
    ])('live, replayed or delivered again in any order: the same (%s)', async (_, memories, length) => {
      await fc.assert(
        fc.asyncProperty(lives(memories, length), fc.infiniteStream(fc.nat()), async (life, random) => {
          const changes = changesOf(life);
          const end = start + life.at(-1)!.time;
          await tier.hot.begin({ id: 'live', position: 0n });
          for (let from = 0; from < changes.length; from += 25) {
            time = start + life[from]!.time;
            await apply(tier.hot, changes.slice(from, from + 25));
          }
          time = end;
          const live = [await tier.hot.held('anna'), await tier.hot.held('bert')];
          const found = await recall('anna', 'wine knee');

          // Again, all of it, over what is there.
          const shuffled = changes
            .map((change) => ({ change, key: random.next().value! }))
            .sort((one, other) => one.key - other.key)
            .map(({ change }) => change);
          await apply(tier.hot, shuffled);
          expect([await tier.hot.held('anna'), await tier.hot.held('bert')]).toEqual(live);

          // From nothing, out of order, in small pages, parts of it twice.
          await tier.hot.begin({ id: 'replay', position: 0n });
          for (let from = 0; from < shuffled.length; from += 40)
            await apply(tier.hot, shuffled.slice(Math.max(0, from - 10), from + 40));
          expect([await tier.hot.held('anna'), await tier.hot.held('bert')]).toEqual(live);
          expect(await recall('anna', 'wine knee')).toEqual(found);

          // Nobody feels the other: Anna alone gives Anna's.
          await tier.hot.begin({ id: 'alone', position: 0n });
          await apply(
            tier.hot,
            changes.filter(({ userId }) => userId === 'anna'),
          );
          expect(await tier.hot.held('anna')).toEqual(live[0]);
          expect(await recall('anna', 'wine knee')).toEqual(found);
          expect(await tier.hot.held('bert')).toEqual([]);
        }),
        { numRuns: memories > 100 ? Math.ceil(runs / 5) : runs, endOnFailure: true },
      );
    });
  });
};
