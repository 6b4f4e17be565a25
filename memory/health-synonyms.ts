/** A part of a query and how much its terms count, 1 being a word the person wrote. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** Words of one group mean nearly the same in this field. Hand-made and short: every line is one a person may ask by. */
const groups: readonly (readonly string[])[] = [
  ['HRV', 'heart rate variability', 'RMSSD'],
  ['RHR', 'resting heart rate', 'resting pulse'],
  ['pulse', 'heart rate', 'bpm'],
  ['breathing', 'breath', 'respiration', 'respiratory rate'],
  ['skin temperature', 'body temperature', 'temp'],
  ['sleep', 'slept', 'nap'],
  ['training', 'workout', 'exercise', 'session'],
  ['run', 'ran', 'jog'],
  ['tired', 'fatigue', 'exhausted', 'worn out'],
  ['stress', 'tense', 'pressure'],
  ['alcohol', 'drank', 'wine', 'beer'],
  ['travel', 'flight', 'jet lag'],
  ['under strain', 'strained'],
  ['ready', 'primed', 'recovered'],
  ['sore', 'ache', 'pain'],
  ['unusual pattern', 'illness', 'ill', 'sick', 'unwell', 'fever', 'infection'],
];

/** A synonym must never outweigh a word that was written. */
const SYNONYM_WEIGHT = 0.3;

const mentions = (query: string, phrase: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${phrase}(?![\\p{L}\\p{N}])`, 'iu').test(query);

/**
 * The query as written, and the synonyms of what it mentions. The weight of a synonym is shared by its words, so that
 * a long one does not count more than a short one.
 */
export const withSynonyms = (query: string): WeightedText[] => {
  const added = groups
    .filter((group) => group.some((phrase) => mentions(query, phrase)))
    .flatMap((group) => group.filter((phrase) => !mentions(query, phrase)))
    .map((text) => ({ text, weight: SYNONYM_WEIGHT / text.split(' ').length }));
  return [{ text: query, weight: 1 }, ...added];
};
