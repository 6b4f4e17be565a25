import { beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, isZero } from '../embedder.ts';

const signal = () => AbortSignal.timeout(30_000);

export const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** What every embedder keeps to. */
export const describeEmbedder = (name: string, open: () => Promise<Embedder> | Embedder): void => {
  describe(`embedder: ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
    });

    it('names itself with a version and its dimension', () => {
      expect(embedder.id.split('/').length).toBeGreaterThanOrEqual(3);
      expect(embedder.id.endsWith(`/${embedder.dimension}`)).toBe(true);
    });

    it('answers one vector of length 1 a text, in order, however many there are', async () => {
      const texts = Array.from(
        { length: 150 },
        (_, n) => `note ${n} about ${n % 2 === 0 ? 'wine' : 'running'}`,
      );
      const vectors = await embedder.embed(texts, signal());
      expect(vectors).toHaveLength(150);
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.dimension);
        expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      }
      const [alone] = await embedder.embed([texts[149]!], signal());
      expect(cosine(alone!, vectors[149]!)).toBeGreaterThan(0.9999);
      expect(await embedder.embed([], signal())).toEqual([]);
    });

    it('gives the same text the same vector', async () => {
      const [first, second] = await embedder.embed(['my knee hurts', 'my knee hurts'], signal());
      expect(cosine(first!, second!)).toBeCloseTo(1, 5);
    });

    it('puts a text nearer to one about the same than to another', async () => {
      const [asked, near, far] = await embedder.embed(
        [
          'my knee hurts after running',
          'the left knee hurt when I ran yesterday',
          'a long meeting about budgets',
        ],
        signal(),
      );
      expect(cosine(asked!, near!)).toBeGreaterThan(cosine(asked!, far!) + 0.1);
    });

    it('has zeros for a blank text, and takes odd ones', async () => {
      const odd = [
        '',
        '  \n',
        '\ud800 broken pair',
        'x\u0000y',
        'überraschend 心拍数',
        'word '.repeat(5_000),
      ];
      const vectors = await embedder.embed(odd, signal());
      expect(vectors.map(isZero)).toEqual([true, true, false, false, false, false]);
      for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true);
    });

    it('throws the reason of a signal that is aborted', async () => {
      const reason = new Error('enough');
      await expect(embedder.embed(['x'], AbortSignal.abort(reason))).rejects.toBe(reason);
    });
  });
};
