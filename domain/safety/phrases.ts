import { emptyLexicon } from './phrase-lexicon.ts';
import { partsOf, type Sequence, type Vocabulary } from './phrase-notation.ts';
import type { Sentence, Word } from './words.ts';

/** Words of a sentence that a phrase was found in: their indices, ascending. */
export type Match = readonly number[];

export interface Phrases {
  /** In the notation of `phrase-notation.ts`. */
  readonly phrases: readonly string[];
  readonly vocabulary?: Vocabulary;
}

/** What a word is to the phrases: the classes it is in, and what begins to be searched from it, by book. */
interface Known {
  readonly classes: ReadonlySet<number>;
  readonly triggers: Readonly<Record<string, readonly Trigger[]>>;
}

interface Trigger {
  readonly sequence: Sequence;
  /** The other parts of the phrase, which have to be near. */
  readonly others: readonly (readonly Sequence[])[];
}

/** A sentence with its words looked up. */
export interface ReadSentence extends Sentence {
  readonly known: readonly Known[];
}

export interface PhraseBooks<Name extends string> {
  readonly read: (sentences: readonly Sentence[]) => ReadSentence[];
  /** Calls `found` for each match until it says true; true when it did. A part for which `mayCount` is false is none. */
  readonly search: (
    book: Name,
    sentence: ReadSentence,
    found?: (match: Match) => boolean,
    mayCount?: (part: Match) => boolean,
  ) => boolean;
}

/** Words between two parts that are joined with `&`. */
const joinWithin = 14;

const unknown: Known = { classes: new Set(), triggers: {} };
/** In the place of a word that is not to be found. */
export const blank: Known = unknown;

/**
 * Phrases by book, searched word by word: each word is looked up once, then only phrases whose rarest word it is are
 * tried, within their gaps. Time grows with the number of words, whatever they are.
 */
export function phraseBooks<Name extends string>(books: Readonly<Record<Name, Phrases>>): PhraseBooks<Name> {
  const lexicon = emptyLexicon();
  const triggers = new Map<number, { book: string; trigger: Trigger }[]>();
  for (const [book, { phrases, vocabulary = {} }] of Object.entries<Phrases>(books)) {
    for (const phrase of phrases) {
      const parts = partsOf(phrase, vocabulary, lexicon.classOf);
      const [rarest, ...others] = parts.sort((one, other) => weightOf(one) - weightOf(other));
      for (const sequence of rarest!) {
        const begins = sequence.classes[sequence.anchor]!;
        const known = triggers.get(begins) ?? [];
        known.push({ book, trigger: { sequence, others } });
        triggers.set(begins, known);
      }
    }
  }

  const knownOf = (classes: ReadonlySet<number>): Known => {
    const byBook: Record<string, Trigger[]> = {};
    for (const each of classes)
      for (const { book, trigger } of triggers.get(each) ?? [])
        byBook[book] = [...(byBook[book] ?? []), trigger];
    return { classes, triggers: byBook };
  };
  const frequent = new Map(lexicon.words().map((word) => [word, knownOf(lexicon.classesOf([word]))]));
  const lookUp = ({ spellings }: Word): Known => {
    const known = spellings.length === 1 ? frequent.get(spellings[0]!) : undefined;
    if (known !== undefined) return known;
    const classes = lexicon.classesOf(spellings);
    return classes.size === 0 ? unknown : knownOf(classes);
  };

  return {
    read: (sentences) => {
      const seen = new Map<Word, Known>();
      const known = (word: Word): Known => {
        const before = seen.get(word);
        if (before !== undefined) return before;
        const found = lookUp(word);
        seen.set(word, found);
        return found;
      };
      return sentences.map((sentence) => ({ ...sentence, known: sentence.words.map(known) }));
    },
    search: (book, sentence, found = () => true, mayCount = () => true) => {
      const { known } = sentence;
      for (let position = 0; position < known.length; position++) {
        const begun = known[position]!.triggers[book];
        if (begun === undefined) continue;
        for (const { sequence, others } of begun) {
          const at = matchAt(sequence, position, sentence);
          if (at === null || !mayCount(at)) continue;
          const rest = others.map((part) => near(part, at, sentence, mayCount));
          if (rest.some((each) => each === null)) continue;
          if (found([at, ...rest].flatMap((each) => each ?? []).sort((one, other) => one - other)))
            return true;
        }
      }
      return false;
    },
  };
}

const weightOf = (sequences: readonly Sequence[]): number =>
  sequences.reduce((sum, { weight }) => sum + weight, 0);

function near(
  part: readonly Sequence[],
  match: Match,
  sentence: ReadSentence,
  mayCount: (part: Match) => boolean,
): Match | null {
  const last = Math.min(sentence.known.length - 1, match.at(-1)! + joinWithin);
  for (let position = Math.max(0, match[0]! - joinWithin); position <= last; position++) {
    for (const sequence of part) {
      if (!sentence.known[position]!.classes.has(sequence.classes[sequence.anchor]!)) continue;
      const at = matchAt(sequence, position, sentence);
      if (at !== null && mayCount(at)) return at;
    }
  }
  return null;
}

/** From its rarest word to the left, then to the right; the nearest words that fit are taken. */
function matchAt(sequence: Sequence, position: number, sentence: ReadSentence): Match | null {
  const { classes, anchor } = sequence;
  if (!mayReach(sequence, position, sentence)) return null;
  const at: number[] = new Array(classes.length);
  at[anchor] = position;
  const whole = fitsLeft(sequence, anchor - 1, at, sentence) && fitsRight(sequence, anchor + 1, at, sentence);
  return whole ? at : null;
}

/** Cheap: most searches end at a neighbour that has to stand right beside the rarest word. */
function mayReach({ classes, gaps, anchor }: Sequence, position: number, { known }: ReadSentence): boolean {
  if (anchor > 0 && gaps[anchor] === 0 && !known[position - 1]?.classes.has(classes[anchor - 1]!))
    return false;
  if (anchor + 1 === classes.length || gaps[anchor + 1] !== 0) return true;
  return known[position + 1]?.classes.has(classes[anchor + 1]!) ?? false;
}

function fitsLeft(sequence: Sequence, item: number, at: number[], sentence: ReadSentence): boolean {
  if (item < 0) return true;
  const nearest = at[item + 1]! - 1;
  for (let place = nearest; place >= Math.max(0, nearest - sequence.gaps[item + 1]!); place--) {
    if (!sentence.known[place]!.classes.has(sequence.classes[item]!)) continue;
    at[item] = place;
    if (fitsLeft(sequence, item - 1, at, sentence)) return true;
  }
  return false;
}

function fitsRight(sequence: Sequence, item: number, at: number[], sentence: ReadSentence): boolean {
  const nearest = at[item - 1]! + 1;
  if (item === sequence.classes.length) return mayEnd(sequence, nearest, sentence);
  const furthest = Math.min(sentence.known.length - 1, nearest + sequence.gaps[item]!);
  for (let place = nearest; place <= furthest; place++) {
    if (!sentence.known[place]!.classes.has(sequence.classes[item]!)) continue;
    at[item] = place;
    if (fitsRight(sequence, item + 1, at, sentence)) return true;
  }
  return false;
}

function mayEnd({ notBefore, endsClause }: Sequence, next: number, { known, breaks }: ReadSentence): boolean {
  if (endsClause && next < known.length && !breaks.has(next)) return false;
  return !notBefore.some((row) => row.every((word, index) => known[next + index]?.classes.has(word)));
}
