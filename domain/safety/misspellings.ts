/**
 * Key words in which one error of typing is forgiven: one letter too many, too few, another one, or two exchanged. Only
 * long words that stand far from every other word, so that nothing else is taken for them; the first letter has to be right.
 */
const forgiven = (
  'suicide suicidal suicides overdose unconscious consciousness headache headaches breathing breathless paralysed ' +
  'paralyzed seizure swallowed yourself myself ' +
  'suizid suizidal suizidgedanken selbstmord selbstmordgedanken umbringen umzubringen umgebracht uberdosis schlaftabletten ' +
  'brustschmerzen brustschmerz atemnot ohnmachtig bewusstlos schlaganfall herzinfarkt kopfschmerzen kopfschmerz ' +
  'zusammengebrochen lebensmude abschiedsbrief'
).split(' ');

/** Frequent spellings that are further away. */
const frequent = new Map(
  Object.entries({
    suicidle: 'suicidal',
    suicidel: 'suicidal',
    sucidle: 'suicidal',
    sewerslide: 'suicide',
    sewercide: 'suicide',
    suecide: 'suicide',
    sucuide: 'suicide',
    scuicide: 'suicide',
    suacide: 'suicide',
    suisidal: 'suicidal',
    pian: 'pain',
    brest: 'breast',
    breth: 'breath',
    breate: 'breathe',
    brethe: 'breathe',
    braethe: 'breathe',
    ches: 'chest',
    chets: 'chest',
    cehst: 'chest',
    fanited: 'fainted',
    feinted: 'fainted',
    stoke: 'stroke',
    diying: 'dying',
    kil: 'kill',
    kll: 'kill',
    klil: 'kill',
    dei: 'die',
    mysel: 'myself',
    myslef: 'myself',
    suizit: 'suizid',
    selbsmord: 'selbstmord',
    selbstmort: 'selbstmord',
    umbrigen: 'umbringen',
    stebren: 'sterben',
    brsut: 'brust',
    onmachtig: 'ohnmachtig',
    onmaechtig: 'ohnmachtig',
    ohnmechtig: 'ohnmachtig',
    schlagamfall: 'schlaganfall',
    unconcious: 'unconscious',
    unconsious: 'unconscious',
    siezure: 'seizure',
  }),
);

/** The word itself and all words with one letter less. */
const shortened = (word: string): string[] => [
  word,
  ...Array.from({ length: word.length - 1 }, (_, index) => word.slice(0, index + 1) + word.slice(index + 2)),
];

const bySpelling = new Map<string, string>();
for (const word of forgiven)
  for (const short of shortened(word)) if (!bySpelling.has(short)) bySpelling.set(short, word);
/** First letter and length of all that may be meant. */
const shapes = new Set(
  forgiven.flatMap((word) => [-1, 0, 1].map((more) => `${word[0]}${word.length + more}`)),
);
const isForgiven = new Set(forgiven);
/** Words of their own. */
const meantAsTyped = new Set(['umringen']);

/** Whether two words are one error of typing apart. */
export const oneErrorApart = (one: string, other: string): boolean => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rest = (word: string, skipped: number) => word.slice(start + skipped);
  return (
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    rest(one, 1) === rest(other, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2))
  );
};

/** The key word that was meant; null where the word is none of them, or one of them already. */
export const corrected = (typed: string): string | null => {
  const word = frequent.get(typed);
  if (word !== undefined) return word;
  if (!shapes.has(`${typed[0]}${typed.length}`) || isForgiven.has(typed) || meantAsTyped.has(typed))
    return null;
  for (const short of shortened(typed)) {
    const meant = bySpelling.get(short);
    if (meant !== undefined && meant[0] === typed[0] && oneErrorApart(typed, meant)) return meant;
  }
  return null;
};
