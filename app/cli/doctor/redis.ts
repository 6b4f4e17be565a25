import { randomUUID } from 'node:crypto';
import { connectRedis, whenConnected } from '../../../memory/hot/connect-redis.ts';
import type { Config } from '../../config.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { keyPrefixOf, openRedis } from '../../engines/redis.ts';
import { clockFinding, examine, type Finding, ok, quickest, reasonOf } from './finding.ts';
import { memoryFinding, readRedisInfo, serverFinding } from './redis-info.ts';

const CONNECT_MS = 4_000;
const { without, remedy: reach } = OPTIONAL_ENGINES.redis;

/** Each server that was named, and then what AUREN does with them: it may write, and run scripts. */
export const examineRedis = async (config: Config): Promise<readonly Finding[]> => {
  const { redisUrls } = config;
  if (redisUrls.length === 0) return [];
  const servers = await Promise.all(
    [...new Set(redisUrls)].map((url) => examineServer(url, redisUrls.length > 1)),
  );
  const findings = servers.flat();
  return findings.some(({ level }) => level === 'bad')
    ? findings
    : [...findings, ...(await examineRights(config))];
};

const examineServer = (url: string, inCluster: boolean): Promise<readonly Finding[]> => {
  const { hostname, port } = new URL(url);
  const what = `Redis at ${hostname}:${port || 6_379}`;
  return examine({ about: 'redis', what, without, remedyOf }, async () => {
    const client = connectRedis(url, { name: 'auren-doctor' });
    try {
      await whenConnected(client, CONNECT_MS);
      const { latencyMs } = await quickest(() => client.ping());
      const info = readRedisInfo(await client.info());
      const clock = await quickest(async () => {
        const [seconds, micros] = await client.time();
        return Number(seconds) * 1_000 + Number(micros) / 1_000;
      });
      return [
        serverFinding(what, info, latencyMs, inCluster),
        memoryFinding(info),
        clockFinding('redis clock', what, clock),
      ];
    } finally {
      client.disconnect();
    }
  });
};

const examineRights = (config: Config): Promise<readonly Finding[]> =>
  examine({ about: 'redis rights', what: 'a key that is written', without, remedyOf }, async () => {
    const redis = openRedis(config, 'doctor')!;
    const key = `${keyPrefixOf(config)}doctor:${randomUUID()}`;
    try {
      await redis.check();
      await redis.client.set(key, '1', 'PX', 10_000);
      await redis.client.eval("return redis.call('DEL', KEYS[1])", 1, key);
      return [ok('redis rights', `may write keys that begin with ${keyPrefixOf(config)}, and run scripts`)];
    } finally {
      redis.close();
    }
  });

const remedyOf = (error: unknown): string => {
  const message = reasonOf(error);
  if (/NOAUTH|WRONGPASS|invalid password/i.test(message))
    return 'put user and password into REDIS_URL: redis://user:password@host:6379';
  if (/NOPERM/.test(message))
    return 'the user of REDIS_URL needs ~auren:* and +@read +@write +@scripting +@connection +info +time (its ACL)';
  if (/READONLY/.test(message)) return 'set REDIS_URL to the primary';
  if (/^OOM/.test(message)) return 'set maxmemory-policy volatile-lru, or raise maxmemory';
  return reach;
};
