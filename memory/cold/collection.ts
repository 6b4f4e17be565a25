import { createHash } from 'node:crypto';
import type { ColdCollection } from './cold-memory.ts';

export const DEFAULT_PREFIX = 'auren_memories';

/** Short and fit for a name: what an embedder id is known by where it must be part of one. */
export const embedderKey = (embedderId: string): string =>
  createHash('sha256').update(embedderId).digest('hex').slice(0, 12);

export const collectionOf = (
  prefix: string,
  embedder: { readonly id: string; readonly dimension: number },
): ColdCollection => ({
  name: `${prefix}_${embedderKey(embedder.id)}`,
  embedderId: embedder.id,
  dimension: embedder.dimension,
});

/** Names that `collectionOf` gives for the prefix, and no others: what else is on the server is not ours. */
export const isOurs = (prefix: string, name: string): boolean =>
  name.startsWith(`${prefix}_`) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length + 1));
