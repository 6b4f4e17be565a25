import { v5 as uuidv5 } from 'uuid';
import type { MemoryKind } from '../domain/memory.ts';

/** Any UUID: names the space of memory ids. */
const MEMORY_IDS = '0c9c5f0e-6d2f-4b77-9a35-1d0b8f6f4a52';

/**
 * The same thing always is the same memory: a night by its date, what was said by its conversation's stream and
 * turn. The user is part of the name, so that no two people ever share a memory.
 */
export const memoryIdOf = (userId: string, kind: MemoryKind, ...key: readonly (string | number)[]): string =>
  uuidv5(JSON.stringify([userId, kind, ...key]), MEMORY_IDS);
