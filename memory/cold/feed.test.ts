import { describe, expect, it } from 'vitest';
import { CodedError } from '../../domain/errors.ts';
import type { MemoryEvent } from '../../domain/memory.ts';
import type { Recorded } from '../../eventstore/event-store.ts';
import type { Embedder } from '../embedders/embedder.ts';
import { localLexicalEmbedder } from '../embedders/local-lexical.ts';
import { keyOf } from './entries.ts';
import { coldMemoryFeedName, createColdMemoryFeed } from './feed.ts';
import { createFakeColdMemory } from './testing/fake-cold-memory.ts';

let position = 0n;
const event = (type: MemoryEvent['type'], userId: string, memoryId: string, text = '') => {
  position++;
  const facts = { memoryId, userId, kind: 'message', text, occurredAt: '2021-12-12', sourceEventIds: ['e1'] };
  const data = type === 'MemoryForgotten' ? { memoryId, userId, reason: 'test' } : facts;
  return { id: `event-${position}`, type, data, position } as unknown as Recorded;
};
const textsIn = (cold: ReturnType<typeof createFakeColdMemory>) =>
  [...cold.entries.values()].map(({ text }) => text).sort();

describe('the feed of the cold memory', () => {
  it('has a name, and so a checkpoint, for each engine and embedder', () => {
    const names = ['a/1/2', 'b/1/2'].flatMap((id) => [
      coldMemoryFeedName('chroma', id),
      coldMemoryFeedName('postgres', id),
    ]);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^cold_memory_(chroma|postgres)_[0-9a-f]{12}$/);
  });

  it('keeps what stands: the newest of a page, nothing forgotten, nothing that cannot be found', async () => {
    const cold = createFakeColdMemory(localLexicalEmbedder);
    const { react } = createColdMemoryFeed(cold, localLexicalEmbedder);
    const page = [
      event('MemoryFormed', 'anna', 'm1', 'tea'),
      event('MemoryFormed', 'bert', 'm1', 'coffee'),
      event('MemorySuperseded', 'anna', 'm1', 'water'),
      event('MemoryFormed', 'anna', 'm2', 'wine'),
      event('MemoryForgotten', 'anna', 'm2'),
      event('MemoryFormed', 'anna', 'm3', '???'),
    ];
    await react(page);
    await react(page);
    expect(textsIn(cold)).toEqual(['coffee', 'water']);
    const stored = cold.entries.get(keyOf({ userId: 'anna', memoryId: 'm1' }));
    const [vector] = await localLexicalEmbedder.embed(['water'], AbortSignal.timeout(1_000));
    expect(stored).toEqual({
      userId: 'anna',
      memoryId: 'm1',
      kind: 'message',
      text: 'water',
      occurredAt: '2021-12-12',
      sourceEventIds: ['e1'],
      vector,
    });
    await react([event('MemoryForgotten', 'anna', 'm1'), event('MemorySuperseded', 'bert', 'm1', '...')]);
    expect(textsIn(cold)).toEqual([]);
    await react([event('MemoryFormed', 'anna', 'm1', 'milk')]);
    expect(textsIn(cold)).toEqual(['milk']);
  });

  it('makes a collection that is missing only where its checkpoint is at the beginning', async () => {
    const cold = createFakeColdMemory(localLexicalEmbedder);
    const { resumeFrom } = createColdMemoryFeed(cold, localLexicalEmbedder);
    expect(await resumeFrom(7n)).toBe(7n);
    cold.there = false;
    expect(await resumeFrom(7n)).toBe(0n);
    expect(cold.there).toBe(false);
    expect(await resumeFrom(0n)).toBe(0n);
    expect(cold.there).toBe(true);
    expect(await resumeFrom(7n)).toBe(7n);
  });

  it('goes on after a failure with the vectors it has', async () => {
    const cold = createFakeColdMemory(localLexicalEmbedder);
    const asked: string[] = [];
    const embedder: Embedder = {
      ...localLexicalEmbedder,
      embed: async (texts, signal) => {
        if (asked.length > 0 && asked.length % 32 === 0 && asked.at(-1) !== 'again') {
          asked.push('again');
          throw new CodedError('engine_unavailable', 503, 'slow');
        }
        asked.push(...texts);
        return localLexicalEmbedder.embed(texts, signal);
      },
    };
    const { react } = createColdMemoryFeed(cold, embedder);
    const page = Array.from({ length: 60 }, (_, n) => event('MemoryFormed', 'anna', `m${n}`, `tea ${n}`));
    await expect(react(page)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await react(page);
    expect(cold.entries.size).toBe(60);
    expect(asked.filter((text) => text !== 'again')).toHaveLength(60);
    for (const { text, vector } of cold.entries.values())
      expect([vector]).toEqual(await localLexicalEmbedder.embed([text], AbortSignal.timeout(1_000)));
  });
});
