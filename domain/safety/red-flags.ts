import { english } from './corpus/english.ts';
import { german } from './corpus/german.ts';
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
import { learned, weightOf } from './weighing.ts';
import { type Sentence, sentencesOf } from './words.ts';

/** `SF1`: thoughts of dying or self-harm. `SF2`: symptoms of an emergency. */
export type RedFlag = 'SF1' | 'SF2';

/** What rules and weighing look with; made for the first text, for it takes a fifth of a second. */
const instruments = once(() => ({
  books: phraseBooks({
    selfHarm: {
      phrases: [
        ...selfHarm,
        ...selfHarmIndirect,
        ...selfHarmGerman,
        ...selfHarmGermanIndirect,
        ...selfHarmConcepts,
      ],
      vocabulary: selfHarmWords,
    },
    selfHarmDespiteDenial: { phrases: selfHarmDespiteDenial, vocabulary: selfHarmWords },
    notSelfHarm: {
      phrases: [...selfHarmIdioms, ...selfHarmGermanIdioms, ...selfHarmEveryday, ...selfHarmDenied],
      vocabulary: selfHarmWords,
    },
    emergency: {
      phrases: [...emergency, ...emergencyGerman, ...emergencyConcepts],
      vocabulary: emergencyWords,
    },
    noEmergency: {
      phrases: [...emergencyIdioms, ...emergencyGermanIdioms, ...emergencyEveryday],
      vocabulary: emergencyWords,
    },
  }),
  weights: learned([english, german]),
}));

/** Weight from which a sentence without any phrase of the rules raises its flag: about 1,100 to 1. */
const heavy = 7;

/** Fewer words say too little to be weighed. */
const fewestWords = 5;

/**
 * Red flags of a free English or German text (both are always looked for), SF1 first. Rules of phrases come first: a
 * negation counts only where it plainly belongs to the words ("no chest pain"), and a story only as over where it says
 * so (`told-as-past.ts`). A sentence in which they find nothing, excused or not, is weighed by its words
 * (`weighing.ts`). Recall comes before precision.
 */
export const screen = (text: string): RedFlag[] => {
  const { books, weights } = instruments();
  const sentences = books.read(sentencesOf(text));
  const found = sentences.map((sentence, index) => ({
    sentence,
    SF1: selfHarmIn(sentence, sentences[index + 1]),
    SF2: emergencyIn(sentence, sentences[index + 1]),
  }));
  const weighed = found
    .filter(
      ({ sentence, SF1, SF2 }) => sentence.words.length >= fewestWords && [SF1, SF2].includes('nothing'),
    )
    .map(({ sentence, SF1, SF2 }) => ({ SF1, SF2, weight: weightOf(sentence, weights) }));
  return (['SF1', 'SF2'] as const).filter(
    (flag) =>
      found.some((each) => each[flag] === 'said') ||
      weighed.some(({ weight, ...each }) => each[flag] === 'nothing' && weight[flag] > heavy),
  );
};

/** `excused`: there is something, but denied, over, or a saying. */
type Finding = 'said' | 'excused' | 'nothing';

function selfHarmIn(sentence: ReadSentence, next: Sentence | undefined): Finding {
  const { books } = instruments();
  if (books.search('selfHarmDespiteDenial', sentence)) return 'said';
  const rest = without('notSelfHarm', sentence);
  let isExcused = rest !== sentence;
  const isSaid = books.search('selfHarm', rest, (match) => {
    isExcused = true;
    return !isToldAsPast(sentence, next, match, 'is never over');
  });
  return isSaid ? 'said' : isExcused ? 'excused' : 'nothing';
}

function emergencyIn(sentence: ReadSentence, next: Sentence | undefined): Finding {
  const rest = without('noEmergency', sentence);
  let isExcused = rest !== sentence;
  const isSaid = instruments().books.search(
    'emergency',
    rest,
    (match) => !isToldAsPast(sentence, next, match, 'may be over'),
    (part) => {
      isExcused = true;
      return !isNegated(sentence, part);
    },
  );
  return isSaid ? 'said' : isExcused ? 'excused' : 'nothing';
}

/** The sentence with harmless sayings blanked, so that what remains of it is still read. */
function without(harmless: 'notSelfHarm' | 'noEmergency', sentence: ReadSentence): ReadSentence {
  const taken = new Set<number>();
  instruments().books.search(harmless, sentence, (match) => {
    for (let place = match[0]!; place <= match.at(-1)!; place++) taken.add(place);
    return false;
  });
  if (taken.size === 0) return sentence;
  return { ...sentence, known: sentence.known.map((word, place) => (taken.has(place) ? blank : word)) };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
