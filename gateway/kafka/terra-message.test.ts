import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTerraMessage } from './terra-message.ts';

const read = (value: unknown, sentAtMs: number | null = 1_000_000) =>
  readTerraMessage(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), sentAtMs);
const pointer = { status: 'success', type: 's3_payload', url: 'https://x.example/y', expires_in: 600 };

describe('a message of Terra', () => {
  it('with a body is that body, byte for byte', () => {
    const text = '{ "type": "sleep", "data": [] }';
    expect(read(text)).toEqual({ kind: 'body', bytes: Buffer.from(text), body: { type: 'sleep', data: [] } });
  });

  it.each([
    [pointer, 1_600_000],
    [{ ...pointer, expires_in: 60 }, 1_060_000],
    [{ ...pointer, expires_in: 86_400 }, 1_600_000],
    [{ ...pointer, expires_in: '60' }, 1_600_000],
    [{ ...pointer, expires_in: -5 }, 1_600_000],
    [{ type: 's3_payload', url: pointer.url }, 1_600_000],
  ])('that points elsewhere: %j', (value, expiresAtMs) => {
    expect(read(value)).toEqual({ kind: 'pointer', url: pointer.url, expiresAtMs });
  });

  it('that points elsewhere and has no time does not expire here', () => {
    expect(read(pointer, null)).toMatchObject({ expiresAtMs: null });
  });

  it.each([
    ['', 'empty'],
    ['no JSON', 'body_unreadable'],
    ['{"a":NaN}', 'body_unreadable'],
    ['[]', 'not_an_object'],
    ['null', 'not_an_object'],
    ['5', 'not_an_object'],
    [{ ...pointer, url: null }, 'pointer_without_url'],
    [{ ...pointer, status: 'error' }, 'pointer_without_success'],
  ])('that is poison: %j', (value, reason) => {
    expect(read(value)).toEqual({ kind: 'poison', reason });
  });

  it('without a value is poison, and no bytes make it throw', () => {
    expect(readTerraMessage(null, 0)).toEqual({ kind: 'poison', reason: 'empty' });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(['body', 'pointer', 'poison']).toContain(readTerraMessage(bytes, 0).kind);
        },
      ),
    );
  });
});
