import { checkKeyPrefix, hashTag, type RedisClient } from '../../memory/hot/connect-redis.ts';
import type { Buckets } from './buckets.ts';
import { decide, intervalMs, type RateLimits, ROUNDING_MS } from './token-bucket.ts';

/**
 * `takeToken` where all gateways share the bucket, by the clock of the server unless a time is given. A full bucket
 * is no key at all. Answers whether the request fits and how much room is left, in milliseconds as text.
 */
const TAKE = `
local interval, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local capacity = interval * burst
local before = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or now), now), now + capacity)
local after = before + interval
local room = now + capacity - after
if room < -${ROUNDING_MS} then return { 0, string.format('%.6f', room) } end
redis.call('SET', KEYS[1], string.format('%.6f', after), 'PX', math.ceil(after - now))
return { 1, string.format('%.6f', room) }`;

interface Scripted {
  takeRateToken(key: string, interval: number, burst: number, now: number | ''): Promise<[number, string]>;
}

export interface RedisBucketsOptions {
  readonly client: RedisClient;
  /** Begins every key, e.g. `auren:`. */
  readonly keyPrefix: string;
  readonly limits: RateLimits;
  /** Unix time in milliseconds; the server's own clock unless given. */
  readonly now?: () => number;
}

/** Buckets that all gateways share. */
export const createRedisBuckets = ({ client, keyPrefix, limits, now }: RedisBucketsOptions): Buckets => {
  const prefix = `${checkKeyPrefix(keyPrefix)}rate:`;
  const interval = intervalMs(limits);
  client.defineCommand('takeRateToken', { lua: TAKE, numberOfKeys: 1 });
  const scripted = client as unknown as Scripted;
  return {
    take: async (key) => {
      const [allowed, room] = await scripted.takeRateToken(
        prefix + hashTag(key),
        interval,
        limits.burst,
        now === undefined ? '' : now(),
      );
      return decide(allowed === 1, Number(room), interval);
    },
  };
};
