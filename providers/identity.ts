import { hash } from 'node:crypto';

/** What a body calls nobody. */
export const unknownUser = 'unknown';

const streamSafe = /^[A-Za-z0-9_.:-]{1,128}$/;
const userIdShape = /^[A-Za-z0-9_.:@-]{1,128}$/;

export function sha256(data: string | Uint8Array): string {
  return `sha256:${hash('sha256', data, 'hex')}`;
}

/** A text as part of a stream name: itself when it has only letters, digits and `_ . : -`, else its hash. */
export function streamSafeId(text: string): string {
  return streamSafe.test(text) ? text : sha256(text);
}

/** A provider's id for a person or record, safe for a stream name; null when the value names nothing. */
export function externalId(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : streamSafeId(value);
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** An AUREN user id as a body names it; null for anything that cannot be one. */
export function namedUser(value: unknown): string | null {
  return typeof value === 'string' && userIdShape.test(value) ? value : null;
}
