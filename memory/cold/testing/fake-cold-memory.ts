import type { ColdEntry, ColdMemory } from '../cold-memory.ts';
import { collectionOf } from '../collection.ts';
import { keyOf } from '../entries.ts';

export interface FakeColdMemory extends ColdMemory {
  readonly entries: Map<string, ColdEntry>;
  readonly asked: { readonly userId: string; readonly limit: number }[];
  /** Stored, but no query answers it. */
  readonly unreachable: Set<string>;
  there: boolean;
}

/** Just enough of a cold memory to test what stands on it; vectors are taken to be of length 1. */
export const createFakeColdMemory = (embedder: { id: string; dimension: number }): FakeColdMemory => {
  const entries = new Map<string, ColdEntry>();
  const fake: FakeColdMemory = {
    engine: 'postgres',
    collection: collectionOf('fake', embedder),
    entries,
    asked: [],
    unreachable: new Set(),
    there: true,
    exists: async () => fake.there,
    prepare: async () => {
      fake.there = true;
    },
    upsert: async (given) => {
      for (const entry of given) entries.set(keyOf(entry), entry);
    },
    remove: async (keys) => {
      for (const key of keys) entries.delete(keyOf(key));
    },
    forgetUser: async (userId) => {
      for (const [key, entry] of entries) if (entry.userId === userId) entries.delete(key);
    },
    query: async (userId, vector, limit) => {
      fake.asked.push({ userId, limit });
      return [...entries.values()]
        .filter((entry) => entry.userId === userId && !fake.unreachable.has(entry.memoryId))
        .map(({ vector: stored, ...record }) => ({
          ...record,
          distance: 1 - stored.reduce((sum, value, at) => sum + value * vector[at]!, 0),
        }))
        .sort((a, z) => a.distance - z.distance)
        .slice(0, limit);
    },
    list: async (offset, limit) =>
      [...entries.values()].slice(offset, offset + limit).map(({ vector: _, ...record }) => record),
    count: async () => entries.size,
    check: async () => ({ version: 'fake', latencyMs: 0, memories: entries.size }),
  };
  return fake;
};
