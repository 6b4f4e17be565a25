import type { IndexedMemory } from './rank-held.ts';

// One field of a person's hash: when it expires (16 digits), a colon, its position (20 digits), and after a bar the
// memory as JSON, or nothing where it was removed. Digits of equal length sort as text, which a script relies on.

const EXPIRY_DIGITS = 16;
const HEAD_LENGTH = EXPIRY_DIGITS + 1 + 20;

export const versionText = ({ expiresAt, position }: Pick<IndexedMemory, 'expiresAt' | 'position'>): string =>
  `${String(Math.max(0, expiresAt)).padStart(EXPIRY_DIGITS, '0')}:${String(position).padStart(20, '0')}`;

export const entryText = ({ position, expiresAt, userId, memoryId, ...facts }: IndexedMemory): string =>
  `${versionText({ position, expiresAt })}|${JSON.stringify(facts)}`;

export const removalText = (removed: Pick<IndexedMemory, 'expiresAt' | 'position'>): string =>
  `${versionText(removed)}|`;

/** Undefined for a removed memory, and for one whose time is over. */
export const readEntry = (
  userId: string,
  memoryId: string,
  entry: string,
  now: number,
): IndexedMemory | undefined => {
  const expiresAt = Number(entry.slice(0, EXPIRY_DIGITS));
  if (entry.length === HEAD_LENGTH + 1 || expiresAt <= now) return undefined;
  const position = BigInt(entry.slice(EXPIRY_DIGITS + 1, HEAD_LENGTH));
  return { userId, memoryId, position, expiresAt, ...JSON.parse(entry.slice(HEAD_LENGTH + 1)) };
};
