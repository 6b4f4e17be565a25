// A reply marks remembered text as a quotation, so that it is never remembered a second time as if it were new.

const MARK = '> ';

/** One quoted line; line breaks of the quoted text become spaces, so that no part of it loses the mark. */
export const quotation = (text: string): string => `${MARK}${text.replace(/\s+/g, ' ').trim()}`;

export const isQuotation = (line: string): boolean => line.startsWith(MARK);

export const quotedText = (line: string): string => line.slice(MARK.length);

/** What the author of a text said in their own words. */
export const withoutQuotations = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isQuotation(line))
    .join('\n')
    .trim();
