import type { Sentence, Word } from './words.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const negations = setOf(
  'no not without never none neither nor denies denied nicht kein keine keinen keiner keinem keinerlei nie niemals ohne weder',
);

/** Words that may stand between a negation and what it negates. Anything else ends the negation. */
const between = setOf(
  'any a an the my more longer sign signs of have having had feel feeling felt experienced experience experiencing get getting got been ' +
    'severe other kind sort or nor chest pain pains pressure tightness tight fainting faint fainted breathlessness shortness breath ' +
    'numbness weakness headache confusion dizziness fever symptom symptoms passed out coughing coughed up blood from trouble breathing problems ' +
    'die der das den dem eine einen ein mehr irgendwelche starke starken richtige akute und oder noch auch schmerzen schmerz ' +
    'fieber druck enge atemnot brustschmerzen schwindel ubelkeit husten anzeichen von fur symptome im in',
);

/** "Never had such pain" is said of pain that is there. */
const comparing = setOf('such so like solche solchen so solch derart wie');
const comparisonAfter = setOf('like before this that bad such wie so');

const saidAfter = setOf(
  'habe hatte ich bei mir da sind ist war es gibt auch gar uberhaupt zum gluck derzeit bisher',
);
const negationsAfter = setOf('nicht keine keinen kein nie');

const reach = 20;
const spelled = (word: Word | undefined, among: ReadonlySet<string>): boolean =>
  word?.spellings.some((spelling) => among.has(spelling)) ?? false;

/** Whether a negation plainly belongs to one of the words found; it ends at a comma or a "but". */
export const isNegated = (sentence: Sentence, at: readonly number[]): boolean =>
  at.some((place) => isNegatedBefore(sentence, place, at)) || isNegatedAfter(sentence, at.at(-1)!);

function isNegatedBefore({ words, breaks }: Sentence, place: number, at: readonly number[]): boolean {
  for (let before = place - 1; before >= Math.max(0, place - reach); before--) {
    if (breaks.has(before + 1) || at.includes(before)) return false;
    const word = words[before];
    if (spelled(word, comparing)) return false;
    if (spelled(word, negations)) return !isComparison(words, place);
    if (!spelled(word, between)) return false;
  }
  return false;
}

const isComparison = (words: readonly Word[], place: number): boolean =>
  words.slice(place + 1, place + 4).some((word) => spelled(word, comparisonAfter));

function isNegatedAfter({ words, breaks }: Sentence, last: number): boolean {
  for (let after = last + 1; after <= Math.min(words.length - 1, last + 6); after++) {
    if (breaks.has(after)) return false;
    if (spelled(words[after], negationsAfter)) return after > last + 1;
    if (!spelled(words[after], saidAfter)) return false;
  }
  return false;
}
