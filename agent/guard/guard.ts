import { isQuotation } from '../../domain/quotation.ts';
import { bannedWordsIn } from '../../domain/safety/banned-words.ts';
import { medicalWordsIn } from '../../domain/safety/medical-words.ts';
import type { RecalledMemory } from '../../memory/recall.ts';
import { quoteOf } from '../compose/quotes.ts';
import { sessionTextOf } from '../session.ts';
import type { Situation } from '../situation.ts';
import { suggestionTextsOf } from '../suggestions.ts';
import { type Allowed, allowedIn } from './allowed.ts';
import { datesIn } from './dates.ts';
import { numbersIn, type StatedNumber } from './numbers.ts';

/** Said instead of a text that does not pass. Holds no number and no claim. */
export const minimalText =
  'I cannot put this into words safely right now. Your autonomic recovery signal and what it rests on are shown beside this reply.';

/**
 * What is wrong with a text, empty when it may be said: a number or date that no evidence of the situation holds in
 * this unit and rounding, a banned word, or a quotation that no recalled memory says word for word. It does not see
 * whether a number stands beside the right words.
 */
export const violations = (
  text: string,
  situation: Situation,
  memories: readonly RecalledMemory[],
): string[] => {
  const lines = text.split('\n');
  const quotes = new Set(memories.map(quoteOf));
  const invented = lines.filter((line) => isQuotation(line) && !quotes.has(line));
  // Fixed advice that follows from the night, and the catalogue's doses, hold numbers which are in no evidence.
  const advice = situation.question.kind === 'session' ? sessionTextOf(situation) : null;
  const fixed = [...(advice === null ? [] : [advice]), ...suggestionTextsOf(situation)];
  const said = lines.filter((line) => !isQuotation(line)).join('\n');
  const own = fixed.reduce((text, each) => text.replace(each, ''), said);
  const allowed = allowedIn(situation);
  const { dates, rest } = datesIn(own);
  return [
    ...invented.map((line) => `quotation: ${line.slice(0, 80)}`),
    ...dates.filter((date) => !isAllowedDate(date, allowed)).map((date) => `date: ${date}`),
    ...numbersIn(rest)
      .filter((stated) => !isAllowedNumber(stated, allowed))
      .map(({ words }) => `number: ${words}`),
    ...new Set([...bannedWordsIn(own), ...medicalWordsIn(own)].map((word) => `word: ${word}`)),
  ];
};

const isAllowedDate = (date: string, { dates }: Allowed): boolean =>
  dates.has(date) || [...dates].some((known) => known.slice(5) === date);

/** The stated number is the allowed one rounded to as many decimals as are stated, and at most to whole units. */
const isAllowedNumber = (stated: StatedNumber, { numbers }: Allowed): boolean => {
  const scale = 10 ** stated.decimals;
  return numbers.some(
    ({ value, unit }) => unit === stated.unit && Math.abs(value * scale - stated.value * scale) <= 0.5 + 1e-6,
  );
};
