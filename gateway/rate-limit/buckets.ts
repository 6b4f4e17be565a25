import { LRUCache } from 'lru-cache';
import { type RateDecision, type RateLimits, takeToken } from './token-bucket.ts';

/** Where buckets are kept. */
export interface Buckets {
  /** Takes one request out of the bucket of `key`. Throws where it cannot tell. */
  take(key: string): Promise<RateDecision>;
}

const MOST_BUCKETS = 50_000;

/** Buckets of this process alone. */
export const createInProcessBuckets = (
  limits: RateLimits,
  now: () => number = Date.now,
): { take(key: string): RateDecision } => {
  const fullAt = new LRUCache<string, number>({ max: MOST_BUCKETS });
  return {
    take: (key) => {
      const taken = takeToken(fullAt.get(key), now(), limits);
      fullAt.set(key, taken.fullAt);
      return taken.decision;
    },
  };
};
