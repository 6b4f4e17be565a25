import { expect, it } from 'vitest';
import { type CursorPart, decodeCursor, encodeCursor } from './pages.ts';

it.each<[CursorPart, string]>([
  ['date', '2024-02-29'],
  ['instant', '2024-02-29T23:59:59.999Z'],
  ['position', '999999999999999999'],
  ['text', 'terra:ada:sleep:1 \u{1f600}'],
])('a %s comes back as it was', (kind, text) => {
  expect(decodeCursor(encodeCursor([text]), [kind])).toEqual([text]);
});

it.each<[CursorPart, string]>([
  ['date', '2023-02-29'],
  ['date', '0000-01-01'],
  ['date', 'x'],
  ['instant', '1'],
  ['instant', '2024-13-01T00:00:00.000Z'],
  ['instant', '0000-01-01T00:00:00.000Z'],
  ['position', '9999999999999999999'],
  ['position', '-1'],
  ['text', 'a\u0000b'],
])('a forged %s is refused: %j', (kind, text) => {
  expect(() => decodeCursor(encodeCursor([text]), [kind])).toThrow(/cursor/);
});

it.each([
  '',
  'garbage',
  encodeCursor([]),
  encodeCursor(['a', 'b']),
  Buffer.from('[1]').toString('base64url'),
])('what is no cursor of one text is refused: %j', (cursor) => {
  expect(() => decodeCursor(cursor, ['text'])).toThrow(/cursor/);
});
