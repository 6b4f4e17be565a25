import { clausesOf } from './clauses.ts';
import { emergency, emergencyIdioms } from './emergency.ts';
import { germanEmergency, germanSelfHarm } from './german.ts';
import { selfHarm, selfHarmIdioms } from './self-harm.ts';
import { selfHarmParaphrase } from './self-harm-paraphrase.ts';

/** `SF1`: thoughts of dying or self-harm. `SF2`: symptoms of an emergency. */
export type RedFlag = 'SF1' | 'SF2';

/**
 * Red flags of a free English or German text (both are always looked for), SF1 first. Recall comes before precision: a negation counts only where it plainly
 * belongs to the words ("no chest pain"), and somebody else's story only where it is over ("my father had ... last
 * year").
 */
export const screen = (text: string): RedFlag[] => {
  const readings = [clausesOf(text, '.'), clausesOf(text, ' ')];
  const flags: RedFlag[] = [];
  if (readings.some((clauses) => clauses.some(saysSelfHarm)) || germanSelfHarm(text)) flags.push('SF1');
  if (readings.some((clauses) => clauses.some(saysEmergency)) || germanEmergency(text)) flags.push('SF2');
  return flags;
};

const without = (clause: string, idioms: readonly RegExp[]): string =>
  idioms.reduce((rest, idiom) => rest.replace(idiom, ' '), clause);

/** Here a negation has to be next to the words: "not suicidal", "never hurt myself", "no thoughts of suicide". */
const selfHarmNegated =
  /\b(not|isn't|wasn't|never|aren't) (been |feeling |at all |would |going to |ever )*(suicidal|kill myself|hurt myself|harm myself|self[- ]harm\w*)\b|\bno ((suicidal )?(thoughts?|plans?|intentions?|ideas?|wish) (of|about|to) )+(suicide|killing myself|kill myself|self[- ]harm\w*|hurting myself|harming myself)\b|\b(no|without|never had|don't have|do not have|never have)( any)? (suicidal|self[- ]harm) (thoughts?|plans?|ideas?|intentions?)\b|\bno (plans?|wish|intention|desire) to (kill|hurt|harm) myself\b/g;

const selfHarmPatterns = [...selfHarm, ...selfHarmParaphrase];

const saysSelfHarm = (clause: string): boolean => {
  const rest = without(clause, selfHarmIdioms).replace(selfHarmNegated, ' ');
  return selfHarmPatterns.some((pattern) => pattern.test(rest)) && !isOver(rest);
};

const saysEmergency = (clause: string, index: number, clauses: readonly string[]): boolean => {
  const rest = without(clause, emergencyIdioms);
  const found = emergency.some((pattern) => {
    for (const match of rest.matchAll(new RegExp(pattern, 'g'))) {
      if (!negation.test(rest.slice(Math.max(0, match.index - NEGATION_REACH), match.index))) return true;
    }
    return false;
  });
  return found && !isOver(clause, clauses[index + 1]);
};

/** Words that may stand between a negation and what it negates. Anything else ends the negation. */
const negation =
  /\b(no|not|without|never|none of|neither|nor|denies|denied|free of|haven't|hasn't|hadn't|don't|doesn't|didn't|isn't|wasn't|do not|does not|did not|have not) (?:(?:any|a|an|the|my|more|longer|signs?|of|have|having|had|feel|feeling|felt|experienced?|experiencing|get|getting|got|been|such|severe|other|kind|sort|or|nor|chest|pains?|pressure|tightness|tight|fainting|faint|fainted|breathlessness|shortness|breath|numbness|weakness|headache|confusion|dizziness|fever|symptoms?|like|passed|out|coughing|coughed|up|blood) )*$/;

/** Characters; keeps the look back short in a hostile text. */
const NEGATION_REACH = 120;

const someoneElse =
  /\b(my|his|her|our|their|the|a) (late |own |best |old |younger |older )?(father|dad|mother|mum|mom|parents?|brother|sister|son|daughter|wife|husband|partner|girlfriend|boyfriend|friend|uncle|aunt|cousin|grand(ma|pa|father|mother)|neighbou?r|boss|colleague|coach|character|dog|cat)('s)?\b/;
const longAgo =
  /\b(last (year|decade|century|summer|winter|spring|autumn|fall|month)|(years?|decades?|months?) (ago|back)|as a (child|kid|teenager)|when i was (a |an )?(young\w*|child|kid|teen\w*|little|\d+)|in (19|20)\d\d|used to)\b/;
const past =
  /\b(had|was|were|died|passed away|suffered|got|went|did|committed|attempted|fainted|collapsed)\b/;
const present =
  /\b(now|today|tonight|again|still|currently|right now|at the moment|this (morning|afternoon|evening|week)|yesterday|keeps?|just)\b/;

/** Told as past: somebody else's, or long ago; and nothing of it is said to be so now, not even right after. */
const isOver = (clause: string, next = ''): boolean => {
  if (present.test(`${clause} ${next}`)) return false;
  if (someoneElse.test(clause) && !/\b(i|i'm|me|myself) (have|am|feel|get|also|too|want)\b/.test(clause))
    return past.test(clause);
  return longAgo.test(clause) && past.test(clause);
};
