import { monthNames } from '../../domain/date-in-words.ts';

const month = `(${monthNames.join('|')})`;
const forms = [
  /\b(\d{4})-(\d{2})-(\d{2})\b/g,
  new RegExp(`\\b(\\d{1,2}) ${month}(?: (\\d{4}))?\\b`, 'g'),
  new RegExp(`\\b${month} (\\d{1,2})(?:, (\\d{4}))?\\b`, 'g'),
];

/** The dates a text names (`2021-12-12`, or `12-12` where it gives no year), and the text without them. */
export const datesIn = (text: string): { readonly dates: readonly string[]; readonly rest: string } => {
  const dates: string[] = [];
  const write = (year: string | undefined, name: string, day: string): string => {
    const number = (monthNames as readonly string[]).indexOf(name) + 1;
    dates.push([year, String(number).padStart(2, '0'), day.padStart(2, '0')].filter(Boolean).join('-'));
    return ' ';
  };
  const rest = text
    .replace(forms[0]!, (date) => {
      dates.push(date);
      return ' ';
    })
    .replace(forms[1]!, (_, day: string, name: string, year?: string) => write(year, name, day))
    .replace(forms[2]!, (_, name: string, day: string, year?: string) => write(year, name, day));
  return { dates, rest };
};
