import { coverageScores, type IndexedText } from '../bm25.ts';
import type { RecalledMemory, RecallRequest } from '../recall.ts';
import type { HeldMemory } from './held-memory.ts';

/** A memory with its text ready for scoring. */
export interface IndexedMemory extends HeldMemory, IndexedText {}

/** Best first; ties go to the newer memory, then to the smaller id, as in the warm tier. */
export const rankHeld = (
  { query, limit }: RecallRequest,
  memories: readonly IndexedMemory[],
): RecalledMemory[] => {
  const scores = coverageScores(query, memories);
  return memories
    .map(({ memoryId, kind, text, occurredAt, sourceEventIds }, index): RecalledMemory => {
      const score = Math.round(scores[index]! * 1e9) / 1e9;
      return { memoryId, kind, text, occurredAt, sourceEventIds, score, tier: 'hot' };
    })
    .filter(({ score }) => score > 0)
    .sort(
      (one, other) =>
        other.score - one.score ||
        compare(other.occurredAt, one.occurredAt) ||
        compare(one.memoryId, other.memoryId),
    )
    .slice(0, limit);
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
