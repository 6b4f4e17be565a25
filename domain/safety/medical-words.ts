import { plainText } from './plain-text.ts';

/**
 * Names of diseases and words of medicine that no text worded by a model says (section 4.6 of the specification). Matched
 * at the start of a word, lower and upper case alike.
 */
const stems = [
  'illness',
  'disease',
  'disorder',
  'syndrome',
  'patholog',
  'symptom',
  'infect',
  'inflammat',
  'heal(?:s|ed|ing)?\\b',
  'therap',
  'prescri',
  'clinical',
  'overtrain',
  'covid',
  'coronavirus',
  'influenza',
  'flu\\b',
  'a cold\\b',
  'common cold',
  'fever',
  'virus',
  'viral',
  'bacteri',
  'pneumonia',
  'bronchitis',
  'mononucleosis',
  'sepsis',
  'myocarditis',
  'atrial fib',
  'afib\\b',
  'arrhythmi',
  'tachycardi',
  'bradycardi',
  'hypertensi',
  'hypotensi',
  'heart attack',
  'heart failure',
  'stroke\\b',
  'cancer',
  'tumou?r',
  'diabet',
  'an(?:a)?emi[ac]',
  'thyroid',
  'asthma',
  'copd\\b',
  'sleep apn',
  'insomnia',
  'narcolep',
  'depressi',
  'anxiety',
  'burnout',
  'ptsd\\b',
  'allerg',
  'sick(?:ness)?\\b',
];

const named = new RegExp(`(?<![\\p{L}])(?:${stems.join('|')})[\\p{L}]*`, 'giu');

/** `AF` only in capitals: it is part of no English word then. */
export const medicalWordsIn = (text: string): string[] => {
  const seen = plainText(text).replace(/\s+/g, ' ');
  return [...(seen.match(named) ?? []), ...(seen.match(/\bAF\b/g) ?? [])];
};
