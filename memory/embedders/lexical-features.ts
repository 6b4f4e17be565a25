import { countTerms } from '../terms.ts';

const GRAM = 4;
/** Of all grams of one term together, beside 1 for the term: enough to bridge a misspelling. */
const GRAMS_OF_A_TERM = 0.5;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

const gramsOf = (term: string): string[] => {
  const bounded = `^${term}$`;
  return Array.from({ length: Math.max(0, bounded.length - GRAM + 1) }, (_, at) =>
    bounded.slice(at, at + GRAM),
  );
};

/**
 * What a text is made of and how much each counts: the terms that recall by words uses, and their pieces of four letters.
 * A term said n times counts 1 + ln n.
 */
export const lexicalFeatures = (text: string): Map<string, number> => {
  const features = new Map<string, number>();
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight);
  };
  for (const [term, count] of countTerms(plain(text))) {
    const weight = 1 + Math.log(count);
    add(`w:${term}`, weight);
    if (/\d/.test(term)) continue;
    const grams = gramsOf(term);
    for (const gram of grams) add(`g:${gram}`, (weight * GRAMS_OF_A_TERM) / grams.length);
  }
  return features;
};
