import { type Match, phraseBooks } from './phrases.ts';
import type { Sentence } from './words.ts';

const relation =
  'father|dad|mother|mum|mom|parents|parent|brother|sister|son|daughter|wife|husband|partner|girlfriend|boyfriend|friend|uncle|aunt|cousin|grandma|grandpa|grandfather|grandmother|neighbour|neighbor|boss|colleague|coach|character|hero|actor|singer|teacher|classmate|' +
  'vater|papa|mutter|mama|eltern|bruder|schwester|sohn|tochter|mann|frau|partnerin|freund|freundin|onkel|tante|cousine|oma|opa|grossmutter|grossvater|nachbar|nachbarin|chef|kollege|kollegin|trainer|figur|hauptfigur|schauspieler|lehrer|he|she|er|sie';

const telling = phraseBooks({
  someoneElse: {
    phrases: [
      `(my|his|her|our|their|the|a|mein*|dein*|sein*|ihr*|unser*|der|die|ein|eine) ~1 (${relation})`,
      '(he|she|er|sie)',
    ],
  },

  ownWords: {
    phrases: [
      'i (have|am|feel|get|also|too|want|will|need|keep|wish|can|do|would|think|might)',
      '(me|myself) too',
      'ich (bin|habe|fuhle|will|auch|mochte|kann|denke|wurde)',
      '(me|mich|mir) (auch|also)',
    ],
  },

  longAgo: {
    phrases: [
      '(last|past) (year|decade|century|summer|winter|spring|autumn|fall|month)',
      '(year|years|decade|decades|month|months) (ago|back)',
      'as a ~1 (child|kid|teenager|teen|student|boy|girl)',
      'when (i|he|she) was ~2 (young*|child|kid|teen*|little|small|#|school)',
      'used to',
      'in my (youth|childhood|teens|twenties)',
      '(letzt*|vorletzt*|vergangen*|vorig*) (jahr|jahrzehnt|jahrhundert|sommer|winter|fruhling|herbst|monat)',
      'vor ~2 (jahr|jahren|monaten|jahrzehnten)',
      'als (kind|jugendliche*|teenager|student*)',
      'in meiner (jugend|kindheit)',
      'als (ich|er|sie) ~2 (klein|jung|kind|teenager|#|schule)',
      '(fruher mal|damals|a long time ago|back then|long ago)',
    ],
  },

  death: {
    phrases: [
      '(died|passed away|killed|committed|starb|gestorben|verstorben|verstarb|umgebracht|beging|begangen|verubte|verubt|erhangt|erschossen|hanged|lost his life|lost her life|took his own|took her own)',
    ],
  },

  past: {
    phrases: [
      '(had|was|were|died|passed|suffered|got|went|did|committed|attempted|fainted|collapsed|killed|ended|took|tried|hatte|hatten|war|waren|starb|gestorben|erlitt|bekam|wurde|fiel|gehabt|hat|ist|bin|verubte|beging|begangen|haben)',
    ],
  },

  present: {
    phrases: [
      '(now|today|tonight|again|back|still|currently|right now|at the moment|yesterday|keeps|keep|just|since|returned|returns|comes|came back|am|are|is|gets|feels|hurts|worse)',
      'this (morning|afternoon|evening|week)',
      '(jetzt|heute|wieder|immer noch|noch immer|gerade|momentan|aktuell|seit|gestern|diese woche|plotzlich|auf einmal|eben|soeben|zuruck|sind|kommt|kommen|schlimmer|tut)',
    ],
  },

  returns: {
    phrases: ['(again|back|still|returned|returns|now|wieder|zuruck|noch|jetzt|planning|plane)'],
  },
});

/** Words to each side of a match that are looked at; keeps endless sentences cheap. */
const reach = 25;

/**
 * Whether what was found is over. Somebody else's story is only with a word of long ago or of death: who tells of a wife
 * who collapsed may be standing beside her. One's own symptom needs the long ago and the past, and nothing that says it
 * is so now or came back. One's own thoughts of dying are never over here.
 */
export function isToldAsPast(
  sentence: Sentence,
  next: Sentence | undefined,
  match: Match,
  own: 'may be over' | 'is never over',
): boolean {
  const clause = clauseAround(sentence, match[0]!, match.at(-1)!);
  const said = telling.read([clause, part(next ?? noWords, 0, reach), around(sentence, match)]);
  const says = (book: Parameters<typeof telling.search>[0], where = 0) => telling.search(book, said[where]!);
  const ago = says('longAgo') || clause.words.some(({ spellings }) => /^(?:19|20)\d\d$/.test(spellings[0]!));
  const others = says('someoneElse') && !says('ownWords');
  if (others && says('death') && !says('present')) return true;
  if (!ago || (!others && own === 'is never over') || !says('past')) return false;
  return !says('returns', 1) && !says('present', 2);
}

const part = ({ words }: Sentence, from: number, to: number): Sentence => ({
  words: words.slice(Math.max(0, from), to),
  breaks: new Set(),
});

const noWords: Sentence = { words: [], breaks: new Set() };

const around = (sentence: Sentence, match: Match): Sentence =>
  part(sentence, match[0]! - reach, match.at(-1)! + reach);

function clauseAround(sentence: Sentence, first: number, last: number): Sentence {
  let from = first;
  while (from > Math.max(0, first - reach) && !sentence.breaks.has(from)) from--;
  let to = last + 1;
  while (to < Math.min(sentence.words.length, last + reach) && !sentence.breaks.has(to)) to++;
  return part(sentence, from, to);
}
