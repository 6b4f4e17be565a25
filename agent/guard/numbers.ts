export type Unit =
  | 'ms'
  | 'per minute'
  | 'celsius'
  | 'percent'
  | 'minutes'
  | 'nights'
  | 'days'
  | 'of 100'
  | 'of 5'
  | 'times'
  | 'none';

/** A number as a text states it. */
export interface StatedNumber {
  readonly value: number;
  readonly decimals: number;
  readonly unit: Unit;
  /** The words it was read from. */
  readonly words: string;
}

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^ ?(?:ms\b|milliseconds?\b)/i, 'ms'],
  [/^ ?(?:bpm\b|\/ ?min\b|(?:(?:beats?|breaths?) )?(?:per|a) minute\b)/i, 'per minute'],
  [/^ ?(?:°|degrees?\b|celsius\b)/i, 'celsius'],
  [/^ ?(?:%|percent\b|per cent\b)/i, 'percent'],
  [/^ of 100\b/, 'of 100'],
  [/^ of 5\b/, 'of 5'],
  [/^ times\b/, 'times'],
  [/^ ?(?:min|mins|minutes?)\b/i, 'minutes'],
  [/^ ?(?:assessed )?nights?\b/i, 'nights'],
  [/^ ?days?\b/i, 'days'],
];

const small = 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(
  ' ',
);
const spelled = new RegExp(`\\b(${small.join('|')})\\b`, 'gi');
const digits = (text: string): string =>
  text.replace(spelled, (word) => String(small.indexOf(word.toLowerCase()) + 2));

const hoursAndMinutes =
  /(?<![\p{L}\d.])(\d+) ?(?:h|hours?|hrs?)\b(?: ?(?:and )?(\d{1,2}) ?(?:min|mins|minutes?|m)\b)?/gu;
const number = /(?<![\p{L}\d.])(?:(?<![\p{L}\d])[-\u2212])?\d+(?:\.\d+)?/gu;

/** Every number of a text from which the dates were taken out. A number with an unknown unit has none. */
export const numbersIn = (text: string): StatedNumber[] => {
  const found: StatedNumber[] = [];
  const rest = digits(text).replace(hoursAndMinutes, (words, hours: string, minutes: string | undefined) => {
    found.push({ value: Number(hours) * 60 + Number(minutes ?? 0), decimals: 0, unit: 'minutes', words });
    return ' ';
  });
  for (const match of rest.matchAll(number)) {
    const after = rest.slice(match.index + match[0].length);
    const unit = units.find(([pattern]) => pattern.test(after));
    const value = Number(match[0].replace('\u2212', '-'));
    const decimals = match[0].split('.')[1]?.length ?? 0;
    const words = match[0] + (unit?.[0].exec(after)?.[0] ?? after.slice(0, 12));
    // The scale of a score is not a value.
    if ((value === 100 || value === 5) && unit === undefined && rest.slice(0, match.index).endsWith(' of '))
      continue;
    found.push({ value, decimals, unit: unit?.[1] ?? 'none', words });
  }
  return found;
};
