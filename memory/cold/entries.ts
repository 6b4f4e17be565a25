import { CodedError } from '../../domain/errors.ts';
import type { ColdEntry, MemoryKey } from './cold-memory.ts';

/** Unambiguous whatever the ids hold. */
export const keyOf = ({ userId, memoryId }: MemoryKey): string => JSON.stringify([userId, memoryId]);

/** The last of those with one key. */
export const newestByKey = <T extends MemoryKey>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/** Half of a surrogate pair is no JSON for Chroma; the character with the code 0 is no text for PostgreSQL. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** One of each key, with texts that every engine can hold. Throws `cold_memory_refused` for a vector that does not fit. */
export const readyToStore = (entries: readonly ColdEntry[], dimension: number): ColdEntry[] => {
  for (const { vector, memoryId } of entries) refuseMisfit(vector, dimension, `memory ${memoryId}`);
  return newestByKey(entries).map((entry) => ({ ...entry, text: storable(entry.text) }));
};

export const refuseMisfit = (vector: readonly number[], dimension: number, whose: string): void => {
  if (vector.length === dimension && vector.every(Number.isFinite)) return;
  throw new CodedError(
    'cold_memory_refused',
    500,
    `the vector of ${whose} is not ${dimension} finite numbers`,
  );
};

export const inBatches = async <T>(
  items: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> => {
  for (let from = 0; from < items.length; from += size) await work(items.slice(from, from + size));
};
