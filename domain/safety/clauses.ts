/** Text as the lexicon is written: lower case, straight quotes, no accents, single spaces. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u200b-\u200d\u2060\ufeff\u00ad]/gu, '')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Parts in which a negation or "my father" can hold; a comma or a "but" ends them. `lineBreak` says what the end of a
 * line is: nobody can tell whether it ends a thought or only wraps it.
 */
export const clausesOf = (text: string, lineBreak: '.' | ' '): string[] =>
  normalised(text.replace(/[\r\n]+/g, ` ${lineBreak} `))
    .split(/[.!?;:,()]+|\s[-\u2013\u2014]+\s|\b(?:but|though|although|however|yet|because|since then)\b/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
