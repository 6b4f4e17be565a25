import { CodedError } from '../../domain/errors.ts';
import { type Buckets, createInProcessBuckets } from './buckets.ts';
import { DEFAULT_LIMITS, type RateDecision, type RateLimits } from './token-bucket.ts';

/** A request waits no longer than this for the shared buckets. */
const ANSWER_MS = 50;
/** After a failure the shared buckets are left alone for a while, so that not every request waits for them. */
const REST_MS = 1_000;

export interface RateLimitOptions {
  readonly limits?: RateLimits;
  /** Buckets shared with other gateways; without them this process counts alone. */
  readonly shared?: Buckets;
  /** The shared buckets failed or were late, and this process decided. */
  readonly onAlone?: (error: unknown) => void;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

export interface RateLimit {
  /** `key` names an access token (its id or hash, never the token itself). Never throws. */
  check(key: string): Promise<RateDecision>;
  /** Throws `rate_limited` (429, with `retryAfterS`) when the token has asked too much. */
  enforce(key: string): Promise<RateDecision>;
}

/**
 * Limits requests by access token. This process always counts along; while the shared buckets answer they decide, and
 * when they do not, its own count does: neither everyone nor no one gets in.
 */
export const createRateLimit = (options: RateLimitOptions = {}): RateLimit => {
  const { shared, onAlone } = options;
  const now = options.now ?? Date.now;
  const own = createInProcessBuckets(options.limits ?? DEFAULT_LIMITS, now);
  let restUntil = Number.NEGATIVE_INFINITY;

  const check = async (key: string): Promise<RateDecision> => {
    const alone = own.take(key);
    if (shared === undefined || now() < restUntil) return alone;
    try {
      return await inTime(shared.take(key));
    } catch (error) {
      restUntil = now() + REST_MS;
      onAlone?.(error);
      return alone;
    }
  };
  return {
    check,
    enforce: async (key) => {
      const decision = await check(key);
      if (!decision.allowed)
        throw new CodedError('rate_limited', 429, 'this token asks too often', {
          retryAfterS: decision.retryAfterS,
        });
      return decision;
    },
  };
};

const inTime = async <T>(answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
