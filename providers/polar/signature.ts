import { isSignedBy, readMac } from '../hmac.ts';
import type { VerifySignature } from '../provider.ts';

/** Hex HMAC-SHA256 over the raw body, with the key Polar gave for the webhook. It carries no time: never stale. */
export const verifySignature: VerifySignature = (headers, rawBody, { secrets }) =>
  isSignedBy(secrets, [rawBody], readMac(headers['polar-webhook-signature'], 'hex'))
    ? 'ok'
    : 'signature_invalid';
