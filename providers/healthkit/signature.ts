import { isSignedBy, readMac } from '../hmac.ts';
import type { InboundRequest, SignatureOptions, SignatureResult } from '../provider.ts';

/**
 * Phones sign nothing; apps written for the system that AUREN replaces may: hex HMAC-SHA256 over the raw body alone, in
 * `x-webhook-signature`, with one secret for all.
 */
export function verifyLegacySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets }: SignatureOptions,
): SignatureResult {
  const mac = readMac(headers['x-webhook-signature'], 'hex');
  return isSignedBy(secrets, [rawBody], mac) ? 'ok' : 'signature_invalid';
}
