import type { Buckets } from '../../gateway/rate-limit/buckets.ts';
import { createRedisBuckets } from '../../gateway/rate-limit/redis-buckets.ts';
import type { RateLimits } from '../../gateway/rate-limit/token-bucket.ts';
import {
  connectRedis,
  connectRedisCluster,
  type RedisClient,
  whenConnected,
} from '../../memory/hot/connect-redis.ts';
import type { HotMemory } from '../../memory/hot/hot-memory.ts';
import { createRedisHotMemory } from '../../memory/hot/redis.ts';
import type { Config } from '../config.ts';

export interface RedisEngine {
  readonly client: RedisClient;
  readonly hot: HotMemory;
  buckets(limits: RateLimits): Buckets;
  /** Waits for a first connection. Rejects with what is wrong. */
  check(): Promise<void>;
  close(): void;
}

const CONNECT_MS = 4_000;
/** Of a client that has not had time to connect yet; commands are refused meanwhile. */
const BEGINNING = ['wait', 'connecting', 'connect'];

export const keyPrefixOf = ({ namespace }: Config): string =>
  namespace === undefined ? 'auren:' : `auren:${namespace}:`;

/** Undefined without `REDIS_URL`. Connects by itself, now and whenever the server comes back. */
export const openRedis = (config: Config, role: string): RedisEngine | undefined => {
  if (config.redisUrls.length === 0) return undefined;
  let failure: Error | undefined;
  const options = {
    name: `auren-${role}`,
    onError: (error: Error): void => {
      failure = error;
    },
  };
  const client =
    config.redisUrls.length > 1
      ? connectRedisCluster(config.redisUrls, options)
      : connectRedis(config.redisUrls[0]!, options);
  const keyPrefix = keyPrefixOf(config);
  return {
    client,
    hot: createRedisHotMemory({ client, keyPrefix }),
    buckets: (limits) => createRedisBuckets({ client, keyPrefix, limits }),
    check: async () => {
      try {
        if (BEGINNING.includes(client.status)) await whenConnected(client, CONNECT_MS);
        await client.ping();
      } catch (error) {
        // Without a connection every command is refused in the same words; why there is none is told by its event.
        throw client.status === 'ready' ? error : (failure ?? error);
      }
    },
    close: () => client.disconnect(),
  };
};
