import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['PT2H44M', 9_840],
  ['PT1H30.5S', 3_630.5],
  ['PT210.026S', 210.026],
  ['PT0S', 0],
  ['PT90M', 5_400],
  ['PT', null],
  ['P1D', null],
  ['PT1M2H', null],
  ['-PT1S', null],
  ['PT1,5S', null],
  [3_600, null],
  [undefined, null],
])('%j is %j seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (text) => void parseDuration(text)));
});
