import { plainText } from './plain-text.ts';

/** What may be said to be found, or found early; with up to three words between ("early signs of"). */
const found =
  'illness\\w*|sickness|infection\\w*|disease\\w*|disorder\\w*|covid\\S*|coronavirus|flu|influenza|virus\\w*|af|afib|atrial fibrillation|arrhythmia\\w*|sleep apn\\w+|apn\\w+|cancer|sepsis|fever|heart attack\\w*|stroke|symptom\\w*';

/**
 * Words that would make a wellness product claim to be a medical one (section 6.3 of the specification), also as parts
 * of a phrase.
 */
const banned: readonly RegExp[] = [
  /\bdiagnos\w*/gi,
  new RegExp(
    `\\b(detect|predict|identif|recogni[sz]|screen|spot|find)\\w*( (for|out|an?|the|your|any|possible|early|first|signs?|onset|of|warning|an early|acute)){0,5} (${found})\\b`,
    'gi',
  ),
  /\b(illness|infection|disease|covid|af|afib|apn\w+)[- ](detect|predict)\w*/gi,
  /\bmedical(ly)?[-\s]grade\b/gi,
  /\btreat(s|ed|ing|ment|ments)?\b/gi,
  /\bprevent\w*/gi,
  /\bcur(e|es|ed|ing)\b/gi,
  /\bclinical(ly)?[-\s](proven|validated|tested|grade)\b/gi,
  /\bovertraining[-\s]syndrome\b/gi,
  /\batrial[-\s]fibrillation\b/gi,
  /\bcns (is )?(damaged?|fatigued?)\b/gi,
];

/**
 * The banned words of a text meant for a user or for marketing, as they stand in it; empty where it may be shown. Words
 * are read as people see them: without invisible characters, in any Unicode form.
 */
export const bannedWordsIn = (text: string): string[] => {
  const seen = plainText(text).replace(/\s+/g, ' ');
  return banned.flatMap((pattern) => seen.match(pattern) ?? []);
};
