import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import { monthNames, weekdayNames } from '../domain/date-in-words.ts';
import { isLocalDate } from '../domain/time/local-date.ts';

/**
 * What a message asks for, by these rules in this order (English, upper and lower case alike):
 * 1. `memory`: "what do you remember about X", "did I tell you", "remind me of", "what did I say about".
 * 2. `change`: "what changed", "since when", "how long", "what is different", "compared with".
 * 3. `help`: "what can I do", "how can I recover", "what helps", "any suggestion" (not about training).
 * 4. `night`: a date ("2021-12-12", "12 December 2021", "December 12", "on Sunday", "last night", "yesterday").
 * 5. `session`: "should I train", "can I do a hard session", "what workout today".
 * 6. `why`: "why", "explain", "reason", "what makes", "how do you know".
 * 7. `state`: "how am I", "how did I sleep", "my HRV", "am I ready".
 * 8. `other`: everything else.
 */
export type Question =
  | { readonly kind: 'memory'; readonly about: string }
  | { readonly kind: 'night'; readonly date: string }
  | { readonly kind: 'last_night' | 'change' | 'help' | 'session' | 'why' | 'state' | 'other' };

const memory =
  /\b(?:(?:what|do|did|can|anything|something).{0,20}\byou (?:still )?(?:remember|recall|know(?= about))\b|remind me\b|(?:what|when) did i (?:say|tell|mention|write)\b|(?:did|have) i (?:ever )?(?:tell|told|say|said|mention|mentioned|written)\b(?: you)?)/i;
const change =
  /\b(?:what(?:'s| is| has|'ve| have)? (?:been )?(?:changed|changing|new|different)|(?:any|anything|something) (?:changed?|new|different)|did (?:anything|something) change|changes?\b|since when|how long (?:have|has|already|been)|compared? (?:to|with)|difference)\b/i;
const session =
  /\b(?:should|can|may|could|shall|would|am|is|how hard|how much|what|which|ready|fit)\b.{0,40}\b(?:train(?:ing)?|work ?outs?|sessions?|exercis\w+|gym|runs?|running|rides?|race|intervals?|lift(?:ing)?)\b/i;
const help =
  /\b(?:what (?:can|could|should|shall|do|must|would you) (?:i |we |you )?(?:do|try|recommend|suggest|advise)(?! (?:you|i|we) (?:remember|know|mean|think))|what (?:helps|would help|might help|can help|will help)|how (?:can|could|do|should|might) i (?:\w+ )?(?:recover|improve|relax|calm|lower|raise|increase|reduce|sleep|feel|get|wind|de-?stress|rest)|(?:any|some|a|your) (?:suggestions?|advice|tips?|recommendations?|ideas?)|(?:recommend|suggest|advise)\b|help me\b|interventions?\b)/i;
const why =
  /\b(?:why|explain|reasons?|because of what|what makes|how come|how do you know|based on what|what caused)\b/i;
const state =
  /\b(?:how (?:am|are|is|was|were|did|do|'s)|how's|am i|should i|(?:my|the) (?:state|status|readiness|recovery|score|hrv|heart rate|rhr|sleep|signal|baseline|confidence|breathing|temperature)|today|this morning)\b/i;

/** `today` is the wearer's date, as well as it is known (YYYY-MM-DD). */
export const questionOf = (message: string, today: string): Question => {
  const text = message.replace(/[\u2018\u2019]/g, "'");
  const remembered = memory.exec(text);
  if (remembered !== null) {
    const about = text
      .slice(remembered.index + remembered[0].length)
      .replace(/^\s*(?:about|of|on|that|to)\b/i, '');
    if (/^\s*me\W*$/i.test(about)) return { kind: 'other' };
    return { kind: 'memory', about: about.trim() === '' ? text : about.trim() };
  }
  if (change.test(text)) return { kind: 'change' };
  if (help.test(text) && !session.test(text)) return { kind: 'help' };
  if (/\b(?:last night|tonight)\b/i.test(text)) return { kind: 'last_night' };
  const date = dateIn(text, today);
  if (date !== null) return { kind: 'night', date };
  if (session.test(text)) return { kind: 'session' };
  if (why.test(text)) return { kind: 'why' };
  return { kind: state.test(text) ? 'state' : 'other' };
};

/** A follow-up such as "why?" or "and why is that" names no night itself and means the one just spoken of. */
export const isFollowUp = (message: string): boolean =>
  /^\W*(?:and |but |so )?(?:why|how come|explain)\b[^.]{0,25}$/i.test(message);

const months = monthNames
  .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`)
  .join('|')
  .replace('Sep(', 'Sept?(');
const dayFirst = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${months})\\b\\.?,?(?: (\\d{4})\\b)?`,
  'i',
);
const monthFirst = new RegExp(`\\b(${months})\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b,?(?: (\\d{4})\\b)?`, 'i');
const weekday = new RegExp(`\\b(?:on|last|this) (${weekdayNames.join('|')})\\b`, 'i');

const dateIn = (text: string, today: string): string | null => {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (iso !== undefined) return isLocalDate(iso) ? iso : null;
  const first = dayFirst.exec(text);
  if (first !== null) return written(first[1]!, first[2]!, first[3], today);
  const second = monthFirst.exec(text);
  if (second !== null) return written(second[2]!, second[1]!, second[3], today);
  if (/\byesterday\b/i.test(text)) return daysBefore(today, 1);
  const named = weekday.exec(text)?.[1]?.toLowerCase();
  if (named === undefined) return null;
  const wanted = weekdayNames.findIndex((name) => name.toLowerCase() === named);
  return daysBefore(today, (new Date(`${today}T00:00:00Z`).getUTCDay() - wanted + 7) % 7);
};

/** Without a year: the newest such day that is not in the future. */
const written = (day: string, month: string, year: string | undefined, today: string): string | null => {
  const index = monthNames.findIndex(
    (name) => name.slice(0, 3).toLowerCase() === month.slice(0, 3).toLowerCase(),
  );
  const ending = `${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) return isLocalDate(`${year}-${ending}`) ? `${year}-${ending}` : null;
  const thisYear = Number(today.slice(0, 4));
  // A 29 February may be up to eight years back.
  for (let candidate = thisYear; candidate >= thisYear - 8; candidate--) {
    const date = `${candidate}-${ending}`;
    if (isLocalDate(date) && date <= today) return date;
  }
  return null;
};

export const daysBefore = (date: string, days: number): string => dateOf(dayNumber(date) - days);
