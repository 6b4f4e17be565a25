import { type Embedder, toUnitLength } from './embedder.ts';
import { lexicalFeatures } from './lexical-features.ts';

/** Raise it with any change that gives another vector for some text: stored vectors are then made anew. */
const VERSION = 1;
const DIMENSION = 1_024;

/** FNV-1a over UTF-16 units, mixed by the finaliser of MurmurHash3, which FNV's low bits need. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/**
 * Each feature adds its weight, with a sign, to one of the dimensions: collisions cancel out on average (Weinberger et
 * al., Feature Hashing for Large Scale Multitask Learning, 2009).
 */
const vectorOf = (text: string): number[] => {
  const vector = new Array<number>(DIMENSION).fill(0);
  for (const [feature, weight] of lexicalFeatures(text)) {
    const code = hash(feature);
    vector[code % DIMENSION]! += code >= 0x80000000 ? weight : -weight;
  }
  return toUnitLength(vector);
};

/**
 * Texts that share words are close, misspelt ones too; synonyms are not. Needs no network and no model, and gives the
 * same vectors on every machine.
 */
export const localLexicalEmbedder: Embedder = {
  id: `local-lexical/${VERSION}/${DIMENSION}`,
  dimension: DIMENSION,
  // 28 words against 48 texts that have none of them: 99 of 100 below 0.11, all below 0.12.
  noise: 0.12,
  embed: async (texts, signal) => {
    signal.throwIfAborted();
    return texts.map(vectorOf);
  },
};
