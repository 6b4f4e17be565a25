import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Recall, RecalledMemory, Tier } from './recall.ts';
import { createTieredRecall, TIER_DEADLINE_MS, type TieredRecallOptions } from './tiered-recall.ts';

const memory = (
  id: string,
  score: number,
  tier: Tier,
  over: Partial<RecalledMemory> = {},
): RecalledMemory => ({
  memoryId: id,
  kind: 'message',
  text: `${tier} text of ${id}`,
  occurredAt: '2026-03-02',
  sourceEventIds: ['e'],
  score,
  tier,
  ...over,
});
const answers = (tier: Tier, scores: Record<string, number>, partial = false): Recall => ({
  recall: async () => ({
    memories: Object.entries(scores).map(([id, score]) => memory(id, score, tier)),
    partial,
  }),
});
const never: Recall = { recall: () => new Promise(() => {}) };
const broken: Recall = { recall: () => Promise.reject(new Error('down')) };
const throws: Recall = {
  recall: () => {
    throw new Error('down');
  },
};

const request = { userId: 'anna', query: 'q', limit: 10 };
const recall = async (
  tiers: Partial<Record<Tier, Recall>>,
  options?: TieredRecallOptions,
  limit = request.limit,
) => createTieredRecall(tiers, options).recall({ ...request, limit }, AbortSignal.timeout(10_000));
const scoresOf = async (tiers: Partial<Record<Tier, Recall>>) =>
  Object.fromEntries((await recall(tiers)).memories.map(({ memoryId, score }) => [memoryId, score]));

describe('fusing', () => {
  it('adds words and vectors, each between its lowest and highest, 1 to 0.3', async () => {
    const warm = answers('warm', { a: 8, b: 4 });
    const cold = answers('cold', { b: 0.9, c: 0.7, d: 0.5 });
    expect(await scoresOf({ warm, cold })).toEqual({
      a: expect.closeTo(1 / 1.3, 8),
      b: expect.closeTo((0.5 + 0.3) / 1.3, 8),
      c: expect.closeTo(0.15 / 1.3, 8),
      d: 0,
    });
  });

  it('counts hot and warm as one signal, the higher of both', async () => {
    const hot = answers('hot', { a: 0.9, b: 0.2, c: 1.7 });
    const warm = answers('warm', { b: 8, a: 4 });
    expect(await scoresOf({ hot, warm })).toEqual({ c: 1, b: 1, a: 0.9 });
  });

  it('does not let the best of a few poor hot ones become the best of all', async () => {
    const { memories } = await recall({
      hot: answers('hot', { poor: 0.1 }),
      warm: answers('warm', { good: 8, poor: 1 }),
    });
    expect(memories.map(({ memoryId }) => memoryId)).toEqual(['good', 'poor']);
  });

  it('has each memory once, with the text of the hottest copy', async () => {
    const { memories, partial } = await recall({
      cold: answers('cold', { a: 1, b: 0.5 }),
      warm: answers('warm', { a: 3, b: 2 }),
      hot: answers('hot', { a: 0.2 }),
    });
    expect(memories.map(({ memoryId, text, tier }) => ({ memoryId, text, tier }))).toEqual([
      { memoryId: 'a', text: 'hot text of a', tier: 'hot' },
      { memoryId: 'b', text: 'warm text of b', tier: 'warm' },
    ]);
    expect(partial).toBe(false);
  });

  it('asks for more than it answers, of the same person with the same words', async () => {
    const asked: unknown[] = [];
    const warm: Recall = {
      recall: async (wanted) => {
        asked.push(wanted);
        return { memories: ['a', 'b', 'c'].map((id) => memory(id, 1, 'warm')), partial: false };
      },
    };
    expect((await recall({ warm }, {}, 2)).memories).toHaveLength(2);
    await recall({ warm }, {}, 50);
    expect(asked).toEqual([
      { userId: 'anna', query: 'q', limit: 20 },
      { userId: 'anna', query: 'q', limit: 100 },
    ]);
  });

  it('sends ties to the newer one, then to the smaller id, whichever tier answers first', async () => {
    const tie = (order: readonly string[], pauses: number): Recall => ({
      recall: async () => {
        for (let n = 0; n < pauses; n++) await Promise.resolve();
        return {
          memories: order.map((id) =>
            memory(id, 0.5, 'warm', { occurredAt: id === 'new' ? '2026-03-03' : '2026-03-02' }),
          ),
          partial: false,
        };
      },
    });
    for (const [hot, warm] of [
      [tie(['b', 'new', 'a'], 0), tie(['c'], 9)],
      [tie(['a', 'b', 'new'], 9), tie(['c'], 0)],
    ] as const) {
      const { memories } = await recall({ hot, warm: { recall: warm.recall } });
      expect(memories.map(({ memoryId }) => memoryId)).toEqual(['c', 'new', 'a', 'b']);
    }
  });

  it('scores from 0 to 1, best first, no more than the limit, nothing twice, whatever the tiers say', async () => {
    const tier = (name: Tier) =>
      fc
        .uniqueArray(fc.tuple(fc.nat(12), fc.double({ min: -1, max: 50, noNaN: true })), {
          selector: ([id]) => id,
          maxLength: 12,
        })
        .map((pairs) => answers(name, Object.fromEntries(pairs.map(([id, score]) => [`m${id}`, score]))));
    await fc.assert(
      fc.asyncProperty(
        tier('hot'),
        tier('warm'),
        tier('cold'),
        fc.nat(15),
        async (hot, warm, cold, limit) => {
          const { memories } = await recall({ hot, warm, cold }, {}, limit);
          expect(memories.length).toBeLessThanOrEqual(limit);
          expect(new Set(memories.map(({ memoryId }) => memoryId)).size).toBe(memories.length);
          const scores = memories.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((one, other) => other - one));
          for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        },
      ),
    );
  });
});

describe('tiers that fail', () => {
  const warm = answers('warm', { a: 1 });

  it.each([
    ['is down', broken],
    ['throws', throws],
    ['is late', never],
    ['is partial itself', answers('cold', {}, true)],
  ])('one that %s makes the answer partial, no more', async (_, cold) => {
    const { memories, partial } = await recall({ warm, cold }, { deadlineMs: { cold: 20 } });
    expect(memories.map(({ memoryId }) => memoryId)).toEqual(['a']);
    expect(partial).toBe(true);
  });

  it('all of them: nothing, and partial; each is reported', async () => {
    const failed: Tier[] = [];
    const options = { deadlineMs: { hot: 5 }, onFailed: (tier: Tier) => failed.push(tier) };
    expect(await recall({ hot: never, warm: broken, cold: throws }, options)).toEqual({
      memories: [],
      partial: true,
    });
    expect(failed.sort()).toEqual(['cold', 'hot', 'warm']);
  });

  it('are waited for in parallel, no longer than each may take, and told when it is over', async () => {
    const told: unknown[] = [];
    const listens: Recall = {
      recall: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            told.push(signal.reason);
            reject(signal.reason);
          });
        }),
    };
    vi.useFakeTimers();
    try {
      const recalled = recall({ hot: listens, warm: listens, cold: listens });
      const { hot, warm, cold } = TIER_DEADLINE_MS;
      const late = [hot, warm, cold].map((ms) => `Error: no answer within ${ms} ms`);
      for (const [passes, so] of [
        [hot - 1, 0],
        [1, 1],
        [warm - hot, 2],
        [cold - warm - 1, 2],
        [1, 3],
      ] as const) {
        await vi.advanceTimersByTimeAsync(passes);
        expect(told.map(String)).toEqual(late.slice(0, so));
      }
      expect(await recalled).toEqual({ memories: [], partial: true });
    } finally {
      vi.useRealTimers();
    }
  });

  it('end with the caller who goes', async () => {
    const gone = new AbortController();
    const answer = createTieredRecall({ warm: never }).recall(request, gone.signal);
    gone.abort(new Error('gone'));
    await expect(answer).rejects.toThrow('gone');
    await expect(createTieredRecall({ warm }).recall(request, gone.signal)).rejects.toThrow('gone');
  });
});
