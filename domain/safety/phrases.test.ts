import { describe, expect, test } from 'vitest';
import { phraseBooks } from './phrases.ts';
import { sentencesOf } from './words.ts';

const finds = (phrase: string, text: string, vocabulary = {}) => {
  const books = phraseBooks({ all: { phrases: [phrase], vocabulary } });
  return books.read(sentencesOf(text)).some((sentence) => books.search('all', sentence));
};

describe('the notation of phrases', () => {
  test.each([
    ['chest pain', 'my chest pain', true],
    ['chest pain', 'my chest and pain', false],
    ['chest ~2 pain', 'chest and a pain', true],
    ['chest ~2 pain', 'chest and a big pain', false],
    ['cut* again', 'cutting again', true],
    ['(left arm|jaw) hurts', 'my left arm hurts', true],
    ['(left arm|jaw) hurts', 'my right arm hurts', false],
    ['no? pain', 'pain', true],
    ['took # pills', 'I took 30 pills', true],
    ['took # pills', 'I took my pills', false],
    ['wake up !(early|at six)', 'wake up late', true],
    ['wake up !(early|at six)', 'wake up at six', false],
    ['wake up !(early|at six)', 'wake up at seven', true],
    ['go on $', 'I cannot go on', true],
    ['go on $', 'I cannot go on, sorry', true],
    ['go on $', 'go on holiday', false],
    ['jaw & arm', 'my arm hurts and so does the jaw', true],
    ['jaw & arm', 'my jaw. My arm', false],
  ])('%s in: %s', (phrase, text, expected) => expect(finds(phrase, text)).toBe(expected));

  test('names of the vocabulary, alone and among others', () => {
    expect(finds('<limb> hurts', 'my leg hurts', { limb: 'arm|leg' })).toBe(true);
    expect(finds('(<limb>|back) hurts', 'my back hurts', { limb: 'arm|leg' })).toBe(true);
    expect(() => finds('<limb> hurts', '')).toThrow('no words named limb');
    expect(() => finds('(a|(b|c)) d', '')).toThrow('a group inside of a group');
  });

  test('parts joined with & may stand at most 14 words apart', () => {
    const between = (words: number) => `arm ${'so '.repeat(words)}jaw`;
    expect(finds('arm & jaw', between(13))).toBe(true);
    expect(finds('arm & jaw', between(14))).toBe(false);
  });
});
