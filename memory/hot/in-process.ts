import { LRUCache } from 'lru-cache';
import { indexText } from '../bm25.ts';
import { type HeldMemory, MOST_PER_PERSON, newestFirst, type RemovedMemory } from './held-memory.ts';
import type { Filling, HotMemory } from './hot-memory.ts';
import { type IndexedMemory, rankHeld } from './rank-held.ts';

/** About this much memory; beyond it, people nobody asked about for longest are let go (the warm tier has them). */
const MOST_BYTES = 64 * 1024 * 1024;

type Held = IndexedMemory | RemovedMemory;
type Person = ReadonlyMap<string, Held>;

const isMemory = (entry: Held): entry is IndexedMemory => 'text' in entry;

/** Characters are two bytes each; an index is about as large as its text. */
const bytesOf = (person: Person): number => {
  let bytes = 200;
  for (const entry of person.values())
    bytes += 400 + (isMemory(entry) ? 4 * entry.text.length + 100 * entry.sourceEventIds.length : 0);
  return bytes;
};

/** The hot tier of one process. It is empty at every start, so that its feed fills it from the log. */
export const createInProcessHotMemory = (
  options: { readonly now?: () => number; readonly mostBytes?: number } = {},
): HotMemory => {
  const now = options.now ?? Date.now;
  const people = new LRUCache<string, Person>({
    maxSize: options.mostBytes ?? MOST_BYTES,
    sizeCalculation: bytesOf,
  });
  let current: Filling | undefined;

  const write = (entries: readonly Held[]): void => {
    for (const [userId, changes] of Map.groupBy(entries, (entry) => entry.userId)) {
      const person = new Map(people.peek(userId));
      for (const change of changes) {
        const known = person.get(change.memoryId);
        if (known === undefined || known.position < change.position) person.set(change.memoryId, change);
      }
      const standing = [...person.values()]
        .filter(({ expiresAt }) => expiresAt > now())
        .sort(newestFirst)
        .slice(0, MOST_PER_PERSON);
      if (standing.length === 0) people.delete(userId);
      else people.set(userId, new Map(standing.map((entry) => [entry.memoryId, entry])));
    }
  };
  const memoriesOf = (person: Person | undefined): IndexedMemory[] =>
    [...(person?.values() ?? [])].filter(isMemory).filter(({ expiresAt }) => expiresAt > now());

  return {
    put: async (memories) => write(memories.map((memory) => ({ ...memory, ...indexText(memory.text) }))),
    remove: async (memories) => write(memories),
    held: async (userId) =>
      memoriesOf(people.peek(userId))
        .sort(newestFirst)
        .map(({ terms: _, length: __, ...memory }): HeldMemory => memory),
    recall: async (request, signal) => {
      signal.throwIfAborted();
      return { memories: rankHeld(request, memoriesOf(people.get(request.userId))), partial: false };
    },
    forgetUser: async (userId) => {
      people.delete(userId);
    },
    stats: async () => {
      let entries = 0;
      for (const person of people.values()) entries += person.size;
      return { people: people.size, entries, complete: true };
    },
    filling: async () => current,
    begin: async (filling) => {
      people.clear();
      current = filling;
    },
    reached: async (filling) => {
      if (current !== undefined) current = filling;
    },
  };
};
