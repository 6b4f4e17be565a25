import type { Embedder } from '../embedders/embedder.ts';

/** Texts embedded at once: little enough to be done in time by a model on a small, busy machine. */
const AT_ONCE = 16;
/** More than all partitions have in progress; what is left over from pages that moved to other workers is then dropped. */
const MOST_KEPT = 1_024;

export interface TextOfEvent {
  readonly eventId: string;
  readonly text: string;
}

/**
 * Vectors for a page. What was embedded before a page failed or ran out of time is kept for its next attempt, so that a
 * slow embedder gets through every page at last.
 */
export const createPageVectors = (embedder: Embedder) => {
  const kept = new Map<string, number[]>();
  return {
    of: async (texts: readonly TextOfEvent[], signal: AbortSignal): Promise<number[][]> => {
      if (kept.size > MOST_KEPT) kept.clear();
      const missing = texts.filter(({ eventId }) => !kept.has(eventId));
      for (let from = 0; from < missing.length; from += AT_ONCE) {
        const batch = missing.slice(from, from + AT_ONCE);
        const vectors = await embedder.embed(
          batch.map(({ text }) => text),
          signal,
        );
        for (const [at, { eventId }] of batch.entries()) kept.set(eventId, vectors[at]!);
      }
      return texts.map(({ eventId }) => kept.get(eventId)!);
    },
    done: (texts: readonly TextOfEvent[]): void => {
      for (const { eventId } of texts) kept.delete(eventId);
    },
  };
};
export type PageVectors = ReturnType<typeof createPageVectors>;
