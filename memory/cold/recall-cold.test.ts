import { describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { localLexicalEmbedder } from '../embedders/local-lexical.ts';
import { createColdRecall } from './recall-cold.ts';
import { entry } from './testing/conformance.ts';
import { createFakeColdMemory } from './testing/fake-cold-memory.ts';

const signal = () => AbortSignal.timeout(5_000);

const counting = (embedder: Embedder = localLexicalEmbedder) => {
  const asked: string[] = [];
  return {
    ...embedder,
    asked,
    embed: (texts: readonly string[], stop: AbortSignal) => {
      asked.push(...texts);
      return embedder.embed(texts, stop);
    },
  };
};

const filled = async (texts: readonly string[], embedder: Embedder = localLexicalEmbedder) => {
  const cold = createFakeColdMemory(embedder);
  const vectors = await embedder.embed(texts, signal());
  await cold.upsert(
    texts.map((text, n) => entry('anna', { memoryId: `m${n}`, text, vector: vectors[n]! })),
    signal(),
  );
  return cold;
};

describe('cold recall', () => {
  it('answers memories as recall does, scored by their cosine, best first', async () => {
    const cold = await filled(['a long meeting', 'my knee hurts after running', 'knee']);
    const recall = createColdRecall({ cold, embedder: localLexicalEmbedder });
    const { memories, partial } = await recall.recall({ userId: 'anna', query: 'knee', limit: 2 }, signal());
    expect(partial).toBe(false);
    expect(memories.map(({ memoryId }) => memoryId)).toEqual(['m2', 'm1']);
    expect(memories[0]).toEqual({
      memoryId: 'm2',
      kind: 'message',
      text: 'knee',
      occurredAt: '2021-12-12',
      sourceEventIds: ['e1'],
      score: 1,
      tier: 'cold',
    });
    expect(memories[1]!.score).toBeGreaterThan(0);
    expect(memories[1]!.score).toBeLessThan(1);
    expect(cold.asked).toEqual([{ userId: 'anna', limit: 2 }]);
  });

  it('of equal ones answers the newer first', async () => {
    const cold = createFakeColdMemory(localLexicalEmbedder);
    const [vector] = await localLexicalEmbedder.embed(['tea'], signal());
    const at = (memoryId: string, occurredAt: string) =>
      entry('anna', { memoryId, occurredAt, text: 'tea', vector: vector! });
    await cold.upsert([at('c', '2021-01-01'), at('b', '2021-01-02'), at('a', '2021-01-02')], signal());
    const { memories } = await createColdRecall({ cold, embedder: localLexicalEmbedder }).recall(
      { userId: 'anna', query: 'tea', limit: 9 },
      signal(),
    );
    expect(memories.map(({ memoryId }) => memoryId)).toEqual(['a', 'b', 'c']);
  });

  it('embeds a question once, and asks nothing for one that says nothing', async () => {
    const cold = await filled(['tea']);
    const embedder = counting();
    const recall = createColdRecall({ cold, embedder });
    for (const query of ['tea', 'tea', 'coffee', 'tea', '?!', '']) {
      const { memories } = await recall.recall({ userId: 'anna', query, limit: 5 }, signal());
      if (query === '?!' || query === '') expect(memories).toEqual([]);
    }
    expect(embedder.asked).toEqual(['tea', 'coffee', '?!', '']);
    expect(cold.asked).toHaveLength(4);
  });

  it('passes on that the engine or the embedder is not available, and keeps no failure', async () => {
    const cold = await filled(['tea']);
    let down = true;
    const embedder: Embedder = {
      ...localLexicalEmbedder,
      embed: (texts, stop) => {
        if (down) throw new CodedError('engine_unavailable', 503, 'down');
        return localLexicalEmbedder.embed(texts, stop);
      },
    };
    const recall = createColdRecall({ cold, embedder });
    const request = { userId: 'anna', query: 'tea', limit: 5 };
    await expect(recall.recall(request, signal())).rejects.toMatchObject({ code: 'engine_unavailable' });
    down = false;
    expect((await recall.recall(request, signal())).memories).toHaveLength(1);
    await expect(recall.recall(request, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });

  it('asks the older collection, by its own embedder, until the newer has caught up, and never after', async () => {
    const older = counting({ ...localLexicalEmbedder, id: 'older/1/1024' });
    const newer = counting();
    const oldCold = await filled(['old tea'], localLexicalEmbedder);
    const newCold = await filled(['new tea'], localLexicalEmbedder);
    let caughtUp = false;
    let looked = 0;
    const hasBeenCaughtUpWith = async () => {
      looked++;
      return caughtUp;
    };
    const recall = createColdRecall(
      { cold: newCold, embedder: newer },
      { cold: oldCold, embedder: older, hasBeenCaughtUpWith },
    );
    const ask = async () =>
      (await recall.recall({ userId: 'anna', query: 'tea', limit: 5 }, signal())).memories[0]!.text;
    expect(await ask()).toBe('old tea');
    caughtUp = true;
    expect(await ask()).toBe('new tea');
    caughtUp = false;
    expect(await ask()).toBe('new tea');
    expect(looked).toBe(2);
    expect([older.asked, newer.asked]).toEqual([['tea'], ['tea']]);
  });
});
