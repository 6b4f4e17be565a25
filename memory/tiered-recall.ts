import type { Recall, RecalledMemory, RecallRequest, Recollection, Tier } from './recall.ts';

/** How long each tier is waited for, in milliseconds. A caller that waits for less gets nothing from any of them. */
export const TIER_DEADLINE_MS: Readonly<Record<Tier, number>> = { hot: 100, warm: 300, cold: 800 };

/**
 * Shares of the two signals in a fused score. Hot and warm are one signal, the words of the query, and count once. The
 * small share of the vectors is what was measured best on LoCoMo: a small dense model alone is far below BM25 and adds
 * one or two points of recall at 10 when its weight is about 0.3 (0.8 loses one at 5).
 */
export const WEIGHT = { words: 1, vectors: 0.3 };

/** Each tier is asked for more than the caller, since what is last in one may be first in all. */
const candidates = (limit: number): number => Math.max(20, 2 * limit);

/** Where it stands between the lowest and the highest score of its tier, 0 to 1, in the order of the tier's answer. */
type Normalise = (scores: readonly number[]) => number[];

/**
 * The lowest BM25 is 0, found or not: taking it instead of the lowest found keeps the last of two good ones good
 * (Bruch et al. 2022, "theoretical minimum"). Vectors have no such floor. Scores of the hot tier tell how much of the
 * query is there, so that the best of a few poor ones does not become the best of all.
 */
const NORMALISE: Readonly<Record<Tier, Normalise>> = {
  hot: (scores) => scores.map((score) => Math.min(1, Math.max(0, score))),
  warm: (scores) => between(scores, 0),
  cold: (scores) => between(scores, Math.min(...scores)),
};
const between = (scores: readonly number[], lowest: number): number[] => {
  const highest = Math.max(...scores);
  return scores.map((score) => (highest > lowest ? Math.max(0, score - lowest) / (highest - lowest) : 1));
};

interface Found {
  readonly memory: RecalledMemory;
  readonly words: number;
  readonly vectors: number;
}

/** Most trusted text first: the hot copy is the freshest. */
const TIERS: readonly Tier[] = ['hot', 'warm', 'cold'];

export interface TieredRecallOptions {
  /** Of the cold tier beside 1 for the words; `WEIGHT.vectors` unless given. */
  readonly vectorWeight?: number;
  readonly deadlineMs?: Partial<Record<Tier, number>>;
  readonly onFailed?: (tier: Tier, error: unknown) => void;
}

/**
 * Asks all tiers at once and fuses what comes in time. The answer is partial when a tier failed, was late or was partial
 * itself; it never throws but for the caller's own signal. Scores are 0 to 1.
 */
export const createTieredRecall = (
  tiers: Readonly<Partial<Record<Tier, Recall>>>,
  options: TieredRecallOptions = {},
): Recall => {
  const present = TIERS.filter((tier) => tiers[tier] !== undefined);
  const vectorWeight = options.vectorWeight ?? WEIGHT.vectors;
  const share = present.includes('cold') ? WEIGHT.words + vectorWeight : WEIGHT.words;
  const ask = async (tier: Tier, request: RecallRequest, signal: AbortSignal): Promise<Recollection> => {
    try {
      return await within(
        options.deadlineMs?.[tier] ?? TIER_DEADLINE_MS[tier],
        (deadline) => tiers[tier]!.recall(request, deadline),
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      options.onFailed?.(tier, error);
      return { memories: [], partial: true };
    }
  };
  return {
    recall: async (request, signal) => {
      signal.throwIfAborted();
      const asked = { ...request, limit: candidates(request.limit) };
      const answers = await Promise.all(present.map((tier) => ask(tier, asked, signal)));
      const found = new Map<string, Found>();
      for (const [index, tier] of present.entries()) collect(found, tier, answers[index]!.memories);
      const memories = [...found.values()]
        .map(({ memory, words, vectors }): RecalledMemory => {
          const sum = WEIGHT.words * words + vectorWeight * vectors;
          return { ...memory, score: Math.round((sum / share) * 1e9) / 1e9 };
        })
        .sort(bestFirst)
        .slice(0, request.limit);
      return { memories, partial: answers.some(({ partial }) => partial) };
    },
  };
};

const collect = (found: Map<string, Found>, tier: Tier, memories: readonly RecalledMemory[]): void => {
  const scores = NORMALISE[tier](memories.map(({ score }) => score));
  memories.forEach((memory, index) => {
    const known = found.get(memory.memoryId) ?? { memory, words: 0, vectors: 0 };
    const signal = tier === 'cold' ? 'vectors' : 'words';
    found.set(memory.memoryId, { ...known, [signal]: Math.max(known[signal], scores[index]!) });
  });
};

/** Ties go to the newer memory, then to the smaller id. */
const bestFirst = (one: RecalledMemory, other: RecalledMemory): number =>
  other.score - one.score ||
  compare(other.occurredAt, one.occurredAt) ||
  compare(one.memoryId, other.memoryId);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Ends the waiting whether or not the work looks at its signal. */
const within = async <T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  const bounded = AbortSignal.any([late.signal, signal]);
  try {
    return await new Promise<T>((resolve, reject) => {
      bounded.addEventListener('abort', () => reject(bounded.reason), { once: true });
      work(bounded).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
};
