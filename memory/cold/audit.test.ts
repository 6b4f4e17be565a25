import { expect, it } from 'vitest';
import { localLexicalEmbedder } from '../embedders/local-lexical.ts';
import { auditCold } from './audit.ts';
import { entry } from './testing/conformance.ts';
import { createFakeColdMemory } from './testing/fake-cold-memory.ts';

const signal = () => AbortSignal.timeout(5_000);
const filled = async (texts: readonly string[]) => {
  const cold = createFakeColdMemory(localLexicalEmbedder);
  const vectors = await localLexicalEmbedder.embed(texts, signal());
  await cold.upsert(
    texts.map((text, n) => entry(`user-${n % 3}`, { memoryId: `m${n}`, text, vector: vectors[n]! })),
    signal(),
  );
  return cold;
};
const numbered = (count: number) => Array.from({ length: count }, (_, n) => `note number ${n * 7919}`);

it.each([0, 1, 19, 20, 25, 61])('asks for every one of %i when the sample is large enough', async (count) => {
  const cold = await filled(numbered(count));
  expect(await auditCold(cold, localLexicalEmbedder, 1_000, signal())).toEqual({
    memories: count,
    asked: count,
    lost: [],
  });
});

it('names those that no query reaches, wherever they are', async () => {
  const cold = await filled(numbered(300));
  for (const n of [0, 150, 299]) cold.unreachable.add(`m${n}`);
  const { lost } = await auditCold(cold, localLexicalEmbedder, 300, signal());
  expect(lost.map(({ memoryId }) => memoryId).sort()).toEqual(['m0', 'm150', 'm299']);
});

it.each([
  [0, 0, 12],
  [1, 288, 300],
])('spreads a sample over the collection, shifted by %d to reach %i to %i', async (shift, from, to) => {
  const cold = await filled(numbered(300));
  for (let n = from; n < to; n++) cold.unreachable.add(`m${n}`);
  const { asked, lost } = await auditCold(cold, localLexicalEmbedder, 150, signal(), shift);
  expect(asked).toBe(150);
  expect(lost.length).toBeGreaterThanOrEqual(12);
  expect(new Set(cold.asked.map(({ userId }) => userId)).size).toBe(3);
});

it('does not take memories for lost that say the same as many others', async () => {
  const cold = await filled(Array.from({ length: 60 }, () => 'good morning'));
  expect((await auditCold(cold, localLexicalEmbedder, 60, signal())).lost).toEqual([]);
});

it('leaves out what cannot be asked for', async () => {
  const cold = await filled(['tea', '...', 'coffee']);
  expect(await auditCold(cold, localLexicalEmbedder, 10, signal())).toMatchObject({ memories: 3, asked: 2 });
});
