import type { Collection } from 'chromadb';
import { type RecordMetadata, recordOf } from './chroma-records.ts';
import type { ColdHit } from './cold-memory.ts';
import { cosineDistance } from './cosine-distance.ts';

/** People with at most so many memories are answered exactly. */
export const EXACT_UP_TO = 2_000;

interface Near {
  readonly id: string;
  readonly distance: number;
}

/**
 * The graph index does not reach every record (after updates and deletes it loses more: chroma-core/chroma#7758). So it
 * is asked for all that it reaches of the person, which takes about twice the time of asking for ten; what the person has
 * besides is compared here. Only above `exactUpTo` memories is the answer the index's alone.
 */
export const nearestInChroma = async (
  collection: Collection,
  userId: string,
  vector: readonly number[],
  limit: number,
  exactUpTo: number,
): Promise<ColdHit[]> => {
  const where = { user_id: userId };
  const [answer, stored] = await Promise.all([
    collection.query({
      queryEmbeddings: [[...vector]],
      nResults: Math.max(limit, exactUpTo),
      where,
      include: ['distances'],
    }),
    collection.get({ where, limit: exactUpTo + 1, include: [] }),
  ]);
  const reached = (answer.ids[0] ?? []).map(
    (id, at): Near => ({ id, distance: answer.distances[0]?.[at] ?? 2 }),
  );
  const missed = stored.ids.length > exactUpTo ? [] : await compare(collection, stored.ids, reached, vector);
  const best = [...reached, ...missed]
    .sort((a, z) => a.distance - z.distance || (a.id < z.id ? -1 : 1))
    .slice(0, limit);
  return withRecords(collection, userId, best);
};

const compare = async (
  collection: Collection,
  stored: readonly string[],
  reached: readonly Near[],
  vector: readonly number[],
): Promise<Near[]> => {
  const known = new Set(reached.map(({ id }) => id));
  const missed = stored.filter((id) => !known.has(id));
  if (missed.length === 0) return [];
  const { ids, embeddings } = await collection.get({ ids: missed, include: ['embeddings'] });
  return ids.map((id, at) => ({ id, distance: cosineDistance(embeddings[at]!, vector) }));
};

/** In the order of `best`; one that was removed meanwhile is left out. */
const withRecords = async (
  collection: Collection,
  userId: string,
  best: readonly Near[],
): Promise<ColdHit[]> => {
  if (best.length === 0) return [];
  const answer = await collection.get<RecordMetadata>({
    ids: best.map(({ id }) => id),
    include: ['metadatas', 'documents'],
  });
  const records = new Map(answer.rows().map((row) => [row.id, recordOf(row)]));
  return best.flatMap(({ id, distance }) => {
    const record = records.get(id);
    return record?.userId === userId ? [{ ...record, distance }] : [];
  });
};
