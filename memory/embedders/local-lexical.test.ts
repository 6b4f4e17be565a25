import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZero } from './embedder.ts';
import { lexicalFeatures } from './lexical-features.ts';
import { localLexicalEmbedder } from './local-lexical.ts';
import { cosine, describeEmbedder } from './testing/conformance.ts';

describeEmbedder('local lexical', () => localLexicalEmbedder);

const embed = (...texts: string[]) => localLexicalEmbedder.embed(texts, AbortSignal.timeout(5_000));

describe('local lexical', () => {
  it('gives what its version gives: another vector needs another version', async () => {
    const [vector] = await embed('Night to Sunday 12 December 2021 (2021-12-12): HRV 47 ms, running, naïve.');
    const digest = createHash('sha256')
      .update(vector!.map((value) => value.toFixed(6).replace('-0.000000', '0.000000')).join())
      .digest('hex');
    expect([localLexicalEmbedder.id, digest.slice(0, 16)]).toMatchInlineSnapshot(`
      [
        "local-lexical/1/1024",
        "a2002c3587f4ae1f",
      ]
    `);
  });

  it('is of length 1 or zero for any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const [vector] = await embed(text);
        expect(isZero(vector!) || Math.abs(cosine(vector!, vector!) - 1) < 1e-9).toBe(true);
        expect(isZero(vector!)).toBe(lexicalFeatures(text).size === 0);
      }),
      { numRuns: 200 },
    );
  });

  it('sees through case, accents, word forms and a misspelling', async () => {
    const [asked, form, accent, slip, other] = await embed(
      'magnesium before training',
      'Magnesium, trained before',
      'mágnesium TRAINING',
      'magnesuim trainning',
      'cappuccino after lunch',
    );
    expect(cosine(asked!, form!)).toBeGreaterThan(0.7);
    expect(cosine(asked!, accent!)).toBeCloseTo(1);
    expect(cosine(asked!, slip!)).toBeGreaterThan(cosine(asked!, other!) + 0.1);
  });

  it('tells dates apart', async () => {
    const [asked, same, other] = await embed('how was 2021-12-12', 'night 2021-12-12', 'night 2021-12-13');
    expect(cosine(asked!, same!)).toBeGreaterThan(cosine(asked!, other!) + 0.1);
  });

  it('has texts without a word in common nearly at right angles', async () => {
    const words = (seed: string) =>
      Array.from({ length: 12 }, (_, n) =>
        createHash('sha256').update(`${seed}${n}`).digest('hex').replace(/\d/g, '').slice(0, 8),
      );
    const vectors = await embed(...Array.from({ length: 40 }, (_, n) => words(`t${n}`).join(' ')));
    const between = vectors.slice(1).map((vector) => Math.abs(cosine(vectors[0]!, vector)));
    expect(Math.max(...between)).toBeLessThan(0.25);
  });
});
