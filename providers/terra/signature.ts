import { createHmac, timingSafeEqual } from 'node:crypto';
import type { InboundRequest, SignatureOptions, SignatureResult } from '../provider.ts';

const timestampShape = /^\d{1,12}$/;
const macShape = /^[0-9a-fA-F]{64}$/;

/** `t=<seconds>,v1=<hex>`; other schemes are ignored, several v1 are alternatives, two different t are refused. */
function parseHeader(header: string): { timestamp: string; macs: Buffer[] } | null {
  let timestamp: string | null = null;
  const macs: Buffer[] = [];
  for (const part of header.split(',')) {
    const equals = part.indexOf('=');
    const scheme = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (scheme === 't') {
      if (!timestampShape.test(value) || (timestamp !== null && timestamp !== value)) return null;
      timestamp = value;
    } else if (scheme === 'v1' && macShape.test(value)) {
      macs.push(Buffer.from(value, 'hex'));
    }
  }
  return timestamp === null || macs.length === 0 ? null : { timestamp, macs };
}

/**
 * Checks Terra's signature: HMAC-SHA256 with the destination's signing secret over `<t>.<raw body>`, in the header
 * `terra-signature` or `x-terra-signature`. Stale is said only of a genuine signature whose `t` is further than the
 * tolerance from now, in either direction. Source: docs.tryterra.co, "Verifying webhooks".
 */
export function verifySignature(
  headers: InboundRequest['headers'],
  rawBody: Uint8Array,
  { secrets, nowMs, toleranceS }: SignatureOptions,
): SignatureResult {
  const header = headers['terra-signature'] ?? headers['x-terra-signature'];
  const signature = header === undefined ? null : parseHeader(header);
  if (signature === null) return 'signature_invalid';

  let isGenuine = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = createHmac('sha256', secret).update(`${signature.timestamp}.`).update(rawBody).digest();
    for (const mac of signature.macs) isGenuine = timingSafeEqual(expected, mac) || isGenuine;
  }
  if (!isGenuine) return 'signature_invalid';
  return Math.abs(nowMs / 1000 - Number(signature.timestamp)) > toleranceS ? 'signature_stale' : 'ok';
}
