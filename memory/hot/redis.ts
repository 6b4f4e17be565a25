import type { Cluster, Redis } from 'ioredis';
import { CodedError } from '../../domain/errors.ts';
import { indexText } from '../bm25.ts';
import { checkKeyPrefix, hashTag, type RedisClient } from './connect-redis.ts';
import { type HeldMemory, MOST_PER_PERSON, newestFirst } from './held-memory.ts';
import type { Filling, HotMemory } from './hot-memory.ts';
import { type IndexedMemory, rankHeld } from './rank-held.ts';
import { entryText, readEntry, removalText } from './redis-entry.ts';

/** Of how entries are written: another one finds no filling and starts its own. */
const FORMAT = 1;
const SCAN_COUNT = 500;
/** A status page does not walk over more. */
const MOST_COUNTED = 50_000;

/**
 * Entries of one person, each unless a later event about the same memory is known: compared and written at once, since
 * for a moment two workers can believe that the feed is theirs. Then drops what is over the limit, oldest first, and
 * lets the key live as long as its longest entry.
 */
const WRITE = `
local longest = 0
for i = 3, #ARGV, 2 do
  local known = redis.call('HGET', KEYS[1], ARGV[i])
  if not known or string.sub(known, 18, 37) < string.sub(ARGV[i + 1], 18, 37) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    longest = math.max(longest, tonumber(string.sub(ARGV[i + 1], 1, 16)))
  end
end
local now, most = tonumber(ARGV[1]), tonumber(ARGV[2])
if longest > 0 and now + redis.call('PTTL', KEYS[1]) < longest then
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', longest))
end
if redis.call('HLEN', KEYS[1]) > most then
  local all, order = redis.call('HGETALL', KEYS[1]), {}
  for i = 1, #all, 2 do order[#order + 1] = { all[i], string.sub(all[i + 1], 1, 37) } end
  table.sort(order, function(one, other) return one[2] > other[2] end)
  for i = most + 1, #order do redis.call('HDEL', KEYS[1], order[i][1]) end
end
return redis.status_reply('OK')`;

interface Scripted {
  writeHotMemories(key: string, now: number, most: number, ...entries: string[]): Promise<unknown>;
}

export interface RedisHotMemoryOptions {
  readonly client: RedisClient;
  /** Begins every key, e.g. `auren:`. */
  readonly keyPrefix: string;
  readonly now?: () => number;
}

/** The hot tier that all processes share: one hash a person, and one key that tells how far the tier is filled. */
export const createRedisHotMemory = (options: RedisHotMemoryOptions): HotMemory => {
  const { client } = options;
  const now = options.now ?? Date.now;
  const prefix = `${checkKeyPrefix(options.keyPrefix)}hot:${FORMAT}:`;
  const keyOf = (userId: string): string => prefix + hashTag(userId);
  const fillingKey = `${prefix}filling`;
  client.defineCommand('writeHotMemories', { lua: WRITE, numberOfKeys: 1 });

  const write = async (entries: readonly (readonly [userId: string, id: string, text: string])[]) => {
    await inOneGo(
      client,
      [...Map.groupBy(entries, ([userId]) => userId)].map(([userId, own]) => (commands: Scripted) => {
        const fields = own.flatMap(([, id, text]) => [id, text]);
        return commands.writeHotMemories(keyOf(userId), now(), MOST_PER_PERSON, ...fields);
      }),
    );
  };
  const read = async (userId: string): Promise<IndexedMemory[]> => {
    const entries = await client.hgetall(keyOf(userId));
    const time = now();
    return Object.entries(entries).flatMap(([id, text]) => readEntry(userId, id, text, time) ?? []);
  };
  /** Keys of people, page by page; a key can come twice. */
  const people = async function* (): AsyncGenerator<string[]> {
    for (const node of client.isCluster ? (client as Cluster).nodes('master') : [client as Redis]) {
      let cursor = '0';
      do {
        const [next, keys] = await node.scan(cursor, 'MATCH', `${prefix}{*`, 'COUNT', SCAN_COUNT);
        if (keys.length > 0) yield keys;
        cursor = next;
      } while (cursor !== '0');
    }
  };

  return {
    put: (memories) =>
      orUnavailable(() =>
        write(
          memories.map((memory) => {
            const indexed: IndexedMemory = { ...memory, ...indexText(memory.text) };
            return [memory.userId, memory.memoryId, entryText(indexed)];
          }),
        ),
      ),
    remove: (memories) =>
      orUnavailable(() => write(memories.map((gone) => [gone.userId, gone.memoryId, removalText(gone)]))),
    held: (userId) =>
      orUnavailable(async () =>
        (await read(userId))
          .sort(newestFirst)
          .map(({ terms: _, length: __, ...memory }): HeldMemory => memory),
      ),
    recall: async (request, signal) => {
      signal.throwIfAborted();
      const memories = await orUnavailable(() => read(request.userId));
      signal.throwIfAborted();
      return { memories: rankHeld(request, memories), partial: false };
    },
    forgetUser: (userId) =>
      orUnavailable(async () => {
        await client.del(keyOf(userId));
      }),
    stats: () =>
      orUnavailable(async () => {
        const seen = new Set<string>();
        let entries = 0;
        for await (const page of people()) {
          const fresh = page.filter((key) => !seen.has(key));
          for (const key of fresh) seen.add(key);
          const counts = await inOneGo(
            client,
            fresh.map((key) => (commands) => commands.hlen(key)),
          );
          for (const count of counts) entries += Number(count);
          if (seen.size >= MOST_COUNTED) return { people: seen.size, entries, complete: false };
        }
        return { people: seen.size, entries, complete: true };
      }),
    filling: () => orUnavailable(async () => readFilling(await client.get(fillingKey))),
    begin: (filling) =>
      orUnavailable(async () => {
        await client.del(fillingKey);
        for await (const keys of people())
          await inOneGo(
            client,
            keys.map((key) => (commands) => commands.unlink(key)),
          );
        await client.set(fillingKey, `${filling.id} ${filling.position}`);
      }),
    reached: (filling) =>
      orUnavailable(async () => {
        await client.set(fillingKey, `${filling.id} ${filling.position}`, 'XX');
      }),
  };
};

const readFilling = (text: string | null): Filling | undefined => {
  const parts = /^(\S+) (\d{1,19})$/.exec(text ?? '');
  return parts === null ? undefined : { id: parts[1]!, position: BigInt(parts[2]!) };
};

type Commands = Scripted & Pick<Redis, 'hlen' | 'unlink'>;
const MOST_IN_FLIGHT = 1_000;

/** Sent together, answered together. A cluster sorts commands to their nodes itself and takes no pipeline across them. */
const inOneGo = async (
  client: RedisClient,
  calls: readonly ((commands: Commands) => unknown)[],
): Promise<unknown[]> => {
  const results: unknown[] = [];
  for (let from = 0; from < calls.length; from += MOST_IN_FLIGHT) {
    const some = calls.slice(from, from + MOST_IN_FLIGHT);
    if (client.isCluster) {
      results.push(...(await Promise.all(some.map((call) => call(client as unknown as Commands)))));
      continue;
    }
    const pipeline = client.pipeline();
    for (const call of some) call(pipeline as unknown as Commands);
    for (const [error, result] of (await pipeline.exec()) ?? []) {
      if (error !== null) throw error;
      results.push(result);
    }
  }
  return results;
};

/** Whatever goes wrong with this server, an event is never to blame: nothing of it may be parked. */
const orUnavailable = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new CodedError('engine_unavailable', 503, 'Redis did not answer as it should', {
      cause,
      retryAfterS: 1,
    });
  }
};
