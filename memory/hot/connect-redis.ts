import { once } from 'node:events';
import { Cluster, Redis } from 'ioredis';

export type RedisClient = Redis | Cluster;

/** Milliseconds a command may take, and a connection may be silent or take to open. */
const COMMAND_MS = 1_000;
const SILENT_MS = 2_000;
const CONNECT_MS = 2_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Before the nth attempt to connect again, in milliseconds: anything up to a bound that doubles with each attempt, so
 * that many clients of a server that comes back do not all knock at once.
 */
export const reconnectPause = (attempt: number, random: () => number = Math.random): number =>
  Math.ceil(random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16)));

interface ClientOptions {
  readonly name: string;
  readonly onError?: (error: Error) => void;
}

const bounded = (name: string) => ({
  connectionName: name,
  connectTimeout: CONNECT_MS,
  commandTimeout: COMMAND_MS,
  socketTimeout: SILENT_MS,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
});

/**
 * A client for what AUREN can do without: while the server is away every command fails at once, nothing queues and
 * nothing is sent twice; the connection comes back by itself.
 */
export const connectRedis = (url: string, { name, onError }: ClientOptions): Redis => {
  const client = new Redis(url, {
    ...bounded(name),
    enableOfflineQueue: false,
    retryStrategy: (attempt) => reconnectPause(attempt),
    // A master that became a replica: the next connection finds the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  client.on('error', (error: Error) => onError?.(error));
  return client;
};

/** The same for a cluster, some of whose nodes are given; all of them take the credentials of the first. */
export const connectRedisCluster = (urls: readonly string[], { name, onError }: ClientOptions): Cluster => {
  const client = new Cluster(urls.map(nodeOf), {
    redisOptions: { ...bounded(name), ...credentialsOf(urls[0]!) },
    clusterRetryStrategy: (attempt) => reconnectPause(attempt),
    enableOfflineQueue: false,
    slotsRefreshTimeout: CONNECT_MS,
  });
  client.on('error', (error: Error) => onError?.(error));
  return client;
};

const DEFAULT_PORT = 6_379;
const nodeOf = (url: string): { host: string; port: number } => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === '' ? DEFAULT_PORT : Number(port) };
};
const credentialsOf = (url: string) => {
  const { protocol, username, password } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
};

/** Resolves when commands are taken. Rejects with the first failure to connect, or after `milliseconds`. */
export const whenConnected = async (client: RedisClient, milliseconds: number): Promise<void> => {
  const late = AbortSignal.timeout(milliseconds);
  try {
    if (client.status !== 'ready') await once(client, 'ready', { signal: late });
  } catch (error) {
    throw late.aborted ? new Error(`no connection within ${milliseconds} ms`, { cause: error }) : error;
  }
};

/** What begins every key; letters, digits and `_ . : -` only. */
export const checkKeyPrefix = (prefix: string): string => {
  if (!/^[\w.:-]*$/.test(prefix)) throw new RangeError(`not a key prefix: ${JSON.stringify(prefix)}`);
  return prefix;
};

/** The part of a key that decides on its place in a cluster. */
export const hashTag = (id: string): string => `{${encodeURIComponent(id)}}`;
