import type { MemoryKind } from '../../../domain/memory.ts';
import { expiryOf, type HeldMemory, type RemovedMemory } from '../held-memory.ts';

export const HOUR_MS = 3_600_000;

export const memoryId = (number: number): string =>
  `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;

/** A memory about the instant it is recorded at. */
export const heldMemory = (
  userId: string,
  number: number,
  position: number,
  text: string,
  at: number,
): HeldMemory => {
  const occurredAt = new Date(at).toISOString();
  return {
    userId,
    memoryId: memoryId(number),
    position: BigInt(position),
    expiresAt: expiryOf(occurredAt, occurredAt),
    kind: 'message' satisfies MemoryKind,
    text,
    occurredAt,
    sourceEventIds: [`event-${number}`, 'é2'],
  };
};

export const removedMemory = (
  userId: string,
  number: number,
  position: number,
  at: number,
): RemovedMemory => ({
  userId,
  memoryId: memoryId(number),
  position: BigInt(position),
  expiresAt: expiryOf(new Date(at).toISOString()),
});
