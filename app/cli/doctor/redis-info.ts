import { bad, type Finding, milliseconds, ok, warn } from './finding.ts';

const OLDEST_MAJOR = 5;
const MIB = 1024 * 1024;
/** Below this a server that refuses writes when it is full soon does. */
const LITTLE = 64 * MIB;

/** What the command INFO answers, by name. */
export type RedisInfo = ReadonlyMap<string, string>;

export const readRedisInfo = (text: string): RedisInfo =>
  new Map(
    text.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );

/** `inCluster`: REDIS_URL names several servers. */
export const serverFinding = (
  what: string,
  info: RedisInfo,
  latencyMs: number,
  inCluster: boolean,
): Finding => {
  const version = info.get('redis_version') ?? 'unknown';
  const isCluster = info.get('cluster_enabled') === '1';
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
  if (info.get('role') === 'slave' && !isCluster)
    return bad('redis', `${says}, a replica: nothing can be written`, 'set REDIS_URL to the primary');
  return ok('redis', says);
};

/** Memories of a person expire; the note of how far hot memory is filled does not, and must not be evicted. */
export const memoryFinding = (info: RedisInfo): Finding => {
  const bytes = (name: string): number => Number(info.get(name) ?? 0);
  const most = bytes('maxmemory');
  const used = bytes('used_memory');
  const limit = most > 0 ? most : bytes('total_system_memory');
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  const says = `${mebibytes(used)} of ${mebibytes(limit)}${most > 0 ? '' : ' (of the machine, no limit)'}, ${policy}`;
  if (most > 0 && policy.startsWith('allkeys-'))
    return warn(
      'redis memory',
      `${says}: keys without an expiry are evicted, too, and hot memory is then filled anew`,
      'set maxmemory-policy volatile-lru',
    );
  if (policy === 'noeviction' && (used > 0.8 * limit || (most > 0 && most < LITTLE)))
    return warn(
      'redis memory',
      `${says}: when it is full nothing can be written`,
      'set maxmemory-policy volatile-lru, and raise maxmemory',
    );
  return ok('redis memory', says);
};

const mebibytes = (value: number): string => `${Math.round(value / MIB)} MiB`;
