import { corrected } from './misspellings.ts';
import { plainText } from './plain-text.ts';

export interface Word {
  /** How it may be read: as typed, with bare umlauts (`moechte`, `mochte`), with a typing error put right. */
  readonly spellings: readonly string[];
}

/** Words up to a full stop; a comma, a line's end or a "but" is a break, which a negation does not cross. */
export interface Sentence {
  readonly words: readonly Word[];
  /** Indices of words before which there is a break. */
  readonly breaks: ReadonlySet<number>;
}

const breakWords = new Set(
  'but though although however yet because since aber doch jedoch allerdings trotzdem sondern obwohl seitdem dafur weil'.split(
    ' ',
  ),
);

/** Letters that stand alone belong together where there are three or more of them: "d i e", "k.i.l.l". */
const joinedLetters = (text: string): string =>
  text.replace(/(?<![a-z0-9'])(?:[a-z](?:[ ._*-]|\. )){2,}[a-z](?![a-z0-9'])/g, (letters) =>
    letters.replace(/[^a-z]/g, ''),
  );

const digitLetters: Readonly<Record<string, string | undefined>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
};

/** Signs typed for letters, where they stand between letters: `k1ll`, `su!cide`, `d*e`. */
const lettersForSigns = (text: string): string =>
  text
    .replace(/(?<=[a-z])[013457@$!|](?=[a-z])/g, (sign) => digitLetters[sign] ?? '')
    .replace(/(?<![a-z])d[*#_]e(?![a-z])/g, 'die')
    .replace(/(?<=[a-z])[*#_](?=[a-z])/g, '');

/** Text in lower case, with what is typed around a filter put back. */
const readable = (text: string): string => lettersForSigns(joinedLetters(plainText(text).toLowerCase()));

/** `im` is `I am` in English only. */
const germanWords =
  /\b(?:ich|nicht|und|der|das|ist|mein|meine|mich|mir|bin|habe|hab|den|kein|keine|auf|mit)\b/;

export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let words: Word[] = [];
  let breaks = new Set<number>();
  const seen = new Map<string, Word>();
  const read = readable(text);
  const inGerman = germanWords.test(read);
  const add = (typed: string) => {
    const word = seen.get(typed) ?? { spellings: spellingsOf(typed) };
    seen.set(typed, word);
    words.push(word);
  };
  for (const [piece] of read.matchAll(
    /[a-z0-9]+(?:'[a-z]+)*|[.!?;:()]+(?!\d)|[,\n\r]|\s[-\u2013\u2014]+\s/g,
  )) {
    if (/^[.!?;:()]/.test(piece)) {
      if (words.length > 0) sentences.push({ words, breaks });
      words = [];
      breaks = new Set();
    } else if (!/[a-z0-9]/.test(piece)) breaks.add(words.length);
    else {
      if (breakWords.has(piece)) breaks.add(words.length);
      for (const typed of piece === 'im' && inGerman ? [piece] : fullForms(piece)) add(typed);
    }
  }
  if (words.length > 0) sentences.push({ words, breaks });
  return sentences;
}

const shortForms = new Map(
  Object.entries({
    cannot: 'can not',
    cant: 'can not',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    wont: 'will not',
    isnt: 'is not',
    arent: 'are not',
    wasnt: 'was not',
    havent: 'have not',
    hasnt: 'has not',
    couldnt: 'could not',
    wouldnt: 'would not',
    shouldnt: 'should not',
    im: 'i am',
    ive: 'i have',
    wanna: 'want to',
    gonna: 'going to',
    gotta: 'got to',
    hes: 'he is',
    shes: 'she is',
    "can't": 'can not',
    "won't": 'will not',
    noone: 'no one',
    chestpain: 'chest pain',
    chestpains: 'chest pain',
    heartattack: 'heart attack',
    killmyself: 'kill myself',
    u: 'you',
    bc: 'because',
    hab: 'habe',
    endmylife: 'end my life',
    wannadie: 'want to die',
    wanttodie: 'want to die',
    unaliv: 'unalive',
    rn: 'right now',
  }),
);

const endings = new Map(Object.entries({ m: 'am', re: 'are', ve: 'have', ll: 'will', d: 'would' }));
const isPronoun = /^(?:he|she|it|that|there|what|who|how|where|here|everything|nobody)$/;

/** What a short form stands for: `don't` is `do not`, `I'm` is `I am`; the `'s` of an owner is left out. */
function fullForms(piece: string): string[] {
  const whole = shortForms.get(piece);
  if (whole !== undefined) return whole.split(' ');
  if (!piece.includes("'")) return [piece];
  const [word, ending] = [piece.slice(0, piece.indexOf("'")), piece.slice(piece.indexOf("'") + 1)];
  if (ending === 't' && word.endsWith('n')) return [word.slice(0, -1), 'not'];
  const second = endings.get(ending);
  if (second !== undefined) return [word, second];
  if (ending === 's') return isPronoun.test(word) ? [word, 'is'] : [word];
  return [word + ending];
}

const numbers = new Set(
  'ten fifteen twenty thirty forty fifty sixty eighty hundred zehn zwanzig dreissig vierzig funfzig fuenfzig sechzig hundert'.split(
    ' ',
  ),
);

function spellingsOf(typed: string): readonly string[] {
  const bare = /[aou]e/.test(typed) ? [typed.replace(/([aou])e/g, '$1')] : [];
  const right = corrected(typed);
  const number = /^\d+$/.test(typed) || numbers.has(typed) ? ['#'] : [];
  return [...new Set([typed, ...bare, ...number, ...(right === null ? [] : [right])])];
}
