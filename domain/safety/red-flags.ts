import { emergency, emergencyIdioms } from './emergency.ts';
import { emergencyGerman, emergencyGermanIdioms } from './emergency-german.ts';
import { emergencyWords } from './emergency-words.ts';
import { isNegated } from './negation.ts';
import { type PhraseBook, phraseBook } from './phrases.ts';
import { selfHarm, selfHarmIdioms } from './self-harm.ts';
import { selfHarmDenied, selfHarmDespiteDenial } from './self-harm-denied.ts';
import { selfHarmGerman, selfHarmGermanIdioms } from './self-harm-german.ts';
import { selfHarmGermanIndirect } from './self-harm-german-indirect.ts';
import { selfHarmIndirect } from './self-harm-indirect.ts';
import { selfHarmWords } from './self-harm-words.ts';
import { isToldAsPast } from './told-as-past.ts';
import { type Sentence, sentencesOf } from './words.ts';

/** `SF1`: thoughts of dying or self-harm. `SF2`: symptoms of an emergency. */
export type RedFlag = 'SF1' | 'SF2';

const despiteDenial = phraseBook(selfHarmDespiteDenial, selfHarmWords);
const harmlessOfSelfHarm = phraseBook(
  [...selfHarmIdioms, ...selfHarmGermanIdioms, ...selfHarmDenied],
  selfHarmWords,
);
const sayingSelfHarm = phraseBook(
  [...selfHarm, ...selfHarmIndirect, ...selfHarmGerman, ...selfHarmGermanIndirect],
  selfHarmWords,
);
const harmlessOfEmergency = phraseBook([...emergencyIdioms, ...emergencyGermanIdioms], emergencyWords);
const sayingEmergency = phraseBook([...emergency, ...emergencyGerman], emergencyWords);

/**
 * Red flags of a free English or German text (both are always looked for), SF1 first. Recall comes before precision: a
 * negation counts only where it plainly belongs to the words ("no chest pain"), and a story only as over where it says
 * so (`told-as-past.ts`).
 */
export const screen = (text: string): RedFlag[] => {
  const sentences = sentencesOf(text);
  const flags: RedFlag[] = [];
  if (sentences.some(saysSelfHarm)) flags.push('SF1');
  if (sentences.some(saysEmergency)) flags.push('SF2');
  return flags;
};

const saysSelfHarm = (sentence: Sentence, index: number, all: readonly Sentence[]): boolean =>
  despiteDenial.search(sentence, () => true) ||
  sayingSelfHarm.search(
    without(sentence, harmlessOfSelfHarm),
    (match) => !isToldAsPast(sentence, all[index + 1], match, 'is never over'),
  );

const saysEmergency = (sentence: Sentence, index: number, all: readonly Sentence[]): boolean => {
  const rest = without(sentence, harmlessOfEmergency);
  return sayingEmergency.search(
    rest,
    (match) => !isToldAsPast(sentence, all[index + 1], match, 'may be over'),
    (at) => !isNegated(rest, at),
  );
};

const nothing = { spellings: [''] } as const;

/** The sentence with harmless sayings blanked, so that what remains of it is still read. */
function without(sentence: Sentence, harmless: PhraseBook): Sentence {
  const taken = new Set<number>();
  harmless.search(sentence, ({ at }) => {
    for (let place = at[0]!; place <= at.at(-1)!; place++) taken.add(place);
    return false;
  });
  if (taken.size === 0) return sentence;
  return { ...sentence, words: sentence.words.map((word, place) => (taken.has(place) ? nothing : word)) };
}
