import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyLegacySignature, verifySignature } from './signature.ts';

const secret = 'client-secret-of-a-test';
const body = Buffer.from('{"event_type":"update","data_type":"sleep","object_id":"a"}');
const sentS = 1_790_000_000;
const options = { secrets: [secret], nowMs: sentS * 1_000, toleranceS: 7_200 };
const hmac = (signed: string | Uint8Array, key = secret) =>
  createHmac('sha256', key).update(signed).digest('hex').toUpperCase();
const signed = (timestamp: string, key = secret) => ({
  'x-oura-timestamp': timestamp,
  'x-oura-signature': hmac(Buffer.concat([Buffer.from(timestamp), body]), key),
});

describe('the signature of Oura', () => {
  const published = new URL('../../../shared/data/payloads/signature-vectors.json', import.meta.url);
  // Skipped where the samples are not beside the project: they are no part of it.
  test.skipIf(!existsSync(published))('accepts the published vector at the time it names', () => {
    const vector = JSON.parse(readFileSync(published, 'utf8')).find(
      (entry: { provider: string }) => entry.provider === 'oura',
    );
    const at = { secrets: [vector.secret], nowMs: 1_234_567_890_000, toleranceS: 7_200 };
    const bytes = Buffer.from(vector.body);
    expect(verifySignature(vector.headers, bytes, at)).toBe('ok');
    expect(verifySignature(vector.headers, Buffer.from(`${vector.body} `), at)).toBe('signature_invalid');
    expect(verifySignature(vector.headers, bytes, { ...at, nowMs: sentS * 1_000 })).toBe('signature_stale');
  });

  test('is over the timestamp and the bytes, in either case', () => {
    const headers = signed(String(sentS));
    expect(verifySignature(headers, body, options)).toBe('ok');
    const lower = { ...headers, 'x-oura-signature': headers['x-oura-signature'].toLowerCase() };
    expect(verifySignature(lower, body, options)).toBe('ok');
  });

  test('is checked against each of several secrets, and never against an empty one', () => {
    const headers = signed(String(sentS));
    expect(verifySignature(headers, body, { ...options, secrets: ['new', secret] })).toBe('ok');
    expect(verifySignature(signed(String(sentS), 'other'), body, options)).toBe('signature_invalid');
    expect(verifySignature(signed(String(sentS), ''), body, { ...options, secrets: [''] })).toBe(
      'signature_invalid',
    );
  });

  test.each([
    [{}],
    [{ 'x-oura-signature': hmac(body) }],
    [{ 'x-oura-timestamp': String(sentS) }],
    [{ ...signed(String(sentS)), 'x-oura-timestamp': String(sentS + 1) }],
    [{ ...signed(String(sentS)), 'x-oura-signature': 'zz' }],
    [{ ...signed(String(sentS)), 'x-oura-signature': '' }],
    [signed('9'.repeat(200))],
  ])('refuses %j', (headers) => {
    expect(verifySignature(headers, body, options)).toBe('signature_invalid');
  });

  test.each([
    [String(sentS - 7_200), 'ok'],
    [String(sentS - 7_201), 'signature_stale'],
    [String(sentS + 7_200), 'ok'],
    [String(sentS + 7_201), 'signature_stale'],
    [String(sentS * 1_000 - 7_200_000), 'ok'],
    [String(sentS * 1_000 - 7_200_001), 'signature_stale'],
    [`${sentS}.25`, 'ok'],
    ['12', 'signature_stale'],
    [new Date(sentS * 1_000).toISOString(), 'ok'],
    [new Date(sentS * 1_000 - 7_201_000).toISOString(), 'signature_stale'],
    ['1999-01-01T00:00:00Z', 'signature_stale'],
    ['an opaque text', 'ok'],
    ['', 'ok'],
  ])('with the timestamp %j is %s', (timestamp, expected) => {
    expect(verifySignature(signed(timestamp), body, options)).toBe(expected);
  });

  test('of changed bytes is never accepted', () => {
    const headers = signed(String(sentS));
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const other = Buffer.from(body);
        other[place]! ^= change;
        expect(verifySignature(headers, other, options)).toBe('signature_invalid');
      }),
    );
  });
});

describe('the form of the system AUREN replaces', () => {
  test.each(['x-oura-signature', 'x-webhook-signature'])('is over the body alone, in %s', (name) => {
    expect(verifyLegacySignature({ [name]: hmac(body).toLowerCase() }, body, options)).toBe('ok');
    expect(verifyLegacySignature({ [name]: hmac(body, 'other') }, body, options)).toBe('signature_invalid');
    expect(verifySignature({ [name]: hmac(body) }, body, options)).toBe('signature_invalid');
  });

  test('is not given by default', () => {
    expect(verifyLegacySignature({}, body, options)).toBe('signature_invalid');
    expect(
      verifyLegacySignature({ 'x-oura-signature': hmac(body, '') }, body, { ...options, secrets: [''] }),
    ).toBe('signature_invalid');
  });
});
