import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageScores, indexText } from './bm25.ts';
import { countTerms } from './terms.ts';

describe('terms', () => {
  it('are stems without stop words; dates and decimals stay whole', () => {
    expect(
      Object.fromEntries(countTerms("Running, I ran to the café on 2021-12-12: 47.5 ms. Don't run! HRV B12")),
    ).toEqual({ run: 2, ran: 1, café: 1, '2021-12-12': 1, '47.5': 1, ms: 1, hrv: 1, b12: 1 });
    expect(indexText('green green tea')).toEqual({ terms: { green: 2, tea: 1 }, length: 3 });
  });
});

describe('scores', () => {
  const score = (query: string, ...texts: string[]) => coverageScores(query, texts.map(indexText));

  it('are BM25 by hand', () => {
    // Two texts of 2 and 4 terms, mean 3; "tea" in one of them: rarity ln(1 + 1.5 / 1.5) = ln 2.
    const damping = 1.2 * (0.25 + (0.75 * 2) / 3);
    expect(score('tea', 'green tea', 'four quite different words here')[0]).toBeCloseTo(
      2.2 / (1 + damping),
      9,
    );
    // "black" is in none: rarity ln(1 + 2.5 / 0.5) = ln 6 is missing from what was asked for.
    const share = Math.log(2) / (Math.log(2) + Math.log(6));
    expect(score('black tea', 'green tea', 'four quite different words here')[0]).toBeCloseTo(
      (share * 2.2) / (1 + damping),
      9,
    );
  });

  it('are 1 for a text of mean length with every word asked for, and small for a poor match', () => {
    const [all, poor, none] = score(
      'knee pain running',
      'knee pain running',
      'running shoes bought',
      'two big dogs',
    );
    expect(all).toBeCloseTo(1, 9);
    expect(poor).toBeLessThan(0.4);
    expect(none).toBe(0);
  });

  it('are never negative, whatever the texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 8 }), (query, texts) => {
        for (const value of score(query, ...texts)) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
