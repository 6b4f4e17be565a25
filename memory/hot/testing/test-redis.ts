import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { connectRedis } from '../connect-redis.ts';

export const REDIS_URL = process.env['REDIS_URL'] || undefined;
export const WITHOUT_REDIS = REDIS_URL === undefined ? ' (skipped: REDIS_URL is not set)' : '';

export interface TestRedis {
  readonly client: Redis;
  /** Of this test alone. */
  readonly keyPrefix: string;
  keys(): Promise<string[]>;
  /** Removes every key of the prefix. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const whenReady = async (client: Redis): Promise<Redis> => {
  if (client.status !== 'ready') await once(client, 'ready');
  return client;
};

/** The server of `REDIS_URL`, with a key prefix that is removed at the end. */
export const createTestRedis = async (url = REDIS_URL!): Promise<TestRedis> => {
  const client = await whenReady(connectRedis(url, { name: 'auren-test' }));
  const keyPrefix = `auren-test-${randomBytes(6).toString('hex')}:`;
  const keys = async (): Promise<string[]> => {
    const found = new Set<string>();
    for await (const page of client.scanStream({ match: `${keyPrefix}*`, count: 500 }))
      for (const key of page as string[]) found.add(key);
    return [...found].sort();
  };
  const clear = async (): Promise<void> => {
    const found = await keys();
    if (found.length > 0) await client.del(...found);
  };
  return {
    client,
    keyPrefix,
    keys,
    clear,
    close: async () => {
      await clear();
      client.disconnect();
    },
  };
};
