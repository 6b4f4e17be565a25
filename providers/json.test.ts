import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalId, namedUser, sha256, streamSafeId } from './identity.ts';
import { at, objectsOf, readJson, shortText, snippet } from './json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readJson', () => {
  test.each(['null', '0', '"text"', '[]', '{"a":1e309}', '{"__proto__":{"user":1}}', '{"a":1,"a":2}'])(
    'reads %s',
    (text) => {
      expect(readJson(bytes(text))).toHaveProperty('ok', true);
    },
  );

  test.each(['', ' ', '{', 'NaN', '{"a":NaN}', '{"a":Infinity}', "{'a':1}", '{"a":1}x', '\u0000'])(
    'does not read %j',
    (text) => {
      expect(readJson(bytes(text))).toEqual({ ok: false });
    },
  );

  test('does not read what is no UTF-8', () => {
    expect(readJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toEqual({ ok: false });
    expect(readJson(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22))).toEqual({ ok: false });
  });

  test('reads 200,000 lists inside each other', () => {
    expect(readJson(bytes('['.repeat(200_000) + ']'.repeat(200_000)))).toHaveProperty('ok', true);
  });
});

test('at follows own names only', () => {
  expect(at({ a: { b: 0 } }, ['a', 'b'])).toBe(0);
  for (const value of [null, 1, 'x', [], {}, { a: null }, { a: [{ b: 1 }] }])
    expect(at(value, ['a', 'b'])).toBeUndefined();
  expect(at({}, ['constructor', 'name'])).toBeUndefined();
});

test('objectsOf passes over what is no object', () => {
  expect(objectsOf([1, null, { a: 1 }, [], 'x'])).toEqual([{ a: 1 }]);
  expect(objectsOf({ length: 3 })).toEqual([]);
});

test('snippet is the JSON text of small values', () => {
  expect([58, '58', null, true, [1, 'a'], { a: { b: [] } }].map(snippet)).toEqual([
    '58',
    '"58"',
    'null',
    'true',
    '[1,"a"]',
    '{"a":{"b":[]}}',
  ]);
  expect(snippet(Number.POSITIVE_INFINITY)).toBe('Infinity');
});

test('snippet has at most 200 characters, whatever it is given', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => snippet(value).length <= 200));
  const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
  expect(snippet([deep, 'x'.repeat(1e6), new Array(1e6).fill(0)])).toHaveLength(200);
});

test('shortText', () => {
  expect(shortText(' Apple\u0000Watch \n')).toBe('Apple Watch');
  expect([shortText(''), shortText(' \t'), shortText(5), shortText(null)]).toEqual([null, null, null, null]);
  expect(shortText('😀'.repeat(100))).toBe('😀'.repeat(64));
});

test('ids are safe for a stream name', () => {
  expect(streamSafeId('terra-c654db')).toBe('terra-c654db');
  expect(streamSafeId('a b')).toBe(sha256('a b'));
  expect(sha256('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect([externalId(456), externalId(''), externalId({}), externalId(1.5), externalId(null)]).toEqual([
    '456',
    null,
    null,
    null,
    null,
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => /^[\w.:-]{1,128}$/.test(streamSafeId(`${text}x`))),
  );
});

test('users', () => {
  expect(namedUser('someone@example.org')).toBe('someone@example.org');
  for (const value of ['', 'a b', 'a/b', 'x'.repeat(129), 5, null, {}, 'é'])
    expect(namedUser(value)).toBeNull();
});
