/** How much one token may ask. */
export interface RateLimits {
  readonly perMinute: number;
  /** Requests at once, after a rest. */
  readonly burst: number;
}

export const DEFAULT_LIMITS: RateLimits = { perMinute: 600, burst: 120 };

export interface RateDecision {
  readonly allowed: boolean;
  /** Whole seconds until the next request is allowed; 0 when this one is. */
  readonly retryAfterS: number;
  /** Requests left at this moment. */
  readonly remaining: number;
}

/** Milliseconds in which one request is given back. */
export const intervalMs = ({ perMinute }: RateLimits): number => 60_000 / perMinute;

/**
 * A token bucket kept as one number: the time at which it is full again (ITU-T I.371, "virtual scheduling"). `fullAt`
 * and `now` in milliseconds of any one clock; an unknown bucket is full.
 */
export const takeToken = (
  fullAt: number | undefined,
  now: number,
  limits: RateLimits,
): { readonly fullAt: number; readonly decision: RateDecision } => {
  const interval = intervalMs(limits);
  const capacity = interval * limits.burst;
  const before = Math.min(Math.max(fullAt ?? now, now), now + capacity);
  const after = before + interval;
  const room = now + capacity - after;
  return room < -ROUNDING_MS
    ? { fullAt: before, decision: decide(false, room, interval) }
    : { fullAt: after, decision: decide(true, room, interval) };
};

/** Sums of intervals such as 60,000 / 7 are not exact. */
export const ROUNDING_MS = 1e-3;

/** `room`: milliseconds of the bucket that are left after the request; below 0 when it does not fit. */
export const decide = (allowed: boolean, room: number, interval: number): RateDecision => ({
  allowed,
  retryAfterS: allowed ? 0 : Math.max(1, Math.ceil(-room / 1_000)),
  remaining: allowed ? Math.floor((room + ROUNDING_MS) / interval) : 0,
});
