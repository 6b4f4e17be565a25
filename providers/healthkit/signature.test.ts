import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyLegacySignature } from './signature.ts';

const body = Buffer.from('{"user_id":"ada","samples":[]}');
const options = { secrets: ['old', 'new'], nowMs: 0, toleranceS: 300 };
const sign = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');

test('one of the secrets must have signed the body, in hex, in the one header', () => {
  const verify = (headers: Record<string, string>, bytes = body) =>
    verifyLegacySignature(headers, bytes, options);
  for (const secret of options.secrets) expect(verify({ 'x-webhook-signature': sign(secret) })).toBe('ok');
  expect(verify({ 'x-webhook-signature': sign('other') })).toBe('signature_invalid');
  expect(verify({ 'x-webhook-signature': sign('new') }, Buffer.from('{}'))).toBe('signature_invalid');
  expect(verify({ 'x-webhook-signature': '' })).toBe('signature_invalid');
  expect(verify({ 'x-signature': sign('new') })).toBe('signature_invalid');
  expect(verify({})).toBe('signature_invalid');
});
