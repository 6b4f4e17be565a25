import { createHmac, timingSafeEqual } from 'node:crypto';

const hexShape = /^[0-9a-fA-F]{64}$/;
const base64Shape = /^[A-Za-z0-9+/]{43}=$/;

/** The 32 bytes of an HMAC-SHA256 as a header carries them; null for anything else. */
export function readMac(text: string | undefined, encoding: 'hex' | 'base64'): Buffer | null {
  const shape = encoding === 'hex' ? hexShape : base64Shape;
  return text !== undefined && shape.test(text) ? Buffer.from(text, encoding) : null;
}

/**
 * Whether one of the secrets signed these parts, one after the other, with HMAC-SHA256. Takes the same time whichever
 * secret it was. An empty secret signs nothing.
 */
export function isSignedBy(
  secrets: readonly string[],
  parts: readonly (string | Uint8Array)[],
  mac: Buffer | null,
): boolean {
  if (mac === null) return false;
  let isGenuine = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(part);
    isGenuine = timingSafeEqual(hmac.digest(), mac) || isGenuine;
  }
  return isGenuine;
}
