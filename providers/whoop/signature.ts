import { isSignedBy, readMac } from '../hmac.ts';
import type { InboundRequest, SignatureOptions, SignatureResult } from '../provider.ts';

const timestampShape = /^\d{1,15}$/;

/**
 * Checks WHOOP's signature: base64 of HMAC-SHA256 with the app's client secret over the timestamp header (unix
 * milliseconds, as text) and the raw body, nothing between them. Stale is said only of a genuine signature whose time is
 * further than the tolerance from now, in either direction. Source: developer.whoop.com, "Webhooks".
 */
export function verifySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets, nowMs, toleranceS }: SignatureOptions,
): SignatureResult {
  const timestamp = headers['x-whoop-signature-timestamp'];
  if (timestamp === undefined || !timestampShape.test(timestamp)) return 'signature_invalid';
  const mac = readMac(headers['x-whoop-signature'], 'base64');
  if (!isSignedBy(secrets, [timestamp, rawBody], mac)) return 'signature_invalid';
  return Math.abs(nowMs - Number(timestamp)) > toleranceS * 1000 ? 'signature_stale' : 'ok';
}

const legacyHeaders = ['x-whoop-signature-256', 'x-webhook-signature'] as const;

/** What the system AUREN replaces took: hex HMAC-SHA256 over the raw body alone, in either of two headers. */
export function verifyLegacySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets }: SignatureOptions,
): SignatureResult {
  const isGenuine = legacyHeaders.some((name) =>
    isSignedBy(secrets, [rawBody], readMac(headers[name], 'hex')),
  );
  return isGenuine ? 'ok' : 'signature_invalid';
}
