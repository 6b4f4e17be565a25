/** A person's memories and questions about them, made by rule: nothing here is anybody's. */
export interface Said {
  readonly memoryId: string;
  readonly text: string;
  readonly occurredAt: string;
}
export type QuestionKind = 'same words' | 'misspelt' | 'other words';
export interface Question {
  readonly kind: QuestionKind;
  readonly text: string;
  readonly answer: string;
}

/** What was said about a thing, how one asks for it in the same words, and in others. */
const SITUATIONS: readonly (readonly [said: (thing: string) => string, asked: string, otherwise: string])[] =
  [
    [
      (thing) => `I slept badly after ${thing} and woke up three times`,
      'slept badly after',
      'restless night following',
    ],
    [
      (thing) => `My coach told me to avoid ${thing} before a race`,
      'coach told me to avoid',
      'trainer advised against',
    ],
    [
      (thing) => `I felt full of energy the morning after ${thing}`,
      'full of energy after',
      'lively thanks to',
    ],
    [(thing) => `I want to try ${thing} twice a week from now on`, 'want to try', 'planned new habit'],
    [
      (thing) => `My doctor asked me about ${thing} at the check-up`,
      'doctor asked about',
      'physician wanted to know',
    ],
    [(thing) => `I get a headache from ${thing} when it is hot`, 'headache from', 'makes my head ache'],
    [
      (thing) => `My sister laughs at me because of ${thing}`,
      'sister laughs at me because of',
      'family member makes fun of',
    ],
    [
      (thing) => `I gave up ${thing} for the whole of spring`,
      'gave up in spring',
      'stopped entirely for a season',
    ],
    [(thing) => `I never miss ${thing} on a Sunday`, 'never miss on Sunday', 'weekend ritual'],
    [
      (thing) => `I spent too much money on ${thing} this month`,
      'spent too much money on',
      'expensive purchase',
    ],
  ];

const THINGS: readonly (readonly [name: string, otherwise: string])[] = [
  ['red wine', 'alcohol'],
  ['espresso', 'coffee'],
  ['a long flight', 'travelling by plane'],
  ['swimming', 'laps in the pool'],
  ['ice baths', 'cold plunges'],
  ['spicy curry', 'hot Indian food'],
  ['yoga', 'stretching on a mat'],
  ['video games', 'playing on the console'],
  ['melatonin pills', 'sleep supplements'],
  ['chocolate', 'sweets'],
  ['mountain hikes', 'walking uphill'],
  ['loud concerts', 'live music'],
  ['cycling to work', 'commuting by bike'],
  ['the sauna', 'sitting in the heat'],
  ['night shifts', 'working until dawn'],
  ['arguments with my boss', 'conflict at the office'],
  ['weight lifting', 'training with dumbbells'],
  ['fresh bread', 'baked goods'],
  ['a camping trip', 'sleeping in a tent'],
  ['meditation', 'sitting in silence to calm down'],
];

const idOf = (situation: number, thing: number): string => `s${situation}-t${thing}`;

/** Two inner letters of the longest word change places. */
const misspell = (text: string): string => {
  const longest = text.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '');
  const middle = Math.floor(longest.length / 2);
  const wrong = `${longest.slice(0, middle - 1)}${longest[middle]}${longest[middle - 1]}${longest.slice(middle + 1)}`;
  return text.replace(longest, wrong);
};

export const memories: readonly Said[] = SITUATIONS.flatMap(([said], situation) =>
  THINGS.map(([thing], index) => ({
    memoryId: idOf(situation, index),
    text: said(thing),
    occurredAt: new Date(Date.UTC(2024, 0, 1 + situation * THINGS.length + index)).toISOString().slice(0, 10),
  })),
);

const KINDS: readonly QuestionKind[] = ['same words', 'misspelt', 'other words'];

/** Six of each situation, two of each kind; each thing is asked about three times. */
export const questions: readonly Question[] = SITUATIONS.flatMap(([, asked, otherwise], situation) =>
  Array.from({ length: 6 }, (_, n): Question => {
    const index = (situation * 6 + n) % THINGS.length;
    const [thing, otherThing] = THINGS[index]!;
    const kind = KINDS[n % KINDS.length]!;
    const text = {
      'same words': `${asked} ${thing}?`,
      misspelt: `${misspell(asked)} ${misspell(thing)}?`,
      'other words': `${otherwise} ${otherThing}?`,
    }[kind];
    return { kind, text, answer: idOf(situation, index) };
  }),
);
