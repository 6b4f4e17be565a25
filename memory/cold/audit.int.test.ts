import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localLexicalEmbedder } from '../embedders/local-lexical.ts';
import { auditCold } from './audit.ts';
import type { ColdEntry, ColdMemory } from './cold-memory.ts';
import { cosineDistance } from './cosine-distance.ts';
import { chromaUrl, createTestChroma, type TestChroma } from './testing/chroma-server.ts';
import { entry } from './testing/conformance.ts';

const url = chromaUrl();
if (url === undefined) describe.skip('CHROMA_URL is not set: no Chroma to audit', () => it('', () => {}));
else
  describe('what stays reachable in Chroma', () => {
    const signal = () => AbortSignal.timeout(50_000);
    let chroma: TestChroma;
    let cold: ColdMemory;
    beforeAll(async () => {
      chroma = createTestChroma(url);
      cold = chroma.engine.open(localLexicalEmbedder);
      await cold.prepare(signal());
    });
    afterAll(() => chroma.drop());

    const topics = [
      'wine',
      'the left knee',
      'a late meeting',
      'running uphill',
      'cold showers',
      'jet lag',
      'green tea',
    ];
    const moods = ['felt fine after', 'slept badly because of', 'wants less of', 'likes', 'complained about'];
    /** Very unequal shares: a filter that leaves few of many is where a graph index loses most. */
    const personOf = (n: number): string => (n % 40 === 0 ? 'few' : n % 6 === 0 ? 'some' : 'many');
    const textOf = (n: number, version: number): string =>
      `note ${n * 7919 + version}: ${moods[n % moods.length]} ${topics[n % topics.length]}, day ${(n * 31) % 365}`;
    const entriesOf = async (numbers: readonly number[], version: number): Promise<ColdEntry[]> => {
      const texts = numbers.map((n) => textOf(n, version));
      const vectors = await localLexicalEmbedder.embed(texts, signal());
      return numbers.map((n, at) =>
        entry(personOf(n), { memoryId: `m${n}`, text: texts[at]!, vector: vectors[at]! }),
      );
    };

    it('is answered as comparing with every one does', async () => {
      const numbers = Array.from({ length: 700 }, (_, n) => 100_000 + n);
      const entries = await entriesOf(numbers, 0);
      await cold.upsert(entries, signal());
      const questions = await localLexicalEmbedder.embed(
        ['wine and sleep', 'my left knee', 'note 42 jet lag', 'likes day 31'],
        signal(),
      );
      for (const question of questions) {
        const distances = entries
          .filter(({ userId }) => userId === 'many')
          .map(({ vector }) => cosineDistance(vector, question))
          .sort((a, z) => a - z);
        const found = await cold.query('many', question, 25, signal());
        expect(found).toHaveLength(25);
        found.forEach(({ distance }, at) => {
          expect(distance).toBeCloseTo(distances[at]!, 5);
        });
      }
      await cold.remove(entries, signal());
    });

    it('is every memory after 3,000 upserts, 1,000 updates and 1,500 deletes', async () => {
      const all = Array.from({ length: 3_000 }, (_, n) => n);
      await cold.upsert(await entriesOf(all, 0), signal());
      await cold.upsert(
        await entriesOf(
          all.filter((n) => n % 3 === 0),
          1,
        ),
        signal(),
      );
      const gone = all
        .filter((n) => (n * 7) % 10 < 5)
        .map((n) => ({ userId: personOf(n), memoryId: `m${n}` }));
      expect(gone).toHaveLength(1_500);
      await cold.remove(gone, signal());
      const audit = await auditCold(cold, localLexicalEmbedder, 500, signal());
      expect(audit).toEqual({ memories: 1_500, asked: 500, lost: [] });
    });
  });
