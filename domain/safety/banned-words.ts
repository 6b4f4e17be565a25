/** Words that would make a wellness product claim to be a medical one; also as parts of a phrase. */
const banned: readonly RegExp[] = [
  /\bdiagnos\w*/gi,
  /\bdetect\w* (an? |the |your )?(illness|infection|disease|covid|flu|af|afib|atrial fibrillation|sleep apn\w+)\b/gi,
  /\bmedical[- ]grade\b/gi,
  /\btreat(s|ed|ing|ment|ments)?\b/gi,
  /\bprevent(s|ed|ing|ion)?\b/gi,
  /\bcur(e|es|ed|ing)\b/gi,
  /\bclinically (proven|validated)\b/gi,
  /\bovertraining syndrome\b/gi,
  /\batrial fibrillation\b/gi,
  /\bcns (is )?(damaged?|fatigued?)\b/gi,
];

/** The banned words of a text meant for a user or for marketing, as they stand in it; empty where it may be shown. */
export const bannedWordsIn = (text: string): string[] =>
  banned.flatMap((pattern) => text.match(pattern) ?? []);
