import { describe, expect, test } from 'vitest';
import { bannedWordsIn } from '../../domain/safety/banned-words.ts';
import { medicalWordsIn } from '../../domain/safety/medical-words.ts';
import { runOf, type Situation } from '../situation.ts';
import { decided, nightsEndingOn, unusualNight, usualNight } from '../testing/nights.ts';
import { minimalText, violations } from './guard.ts';
import { numbersIn } from './numbers.ts';

const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const nights = decided('ada', nightsEndingOn('2021-12-12', [...month, unusualNight]));
const situation: Situation = {
  question: { kind: 'state' },
  today: '2021-12-12',
  newest: nights[0]!,
  ageDays: 0,
  ...runOf(nights),
  asked: null,
  hrvNights: 30,
  hrvNightsOfWeek: 7,
  unreachable: false,
  withheld: [],
  hardDays: 0,
  suggestions: { interventions: [], reason: null },
};
const check = (text: string): string[] => violations(text, situation, []);

describe('numbers', () => {
  test.each([
    ['16 ms', 16, 'ms', 0],
    ['15.9 milliseconds', 15.9, 'ms', 1],
    ['72 bpm', 72, 'per minute', 0],
    ['18.2 breaths per minute', 18.2, 'per minute', 1],
    ['6 h 42 min', 402, 'minutes', 0],
    ['7 hours', 420, 'minutes', 0],
    ['402 minutes', 402, 'minutes', 0],
    ['-0.4 °C', -0.4, 'celsius', 1],
    ['66%', 66, 'percent', 0],
    ['68 of 100', 68, 'of 100', 0],
    ['three nights', 3, 'nights', 0],
    ['about 12', 12, 'none', 0],
  ])('%s', (text, value, unit, decimals) => {
    expect(numbersIn(text)).toMatchObject([{ value, unit, decimals }]);
  });
});

describe('guard', () => {
  test.each([
    'HRV 16 ms, usually 47 ms, 66% lower.',
    'Heart rate 72 bpm on 12 December 2021.',
    'You slept 6 h 42 min (402 minutes).',
    'Breathing 18.2 per minute, 18 per minute rounded.',
    'On 2021-12-11 it was calmer.',
    minimalText,
  ])('passes: %s', (text) => expect(check(text)).toEqual([]));

  test.each([
    ['a made-up number', 'HRV 17 ms', 'number: 17 ms'],
    ['the right number in another unit', 'HRV 72 ms', 'number: 72 ms'],
    ['a number without a unit', 'HRV 16', 'number: 16'],
    ['a finer rounding than the evidence', 'heart rate 72.4 per minute', 'number: 72.4 per minute'],
    ['a coarser rounding', 'heart rate 70 per minute', 'number: 70 per minute'],
    ['a made-up duration', 'you slept 8 h 5 min', 'number: 8 h 5 min'],
    ['a spelled number', 'rest for three days', 'number: 3 days'],
    ['another date', 'as on 1 May 2021', 'date: 2021-05-01'],
    ['another day of a month', 'as on 24 December', 'date: 12-24'],
  ])('catches %s', (_, text, violation) => expect(check(text)).toEqual([violation]));

  test.each([
    'We detect illness',
    'You have COVID-19',
    'this treats stress',
    'clinically proven',
    'signs of AF',
    'Overtraining syndrome',
    'medical-grade',
    'it prevents strain',
    'you caught a cold',
    'a diagnosis',
    'it can detect early signs of illness',
    'AUREN detects infections',
    'a dia\u00adgno\u200bsis',
    'ｐｒｅｖｅｎｔｓ strain',
  ])('catches the word in: %s', (text) =>
    expect(check(text).some((found) => found.startsWith('word:'))).toBe(true),
  );

  test('ordinary words are not banned', () => {
    const text = 'after health, healthy, secure, occurred, colder, influence, retreat, stroked';
    expect([...bannedWordsIn(text), ...medicalWordsIn(text)]).toEqual([]);
  });
});
