import { expect, test } from 'vitest';
import { bannedWordsIn } from './banned-words.ts';
import { english } from './corpus/english.ts';
import { german } from './corpus/german.ts';
import { languageOf } from './language.ts';
import { footerIn, safetyText } from './texts.ts';

test.each([
  ['English', english, 'en'],
  ['German', german, 'de'],
] as const)(
  'nearly all sentences of the %s corpus are taken for it',
  (_, { everyday, ...positive }, language) => {
    const sentences = Object.values(positive).flat();
    const right = sentences.filter((text) => languageOf(text) === language);
    expect(right.length / sentences.length).toBeGreaterThan(0.9);
  },
);

test('the fixed texts exist in both languages, with the emergency number', () => {
  for (const language of ['en', 'de'] as const) {
    const text = safetyText(['SF1', 'SF2'], language);
    expect(text).toContain('112');
    expect(text).toContain('988');
    expect(bannedWordsIn(text)).toEqual([]);
    expect(footerIn(language).length).toBeGreaterThan(50);
  }
  expect(safetyText(['SF1'])).toBe(safetyText(['SF1'], 'en'));
});
