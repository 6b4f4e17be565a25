import { randomUUID } from 'node:crypto';
import { connectRedis, whenConnected } from '../../../memory/hot/connect-redis.ts';
import type { Config } from '../../config.ts';
import { OPTIONAL_ENGINES } from '../../engines/explain.ts';
import { keyPrefixOf, openRedis } from '../../engines/redis.ts';
import {
  bad,
  clockFinding,
  examine,
  type Finding,
  milliseconds,
  ok,
  reasonOf,
  timed,
  warn,
} from './finding.ts';

const CONNECT_MS = 4_000;
const OLDEST_MAJOR = 5;
const { without, remedy: reach } = OPTIONAL_ENGINES.redis;

/** Each server that was named, and then what AUREN does with them: it may write, and run scripts. */
export const examineRedis = async (config: Config): Promise<readonly Finding[]> => {
  const { redisUrls } = config;
  if (redisUrls.length === 0) return [];
  const servers = await Promise.all(redisUrls.map((url) => examineServer(url, redisUrls.length > 1)));
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
      const { latencyMs } = await timed(() => client.ping());
      const facts = factsOf(await client.info());
      const time = await timed(() => client.time());
      const [seconds, micros] = time.answer.map(Number);
      return [
        serverOf(what, facts, latencyMs, inCluster),
        memoryOf(facts),
        clockFinding('redis clock', what, seconds! * 1_000 + micros! / 1_000, time.latencyMs),
      ];
    } finally {
      client.disconnect();
    }
  });
};

type Facts = ReadonlyMap<string, string>;
const factsOf = (info: string): Facts =>
  new Map(
    info.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );

const serverOf = (what: string, facts: Facts, latencyMs: number, inCluster: boolean): Finding => {
  const version = facts.get('redis_version') ?? 'unknown';
  const isCluster = facts.get('cluster_enabled') === '1';
  const says = `${what}, version ${version}, ${isCluster ? 'of a cluster' : 'single'}, ${milliseconds(latencyMs)}`;
  if (Number.parseInt(version, 10) < OLDEST_MAJOR)
    return bad('redis', says, `use version ${OLDEST_MAJOR} or newer`);
  if (isCluster && !inCluster)
    return bad('redis', says, 'name several nodes of the cluster in REDIS_URL, separated by commas');
  if (!isCluster && inCluster)
    return bad(
      'redis',
      says,
      'several addresses in REDIS_URL are nodes of one cluster, which this is not: name one',
    );
  if (facts.get('role') === 'slave' && !isCluster)
    return bad('redis', `${says}, a replica: nothing can be written`, 'set REDIS_URL to the primary');
  return ok('redis', says);
};

/** Memories of a person expire; the note of how far hot memory is filled does not, and must not be evicted. */
const memoryOf = (facts: Facts): Finding => {
  const [most, used, machine] = ['maxmemory', 'used_memory', 'total_system_memory'].map((name) =>
    Number(facts.get(name) ?? 0),
  ) as [number, number, number];
  const policy = facts.get('maxmemory_policy') ?? 'unknown';
  const says = `${megabytes(used)} of ${most === 0 ? `${megabytes(machine)} of the machine, no limit` : megabytes(most)}, ${policy}`;
  if (policy.startsWith('allkeys-'))
    return warn(
      'redis memory',
      `${says}: what has no end is evicted, too, and hot memory is then filled again from the beginning`,
      'set maxmemory-policy volatile-lru',
    );
  if (policy === 'noeviction' && most > 0 && used > 0.8 * most)
    return warn(
      'redis memory',
      `${says}: when it is full nothing can be written`,
      'set maxmemory-policy volatile-lru, or raise maxmemory',
    );
  return ok('redis memory', says);
};

const megabytes = (bytes: number): string => `${Math.round(bytes / (1024 * 1024))} MiB`;

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
    return 'the user of REDIS_URL needs ~auren:* and +@read +@write +@scripting +ping +info +time (an ACL of the server)';
  if (/READONLY/.test(message)) return 'set REDIS_URL to the primary';
  if (/^OOM/.test(message)) return 'set maxmemory-policy volatile-lru, or raise maxmemory';
  return reach;
};
