import { englishStem } from './english-stem.ts';

/** Words that say nothing about what a text is about: the list of the Snowball project, as PostgreSQL uses it. */
const STOP_WORDS = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it
   its itself they them their theirs themselves what which who whom this that these those am is are was were be been
   being have has had having do does did doing a an the and but if or because as until while of at by for with about
   against between into through during before after above below to from up down in out on off over under again further
   then once here there when where why how all any both each few more most other some such no nor not only own same so
   than too very s t can will just don should now`.split(/\s+/),
);

/** Longer than any message. */
const INDEXED_CHARACTERS = 20_000;
const TOKEN = /\d{4}-\d{2}-\d{2}|\d+[.,]\d+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** How often each stem stands in a text. A date in ISO form is one term. */
export const countTerms = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const [token] of text.slice(0, INDEXED_CHARACTERS).normalize('NFC').toLowerCase().matchAll(TOKEN)) {
    if (STOP_WORDS.has(token)) continue;
    const term = englishStem(token);
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
};
