import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseInstant } from '../../domain/time/instant.ts';
import type { InboundRequest, SignatureOptions, SignatureResult } from '../provider.ts';

const macShape = /^[0-9a-fA-F]{64}$/;
const numberShape = /^\d{1,15}(\.\d{1,9})?$/;
const longestTimestamp = 128;

function isSignedBy(
  secrets: readonly string[],
  signed: readonly (string | Uint8Array)[],
  mac: string,
): boolean {
  if (!macShape.test(mac)) return false;
  const given = Buffer.from(mac, 'hex');
  let isGenuine = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const hmac = createHmac('sha256', secret);
    for (const part of signed) hmac.update(part);
    isGenuine = timingSafeEqual(hmac.digest(), given) || isGenuine;
  }
  return isGenuine;
}

/**
 * Checks Oura's signature: `x-oura-signature` is the HMAC-SHA256 in hex, keyed with the app's client secret, over the
 * text of `x-oura-timestamp` followed by the raw body, with nothing between them. Upper and lower case hex are one.
 *
 * Oura does not say which unit its timestamp has. A number counts as fresh when it is, read as seconds or as
 * milliseconds, within the tolerance of now; so does an ISO 8601 time. Any other text cannot be judged and is taken: it
 * is part of what was signed, and the same body once more is a duplicate, which changes nothing.
 * Source: Oura API v2, "Webhook Subscription Routes".
 */
export function verifySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets, nowMs, toleranceS }: SignatureOptions,
): SignatureResult {
  const mac = headers['x-oura-signature'];
  const timestamp = headers['x-oura-timestamp'];
  if (mac === undefined || timestamp === undefined || timestamp.length > longestTimestamp)
    return 'signature_invalid';
  if (!isSignedBy(secrets, [timestamp, rawBody], mac.trim())) return 'signature_invalid';
  return isFresh(timestamp.trim(), nowMs, toleranceS * 1000) ? 'ok' : 'signature_stale';
}

function isFresh(timestamp: string, nowMs: number, toleranceMs: number): boolean {
  const isNear = (ms: number): boolean => Math.abs(nowMs - ms) <= toleranceMs;
  if (numberShape.test(timestamp)) return isNear(Number(timestamp) * 1000) || isNear(Number(timestamp));
  const instant = parseInstant(timestamp, nowMs);
  if (instant === 'time_implausible') return false;
  return typeof instant === 'string' || isNear(instant.epochMs);
}

/**
 * The form that the system AUREN replaces took: the HMAC in hex over the raw body alone, in `x-oura-signature` or
 * `x-webhook-signature`. It carries no time, so it never gets stale.
 */
export function verifyLegacySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets }: SignatureOptions,
): SignatureResult {
  for (const name of ['x-oura-signature', 'x-webhook-signature']) {
    const mac = headers[name];
    if (mac !== undefined && isSignedBy(secrets, [rawBody], mac.trim())) return 'ok';
  }
  return 'signature_invalid';
}
