/** One part of a phrase as classes of words, in order. A class is a number: what words it holds is the lexicon's. */
export interface Sequence {
  readonly classes: readonly number[];
  /** How many other words may stand before each. */
  readonly gaps: readonly number[];
  /** The item that is searched for first: the one with the rarest words. */
  readonly anchor: number;
  /** How many words it may begin to be searched from, roughly: common words weigh more. */
  readonly weight: number;
  /** What may not follow: words in a row, as their classes. */
  readonly notBefore: readonly (readonly number[])[];
  readonly endsClause: boolean;
}

/** Number of the class that holds these alternatives. */
export type ClassOf = (alternatives: readonly string[]) => number;

/**
 * The parts of a phrase, in a notation that reads like speech. Of each part: all sequences it may be said in.
 *
 * - `word`, `stem*` (any ending), `#` (a number);
 * - `(one|or two)`: alternatives, `?` after a word or group: may be missing;
 * - `<name>`: the alternatives of that name in the vocabulary;
 * - `~3`: up to three other words;
 * - `!(a|b)`, only last: not followed by these; `$`, only last: the clause ends here;
 * - `one & two`: both, in any order, at most `joinWithin` words apart in a sentence (`phrases.ts`).
 */
export const partsOf = (phrase: string, vocabulary: Vocabulary, classOf: ClassOf): Sequence[][] =>
  named(phrase, vocabulary)
    .split(' & ')
    .map((part) => expanded(part).map((items) => sequenceOf(items, classOf)));

/** Alternatives by name. */
export type Vocabulary = Readonly<Record<string, string>>;

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

/** A phrase with the alternatives of the vocabulary written out. */
function named(phrase: string, vocabulary: Vocabulary): string {
  const written = phrase.replace(/([(|]?)<([\w-]+)>/g, (_, before: string, name: string) => {
    const alternatives = vocabulary[name];
    if (alternatives === undefined) throw new Error(`no words named ${name} for "${phrase}"`);
    return before === '' ? `(${alternatives})` : before + alternatives;
  });
  if (/\([^)]*\(/.test(written)) throw new Error(`a group inside of a group: "${phrase}"`);
  return written;
}

type Item =
  | { readonly words: readonly string[] }
  | { readonly gap: number }
  | { readonly not: readonly string[] }
  | 'end';

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

function sequenceOf(items: readonly Item[], classOf: ClassOf): Sequence {
  const classes: number[] = [];
  const gaps: number[] = [];
  let gap = 0;
  let notBefore: readonly (readonly number[])[] = [];
  let endsClause = false;
  let anchor = 0;
  let lightest = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (item === 'end') endsClause = true;
    else if ('gap' in item) gap += item.gap;
    else if ('not' in item) {
      notBefore = item.not.map((alternative) => alternative.split(' ').map((word) => classOf([word])));
    } else {
      const weight = item.words.filter((word) => common.has(word)).length * 100 + item.words.length;
      if (weight < lightest) {
        lightest = weight;
        anchor = classes.length;
      }
      classes.push(classOf(item.words));
      gaps.push(gap);
      gap = 0;
    }
  }
  return { classes, gaps, anchor, notBefore, endsClause, weight: lightest };
}
