import { normalised } from './plain-text.ts';
import type { SafetyLanguage } from './texts.ts';

const german =
  /\b(ich|mich|mir|nicht|kein|keine|und|der|die|das|ist|bin|habe|hab|mein|meine|meinen|wie|warum|auf|wird|fur|mit|heute|leben|brust|luft)\b/g;
const english =
  /\b(i|i'm|me|my|not|no|and|the|is|am|have|how|why|on|for|with|today|life|chest|breath|to|of|want|a)\b/g;

/** The language of a message, for the fixed texts alone: German where more of its common words stand in it. */
export const languageOf = (text: string): SafetyLanguage => {
  const said = normalised(text);
  return (said.match(german)?.length ?? 0) > (said.match(english)?.length ?? 0) ? 'de' : 'en';
};
