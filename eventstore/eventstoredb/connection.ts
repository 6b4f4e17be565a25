import type { EventData, EventStoreDBClient } from '@eventstore/db-client';
import { bulkhead, TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import { isAnswer } from './failures.ts';
import { loadPrivateClient } from './private-client.ts';

/** The server gives up an append at its own limit. This one only must not be near: clocks differ. */
const SERVER_DEADLINE_MS = 24 * 60 * 60 * 1000;
const APPENDS_IN_FLIGHT = 64;

export interface AppendAnswer {
  readonly position?: { readonly commit: bigint };
}
/** What the client throws for this, unless its connection string tells it not to throw. */
class WrongVersion extends Error {
  readonly type = 'wrong-expected-version';
}

export interface Connection {
  /** One attempt. Throws the client's errors, or cockatiel's `TaskCancelledError` when its time is up. */
  append(stream: string, version: number, events: readonly EventData[]): Promise<AppendAnswer>;
  /** For reads. Valid until `replaceReader`. */
  reader(): EventStoreDBClient;
  /** After a read that failed: the next one gets a new connection. */
  replaceReader(used: EventStoreDBClient): void;
  /** A client of its own, for a subscription. To be released. */
  open(): EventStoreDBClient;
  release(client: EventStoreDBClient): Promise<void>;
  close(): Promise<void>;
}

/**
 * Appends and reads have a connection each: the client ends the appends that are under way when a read fails, and
 * keeps them all on one stream that it never gives up itself.
 */
export const createConnection = (url: string, timeoutMs: number): Connection => {
  const client = loadPrivateClient();
  const open = (): EventStoreDBClient => client.EventStoreDBClient.connectionString(url);
  const inFlight = bulkhead(APPENDS_IN_FLIGHT, Number.POSITIVE_INFINITY);
  const own = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  let writer = { client: open(), answeredAt: 0 };
  let reader = open();
  let replacing: Promise<void> = Promise.resolve();

  const release = async (old: EventStoreDBClient): Promise<void> => {
    // A call that still waits for the server's features must not open another stream of appends later on.
    old['GRPCStreamCreator'] = () => () => Promise.reject(new Error('the connection was given up'));
    const channel = old['getChannel']();
    await own.execute(() => old.dispose()).catch(() => {});
    channel.then((opened) => opened.close()).catch(() => {});
  };
  const replaceWriter = (broken: typeof writer): void => {
    if (broken !== writer) return;
    writer = { client: open(), answeredAt: 0 };
    // In order: two streams of appends of one copy of the client must never be open at once.
    replacing = release(broken.client);
  };

  const attempt = async (stream: string, version: number, events: readonly EventData[]) => {
    await replacing;
    const used = writer;
    const sentAt = performance.now();
    try {
      const answer = await own.execute(() =>
        used.client.appendToStream(stream, [...events], {
          expectedRevision: version === 0 ? client.NO_STREAM : BigInt(version - 1),
          deadline: SERVER_DEADLINE_MS,
        }),
      );
      // With `throwOnAppendFailure=false` the revision beside this is wrong as well.
      if (!answer.success) throw new WrongVersion();
      used.answeredAt = performance.now();
      return answer;
    } catch (error) {
      if (isAnswer(error)) used.answeredAt = performance.now();
      // One late answer among others is a slow server; none at all is a dead connection.
      else if (!(error instanceof TaskCancelledError && used.answeredAt > sentAt)) replaceWriter(used);
      throw error;
    }
  };

  return {
    append: (stream, version, events) => inFlight.execute(() => attempt(stream, version, events)),
    reader: () => reader,
    replaceReader: (used) => {
      if (used !== reader) return;
      reader = open();
      used['getChannel']()
        .then((channel) => channel.close())
        .catch(() => {});
    },
    open,
    release,
    close: async () => {
      await replacing;
      await Promise.all([release(writer.client), release(reader)]);
    },
  };
};
