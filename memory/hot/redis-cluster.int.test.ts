import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Cluster } from 'ioredis';
import { afterAll, beforeAll, describe } from 'vitest';
import { connectRedisCluster } from './connect-redis.ts';
import { createRedisHotMemory } from './redis.ts';
import { hotMemoryConformance } from './testing/conformance.ts';

/** Nodes of a cluster, separated by commas. */
const NODES = process.env['REDIS_CLUSTER_URLS'] || undefined;
const SKIPPED = NODES === undefined ? ' (skipped: REDIS_CLUSTER_URLS is not set)' : '';

describe.skipIf(NODES === undefined)(`a Redis cluster${SKIPPED}`, () => {
  const keyPrefix = `auren-test-${randomBytes(6).toString('hex')}:`;
  let client: Cluster;
  beforeAll(async () => {
    client = connectRedisCluster(NODES!.split(','), { name: 'auren-test' });
    if (client.status !== 'ready') await once(client, 'ready');
  });
  afterAll(() => client.disconnect());

  const clear = async (): Promise<void> => {
    for (const node of client.nodes('master'))
      for await (const page of node.scanStream({ match: `${keyPrefix}*`, count: 500 }))
        for (const key of page as string[]) await client.del(key);
  };
  hotMemoryConformance(
    'hot memory in a cluster',
    async (now) => ({ hot: createRedisHotMemory({ client, keyPrefix, now }), close: clear }),
    5,
  );
});
