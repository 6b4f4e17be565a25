import { emergency, emergencyIdioms } from './emergency.ts';
import { emergencyConcepts, emergencyEveryday } from './emergency-concepts.ts';
import { emergencyGerman, emergencyGermanIdioms } from './emergency-german.ts';
import { emergencyWords } from './emergency-words.ts';
import { isNegated } from './negation.ts';
import { blank, phraseBooks, type ReadSentence } from './phrases.ts';
import { selfHarm, selfHarmIdioms } from './self-harm.ts';
import { selfHarmConcepts } from './self-harm-concepts.ts';
import { selfHarmDenied, selfHarmDespiteDenial } from './self-harm-denied.ts';
import { selfHarmEveryday } from './self-harm-everyday.ts';
import { selfHarmGerman, selfHarmGermanIdioms } from './self-harm-german.ts';
import { selfHarmGermanIndirect } from './self-harm-german-indirect.ts';
import { selfHarmIndirect } from './self-harm-indirect.ts';
import { selfHarmWords } from './self-harm-words.ts';
import { isToldAsPast } from './told-as-past.ts';
import { type Sentence, sentencesOf } from './words.ts';

/** `SF1`: thoughts of dying or self-harm. `SF2`: symptoms of an emergency. */
export type RedFlag = 'SF1' | 'SF2';

const books = phraseBooks({
  selfHarm: {
    phrases: [...selfHarm, ...selfHarmIndirect, ...selfHarmGerman, ...selfHarmGermanIndirect, ...selfHarmConcepts],
    vocabulary: selfHarmWords,
  },
  selfHarmDespiteDenial: { phrases: selfHarmDespiteDenial, vocabulary: selfHarmWords },
  notSelfHarm: {
    phrases: [...selfHarmIdioms, ...selfHarmGermanIdioms, ...selfHarmEveryday, ...selfHarmDenied],
    vocabulary: selfHarmWords,
  },
  emergency: { phrases: [...emergency, ...emergencyGerman, ...emergencyConcepts], vocabulary: emergencyWords },
  noEmergency: { phrases: [...emergencyIdioms, ...emergencyGermanIdioms, ...emergencyEveryday], vocabulary: emergencyWords },
});

/**
 * Red flags of a free English or German text (both are always looked for), SF1 first. Recall comes before precision: a
 * negation counts only where it plainly belongs to the words ("no chest pain"), and a story only as over where it says
 * so (`told-as-past.ts`).
 */
export const screen = (text: string): RedFlag[] => {
  const sentences = books.read(sentencesOf(text));
  const flags: RedFlag[] = [];
  if (sentences.some(saysSelfHarm)) flags.push('SF1');
  if (sentences.some(saysEmergency)) flags.push('SF2');
  return flags;
};

const saysSelfHarm = (sentence: ReadSentence, index: number, all: readonly Sentence[]): boolean =>
  books.search('selfHarmDespiteDenial', sentence) ||
  books.search(
    'selfHarm',
    without('notSelfHarm', sentence),
    (match) => !isToldAsPast(sentence, all[index + 1], match, 'is never over'),
  );

const saysEmergency = (sentence: ReadSentence, index: number, all: readonly Sentence[]): boolean =>
  books.search(
    'emergency',
    without('noEmergency', sentence),
    (match) => !isToldAsPast(sentence, all[index + 1], match, 'may be over'),
    (part) => !isNegated(sentence, part),
  );

/** The sentence with harmless sayings blanked, so that what remains of it is still read. */
function without(harmless: 'notSelfHarm' | 'noEmergency', sentence: ReadSentence): ReadSentence {
  const taken = new Set<number>();
  books.search(harmless, sentence, (match) => {
    for (let place = match[0]!; place <= match.at(-1)!; place++) taken.add(place);
    return false;
  });
  if (taken.size === 0) return sentence;
  return { ...sentence, known: sentence.known.map((word, place) => (taken.has(place) ? blank : word)) };
}
