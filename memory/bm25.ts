import { type WeightedText, withSynonyms } from './health-synonyms.ts';
import { countTerms } from './terms.ts';

/** Constants of Okapi BM25 as commonly used (Robertson and Zaragoza 2009); `b` as measured on long and short texts. */
export const k1 = 1.2;
export const b = 0.75;

/** A text ready for scoring. Plain data: it can be kept as JSON. */
export interface IndexedText {
  /** How often each term stands in the text. Look up with `Object.hasOwn`: any word can be a term. */
  readonly terms: Readonly<Record<string, number>>;
  /** Terms with repeats. */
  readonly length: number;
}

export const indexText = (text: string): IndexedText => {
  const counts = countTerms(text);
  let length = 0;
  for (const count of counts.values()) length += count;
  return { terms: Object.fromEntries(counts), length };
};

/** The terms searched for, in a fixed order; a term that several parts name has the largest of their weights. */
const weightsOf = (parts: readonly WeightedText[]): [term: string, weight: number][] => {
  const weights = new Map<string, number>();
  for (const { text, weight } of parts)
    for (const term of countTerms(text).keys()) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  return [...weights].sort(([one], [other]) => (one < other ? -1 : 1));
};

/**
 * BM25 of each text for a query and its synonyms, with the frequencies of these texts alone; 0 where no term matches.
 * Divided by what a text of mean length would score that has each written word of the query once: about 1 says that
 * everything asked for is there, and few matches among few texts stay small.
 */
export const coverageScores = (query: string, texts: readonly IndexedText[]): number[] => {
  const weights = weightsOf(withSynonyms(query));
  const meanLength = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const scores = texts.map(() => 0);
  let complete = 0;
  for (const [term, weight] of weights) {
    const counts = texts.map(({ terms }) => (Object.hasOwn(terms, term) ? terms[term]! : 0));
    const containing = counts.filter((count) => count > 0).length;
    const rarity = Math.log(1 + (texts.length - containing + 0.5) / (containing + 0.5));
    if (weight === 1) complete += rarity;
    counts.forEach((count, index) => {
      if (count === 0) return;
      const damping = k1 * (1 - b + (b * texts[index]!.length) / meanLength);
      scores[index]! += (weight * rarity * count * (k1 + 1)) / (count + damping);
    });
  }
  return scores.map((score) => (score === 0 ? 0 : score / complete));
};
