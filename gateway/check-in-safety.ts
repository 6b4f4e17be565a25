import { languageOf } from '../domain/safety/language.ts';
import type { RedFlag } from '../domain/safety/red-flags.ts';
import { footerIn, safetyText } from '../domain/safety/texts.ts';

/** The fixed text for a note: null where nothing was found; only the help footer where nothing could be looked for. */
export const safetyOf = (
  flags: readonly RedFlag[] | null,
  note: string,
): { flag: string | null; text: string } | null => {
  if (flags === null) return { flag: null, text: footerIn('en') };
  if (flags.length === 0) return null;
  return { flag: flags.join('+'), text: safetyText(flags, languageOf(note)) };
};
