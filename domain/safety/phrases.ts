import type { Sentence, Word } from './words.ts';

/**
 * Rules over words, in a notation that reads like speech:
 *
 * - `word`, `stem*` (any ending), `#` (a number);
 * - `(one|or two)`: alternatives, `?` after a word or group: may be missing;
 * - `<name>`: the alternatives of that name in the vocabulary;
 * - `~3`: up to three other words;
 * - `!(a|b)`, only last: not followed by these; `$`, only last: the clause ends here;
 * - `one & two`: both, in any order, at most `joinWithin` words apart in a sentence.
 */
export interface Match {
  /** Index of each word that was asked for, in ascending order. */
  readonly at: readonly number[];
}

export interface PhraseBook {
  /** Calls `found` for each match until it says true; true when it did. */
  readonly search: (sentence: Sentence, found: (match: Match) => boolean, mayCount?: MayCount) => boolean;
}

/** Whether a part counts; told as matched words, before parts of `&` are joined. */
type MayCount = (at: readonly number[]) => boolean;

const joinWithin = 14;

interface Sequence {
  /** Of each word that is asked for: its class of words, and how many words may stand before it. */
  readonly classes: readonly number[];
  readonly gaps: readonly number[];
  readonly anchor: number;
  readonly notBefore: number | null;
  readonly endsClause: boolean;
  /** How many words it may begin to be searched from, roughly: common words weigh more. */
  readonly weight: number;
}

/** What is searched for first, and the other parts of a rule that have to be near it. */
interface Trigger {
  readonly sequence: Sequence;
  readonly others: readonly (readonly Sequence[])[];
}

interface Known {
  readonly classes: Set<number>;
  readonly triggers: readonly Trigger[];
}

/** Words too common to begin a search from. */
const common = new Set(
  (
    'a am an and are as at be been but by can do for from had has have he her him his how i if in is it just me my no not of on or out ' +
    'she so that the there they this to up was we were what when will with would you your all any more one get go want like ' +
    'ab aber alle alles als am an auf aus bei bin da das dass dem den der des die du ein eine einen einer einfach er es fur ' +
    'habe hab hat hatte ich ihr im immer in ins ist kann kein keine keinen mehr mein meine meinem meinen meiner mich mir mit nach nicht ' +
    'nie noch nur sein sich sie sind so um und von vor war ware was weil wenn werde wie will wir wird wurde zu zum zur # heute ' +
    'sleep slept night nights training morning day today week heart run rate score last how feel feels think know see give need is does did ' +
    'schlaf nacht training tag morgen woche herz gut geht gibt macht sehe weiss habe'
  ).split(' '),
);

export function phraseBook(
  phrases: readonly string[],
  vocabulary: Readonly<Record<string, string>> = {},
): PhraseBook {
  const classIds = new Map<string, number>();
  const words = new Map<string, Set<number>>();
  const stems = new Map<string, Set<number>>();
  const idOf = (alternatives: readonly string[]): number => {
    const key = alternatives.join('|');
    const known = classIds.get(key);
    if (known !== undefined) return known;
    const id = classIds.size;
    classIds.set(key, id);
    for (const each of alternatives) {
      const [map, word] = each.endsWith('*') ? [stems, each.slice(0, -1)] : [words, each];
      map.set(word, (map.get(word) ?? new Set()).add(id));
    }
    return id;
  };
  const triggersAt = new Map<number, Trigger[]>();
  for (const phrase of phrases) {
    const parts = named(phrase, vocabulary)
      .split(' & ')
      .map((part) => expanded(part).map((items) => sequenceOf(items, idOf)))
      .sort((one, other) => weightOf(one) - weightOf(other));
    for (const sequence of parts[0]!) {
      const id = sequence.classes[sequence.anchor]!;
      triggersAt.set(id, [...(triggersAt.get(id) ?? []), { sequence, others: parts.slice(1) }]);
    }
  }

  const knownOf = (classes: Set<number>): Known => ({
    classes,
    triggers: [...classes].flatMap((id) => triggersAt.get(id) ?? []),
  });
  const beginning = (word: string) => word.slice(0, 2);
  const stemsByBeginning = Map.groupBy(stems, ([stem]) => beginning(stem));
  const classesOf = (word: string): number[] => [
    ...(words.get(word) ?? []),
    ...(stemsByBeginning.get(beginning(word)) ?? []).flatMap(([stem, ids]) =>
      word.startsWith(stem) ? [...ids] : [],
    ),
  ];
  const lexicon = new Map([...words.keys()].map((word) => [word, knownOf(new Set(classesOf(word)))]));
  const unknown = knownOf(new Set());
  /** Lives as long as the words of a text do. */
  const lookedUp = new WeakMap<Word, Known>();
  const lookUp = (word: Word): Known => {
    let known = lookedUp.get(word);
    if (known === undefined) {
      const { spellings } = word;
      known = spellings.length === 1 ? lexicon.get(spellings[0]!) : undefined;
      if (known === undefined) {
        const classes = new Set(spellings.flatMap(classesOf));
        known = classes.size === 0 ? unknown : knownOf(classes);
      }
      lookedUp.set(word, known);
    }
    return known;
  };

  return {
    search: (sentence, found, mayCount = () => true) => {
      const known = sentence.words.map(lookUp);
      const matches = (sequence: Sequence, position: number): readonly number[] | null => {
        const at = matchAt(sequence, position, known, sentence);
        return at !== null && mayCount(at) ? at : null;
      };
      const near = (sequences: readonly Sequence[], from: number, to: number): readonly number[] | null => {
        for (let position = Math.max(0, from); position <= Math.min(known.length - 1, to); position++) {
          for (const sequence of sequences) {
            if (!known[position]!.classes.has(sequence.classes[sequence.anchor]!)) continue;
            const at = matches(sequence, position);
            if (at !== null) return at;
          }
        }
        return null;
      };
      for (let position = 0; position < known.length; position++) {
        for (const { sequence, others } of known[position]!.triggers) {
          const at = matches(sequence, position);
          if (at === null) continue;
          const rest = others.map((part) => near(part, at[0]! - joinWithin, at.at(-1)! + joinWithin));
          if (rest.some((each) => each === null)) continue;
          if (found({ at: [at, ...rest].flatMap((each) => each ?? []).sort((a, b) => a - b) })) return true;
        }
      }
      return false;
    },
  };
}

const weightOf = (sequences: readonly Sequence[]): number =>
  sequences.reduce((sum, { weight }) => sum + weight, 0);

/** A phrase with the alternatives of the vocabulary written out. */
function named(phrase: string, vocabulary: Readonly<Record<string, string>>): string {
  const written = phrase.replace(/([(|]?)<([\w-]+)>/g, (_, before: string, name: string) => {
    const alternatives = vocabulary[name];
    if (alternatives === undefined) throw new Error(`no words named ${name} for "${phrase}"`);
    return before === '' ? `(${alternatives})` : before + alternatives;
  });
  if (/\([^)]*\(/.test(written)) throw new Error(`a group inside of a group: "${phrase}"`);
  return written;
}

/** From its rarest word to the left, then to the right; the nearest words that fit are taken. */
function matchAt(
  { classes, gaps, anchor, notBefore, endsClause }: Sequence,
  position: number,
  known: readonly Known[],
  { breaks }: Sentence,
): readonly number[] | null {
  const at: number[] = new Array(classes.length);
  at[anchor] = position;
  const toTheLeft = (item: number): boolean => {
    if (item < 0) return true;
    const near = at[item + 1]! - 1;
    for (let place = near; place >= Math.max(0, near - gaps[item + 1]!); place--) {
      if (!known[place]!.classes.has(classes[item]!)) continue;
      at[item] = place;
      if (toTheLeft(item - 1)) return true;
    }
    return false;
  };
  const toTheRight = (item: number): boolean => {
    if (item === classes.length) {
      const next = at[item - 1]! + 1;
      if (endsClause && next < known.length && !breaks.has(next)) return false;
      return notBefore === null || next >= known.length || !known[next]!.classes.has(notBefore);
    }
    const near = at[item - 1]! + 1;
    for (let place = near; place <= Math.min(known.length - 1, near + gaps[item]!); place++) {
      if (!known[place]!.classes.has(classes[item]!)) continue;
      at[item] = place;
      if (toTheRight(item + 1)) return true;
    }
    return false;
  };
  return toTheLeft(anchor - 1) && toTheRight(anchor + 1) ? at : null;
}

type Item = { readonly words: readonly string[] } | { readonly gap: number } | { readonly not: readonly string[] } | 'end';

/** All sequences of items a phrase stands for: alternatives of several words and what may be missing written out. */
function expanded(phrase: string): Item[][] {
  const pieces = phrase.match(/!?\([^)]*\)\??|\S+/g) ?? [];
  let sequences: Item[][] = [[]];
  for (const piece of pieces) {
    const options = optionsOf(piece);
    sequences = sequences.flatMap((items) => options.map((option) => [...items, ...option]));
  }
  return sequences;
}

function optionsOf(piece: string): Item[][] {
  if (piece === '$') return [['end']];
  if (/^~\d$/.test(piece)) return [[{ gap: Number(piece.slice(1)) }]];
  if (piece.startsWith('!')) return [[{ not: piece.slice(2, -1).split('|') }]];
  const optional = piece.endsWith('?');
  const bare = piece.replace(/\?$/, '').replace(/^\(|\)$/g, '');
  const alternatives = bare.split('|');
  const single = alternatives.filter((each) => !each.includes(' '));
  const several = alternatives.filter((each) => each.includes(' '));
  return [
    ...(single.length > 0 ? [[{ words: single }]] : []),
    ...several.map((each) => each.split(' ').map((word) => ({ words: [word] }))),
    ...(optional ? [[]] : []),
  ];
}

function sequenceOf(items: readonly Item[], idOf: (words: readonly string[]) => number): Sequence {
  const classes: number[] = [];
  const gaps: number[] = [];
  let gap = 0;
  let notBefore: number | null = null;
  let endsClause = false;
  let anchor = 0;
  let lightest = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (item === 'end') endsClause = true;
    else if ('gap' in item) gap += item.gap;
    else if ('not' in item) notBefore = idOf(item.not);
    else {
      const weight = item.words.filter((word) => common.has(word)).length * 100 + item.words.length;
      if (weight < lightest) {
        lightest = weight;
        anchor = classes.length;
      }
      classes.push(idOf(item.words));
      gaps.push(gap);
      gap = 0;
    }
  }
  return { classes, gaps, anchor, notBefore, endsClause, weight: lightest };
}
