import { type Embedder, isZero } from '../embedders/embedder.ts';
import type { Recall, RecalledMemory, RecallRequest } from '../recall.ts';
import type { ColdHit, ColdMemory } from './cold-memory.ts';
import { createQueryVectors, type QueryVectors } from './query-vectors.ts';

/** A collection and what its vectors were made by. */
export interface ColdTier {
  readonly cold: ColdMemory;
  readonly embedder: Embedder;
}

/** While a collection is filled beside an older one: the older, and whether the newer may take over. */
export interface OlderTier extends ColdTier {
  readonly hasBeenCaughtUpWith: () => Promise<boolean>;
}

const recalled = ({ userId: _, distance, ...memory }: ColdHit): RecalledMemory => ({
  ...memory,
  score: Math.round((1 - distance) * 1e9) / 1e9,
  tier: 'cold',
});

/** Best first; of equal ones the newer. */
const byScore = (a: RecalledMemory, z: RecalledMemory): number =>
  z.score - a.score ||
  (a.occurredAt < z.occurredAt ? 1 : a.occurredAt > z.occurredAt ? -1 : a.memoryId < z.memoryId ? -1 : 1);

const recallFrom = async (
  { cold, embedder }: ColdTier,
  vectorOf: QueryVectors,
  { userId, query, limit }: RecallRequest,
  signal: AbortSignal,
): Promise<RecalledMemory[]> => {
  const vector = await vectorOf(query, signal);
  if (isZero(vector)) return [];
  const hits = await cold.query(userId, vector, limit, signal);
  return hits
    .map(recalled)
    .filter(({ score }) => score >= embedder.noise)
    .sort(byScore);
};

/**
 * The cold tier alone. Scores are cosines, comparable within one embedder; what is no closer than chance is left out. Throws `engine_unavailable` when the engine
 * or the embedder is. With an older tier, that one answers until the newer has caught up, and never again after that.
 */
export const createColdRecall = (tier: ColdTier, older?: OlderTier): Recall => {
  const vectorOf = createQueryVectors(tier.embedder);
  const olderVectorOf = older === undefined ? undefined : createQueryVectors(older.embedder);
  let olderAnswers = older !== undefined;
  return {
    recall: async (request, signal) => {
      signal.throwIfAborted();
      if (olderAnswers) olderAnswers = !(await older!.hasBeenCaughtUpWith());
      const memories = olderAnswers
        ? await recallFrom(older!, olderVectorOf!, request, signal)
        : await recallFrom(tier, vectorOf, request, signal);
      return { memories, partial: false };
    },
  };
};
