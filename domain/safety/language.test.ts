import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bannedWordsIn } from './banned-words.ts';
import { languageOf } from './language.ts';
import { footerIn, safetyText } from './texts.ts';

test.each([
  ['english', 'en'],
  ['german', 'de'],
])('nearly all sentences of the %s corpus are taken for it', (name, language) => {
  const sentences = readFileSync(new URL(`corpus/${name}.txt`, import.meta.url), 'utf8')
    .split(/# negative/)[0]!
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const right = sentences.filter((text) => languageOf(text) === language);
  expect(right.length / sentences.length).toBeGreaterThan(0.9);
});

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
