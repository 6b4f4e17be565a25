import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provider } from './index.ts';
import { verifyLegacySignature, verifySignature } from './signature.ts';

const secret = 'a secret of this test';
const body = Buffer.from('{"type":"sleep.updated","note":"ünïcode"}');
const nowMs = 1_790_000_000_000;
const options = { secrets: [secret], nowMs, toleranceS: 7_200 };

const sign = (key: string, timestamp: string | number, bytes: Uint8Array = body) =>
  createHmac('sha256', key).update(String(timestamp)).update(bytes).digest('base64');
const headersOf = (timestamp: string | number, mac: string) => ({
  'x-whoop-signature-timestamp': String(timestamp),
  'x-whoop-signature': mac,
});
const verify = (headers: Record<string, string>, changes: Partial<typeof options> = {}) =>
  verifySignature(headers, body, { ...options, ...changes });
const genuine = headersOf(nowMs, sign(secret, nowMs));

describe('the signature', () => {
  test('a known vector', () => {
    // printf '1748241241000{"type":"sleep.updated"}' | openssl dgst -sha256 -hmac vector_secret -binary | base64
    const headers = headersOf('1748241241000', 'HqKxHkrtAL5BpNZKtBk/sH/hHosB66pK4RYFAnLY7CI=');
    const bytes = Buffer.from('{"type":"sleep.updated"}');
    const at = { secrets: ['vector_secret'], nowMs: 1_748_241_241_000, toleranceS: 300 };
    expect(verifySignature(headers, bytes, at)).toBe('ok');
  });

  test('any of several secrets will do, an empty one never', () => {
    expect(verify(genuine, { secrets: ['old', secret] })).toBe('ok');
    expect(verify(genuine, { secrets: ['old'] })).toBe('signature_invalid');
    expect(verify(genuine, { secrets: [] })).toBe('signature_invalid');
    expect(verify(headersOf(nowMs, sign('', nowMs)), { secrets: [''] })).toBe('signature_invalid');
  });

  test.each([
    ['no headers', {}],
    ['no time', { 'x-whoop-signature': sign(secret, nowMs) }],
    ['no signature', { 'x-whoop-signature-timestamp': String(nowMs) }],
    ['another time', headersOf(nowMs + 1, sign(secret, nowMs))],
    ['a time in words', headersOf('now', sign(secret, 'now'))],
    ['hex', headersOf(nowMs, Buffer.from(sign(secret, nowMs), 'base64').toString('hex'))],
    [
      'a dot between',
      headersOf(nowMs, createHmac('sha256', secret).update(`${nowMs}.${body}`).digest('base64')),
    ],
    ['the body alone', headersOf(nowMs, createHmac('sha256', secret).update(body).digest('base64'))],
    ['without its padding', headersOf(nowMs, sign(secret, nowMs).slice(0, 43))],
  ])('is invalid: %s', (_, headers) => {
    expect(verify(headers as Record<string, string>)).toBe('signature_invalid');
  });

  test('stale is said of a genuine signature only, beyond the tolerance, in both directions', () => {
    const tolerance = 7_200_000;
    expect(verify(genuine, { nowMs: nowMs + tolerance })).toBe('ok');
    expect(verify(genuine, { nowMs: nowMs + tolerance + 1 })).toBe('signature_stale');
    expect(verify(genuine, { nowMs: nowMs - tolerance - 1 })).toBe('signature_stale');
    expect(verify(headersOf(nowMs, sign('other', nowMs)), { nowMs: nowMs * 2 })).toBe('signature_invalid');
  });

  test('two hours are allowed, since retries go on for one', () => {
    expect(provider.toleranceS).toBe(7_200);
  });

  test('every changed byte is noticed, and no header makes it throw', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(body);
        changed[at] = changed[at]! ^ flip;
        expect(verifySignature(genuine, changed, options)).toBe('signature_invalid');
      }),
    );
    const text = fc.string({ unit: 'binary' });
    fc.assert(fc.property(text, text, (a, b) => verify(headersOf(a, b)) === 'signature_invalid'));
  });
});

describe('the form of the system AUREN replaces', () => {
  const hex = createHmac('sha256', secret).update(body).digest('hex');

  test.each(['x-whoop-signature-256', 'x-webhook-signature'])('hex of the body alone in %s', (name) => {
    expect(verifyLegacySignature({ [name]: hex }, body, options)).toBe('ok');
    expect(verifyLegacySignature({ [name]: hex }, Buffer.from('{}'), options)).toBe('signature_invalid');
    expect(verifyLegacySignature({ [name]: hex }, body, { ...options, secrets: [''] })).toBe(
      'signature_invalid',
    );
  });

  test('is not taken for a signature of today, nor the other way round', () => {
    expect(verify({ 'x-whoop-signature-256': hex })).toBe('signature_invalid');
    expect(verifyLegacySignature(genuine, body, options)).toBe('signature_invalid');
    expect(verifyLegacySignature({}, body, options)).toBe('signature_invalid');
  });
});

const vectors = new URL('../../../shared/data/payloads/signature-vectors.json', import.meta.url);

test.skipIf(!existsSync(vectors))(
  "WHOOP's entry of the shared vectors (skipped where they are not present)",
  () => {
    interface Vector {
      readonly provider: string;
      readonly secret: string;
      readonly headers: Record<string, string>;
      readonly body: string;
    }
    const all = JSON.parse(readFileSync(vectors, 'utf8')) as Vector[];
    const vector = all.find((entry) => entry.provider === 'whoop')!;
    const headers = Object.fromEntries(
      Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const atSigning = { secrets: [vector.secret], nowMs: 1_748_241_241_000, toleranceS: 300 };
    expect(verifySignature(headers, Buffer.from(vector.body), atSigning)).toBe('ok');
    expect(verifySignature(headers, Buffer.from(`${vector.body} `), atSigning)).toBe('signature_invalid');
  },
);
