import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Embedder } from '../embedders/embedder.ts';

const MOST = 500;
const KEPT_MS = 5 * 60_000;

export type QueryVectors = (query: string, signal: AbortSignal) => Promise<readonly number[]>;

/** Vectors of what was asked lately: one question is asked of the memory several times. Kept by hash, not by its words. */
export const createQueryVectors = (embedder: Embedder): QueryVectors => {
  const cache = new LRUCache<string, readonly number[]>({ max: MOST, ttl: KEPT_MS });
  return async (query, signal) => {
    const key = createHash('sha256').update(query).digest('base64');
    const known = cache.get(key);
    if (known !== undefined) return known;
    const [vector] = await embedder.embed([query], signal);
    cache.set(key, vector!);
    return vector!;
  };
};
