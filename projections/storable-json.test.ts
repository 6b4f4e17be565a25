import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storableJson } from './storable-json.ts';

it('replaces what a jsonb column refuses, in names too', () => {
  expect(storableJson({ 'a\u0000': 'x\ud83d', b: ['\udc00y'] })).toBe(
    '{"a\ufffd":"x\ufffd","b":["\ufffdy"]}',
  );
});

it('leaves everything else as it was: written escapes, pairs, quotes', () => {
  const text = '\\u0000 \\\\ud83d \u{1f600} " \n \u0001';
  expect(JSON.parse(storableJson(text))).toBe(text);
});

it('is JSON without NUL and without half pairs, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
      const read: unknown = JSON.parse(storableJson({ [a]: b, c: `${a}\ud800${b}\u0000` }));
      const told = JSON.stringify(read);
      expect(/(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/.test(told)).toBe(false);
    }),
  );
});
