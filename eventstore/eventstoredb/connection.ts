import type { EventData, EventStoreDBClient } from '@eventstore/db-client';
import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import { isAnswer } from './failures.ts';
import { loadPrivateClient } from './private-client.ts';
import { createSlots } from './slots.ts';

/** The server gives up an append at its own limit. This one only must not be near: clocks differ. */
const SERVER_DEADLINE_MS = 24 * 60 * 60 * 1000;
/**
 * Messages handed to the client and not answered. Its stream buffers 16; a message more waits inside the client, and
 * should the connection break just then, each that waits there is an unhandled rejection, which ends the process.
 */
const MESSAGES_IN_FLIGHT = 15;
/** The client cuts an append into messages of this size; servers take 16 MiB. */
const MESSAGE_BYTES = 8 * 1024 * 1024;
/** Ids, types and framing of one event, generously. */
const EVENT_OVERHEAD_BYTES = 512;
/** An append is below 16 MiB: at most three parts, and an empty one when the first event alone fills a message. */
const MESSAGES_OF_A_LARGE_APPEND = 4;

const messagesOf = (events: readonly EventData[]): number => {
  let bytes = 0;
  for (const { data, metadata } of events)
    bytes += EVENT_OVERHEAD_BYTES + (data as Uint8Array).byteLength + (metadata as Uint8Array).byteLength;
  return bytes < MESSAGE_BYTES ? 1 : MESSAGES_OF_A_LARGE_APPEND;
};

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
  const own = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  const openWriter = () => ({ client: open(), answeredAt: 0, slots: createSlots(MESSAGES_IN_FLIGHT) });
  let writer = openWriter();
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
    writer = openWriter();
    broken.slots.close();
    // In order: two streams of appends of one copy of the client must never be open at once.
    replacing = release(broken.client);
  };

  const send = async (
    used: typeof writer,
    stream: string,
    version: number,
    events: readonly EventData[],
  ): Promise<AppendAnswer> => {
    const sentAt = performance.now();
    const messages = messagesOf(events);
    const sending = used.client.appendToStream(stream, [...events], {
      expectedRevision: version === 0 ? client.NO_STREAM : BigInt(version - 1),
      deadline: SERVER_DEADLINE_MS,
      batchAppendSize: MESSAGE_BYTES,
    });
    // A message may still wait to be sent when its caller has given up, so its slot is freed by the answer alone.
    const stuck = setTimeout(() => replaceWriter(used), 2 * timeoutMs);
    const settled = (): void => {
      clearTimeout(stuck);
      used.slots.give(messages);
    };
    sending.then(settled, settled);
    try {
      const answer = await own.execute(() => sending);
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
    append: async (stream, version, events) => {
      for (;;) {
        await replacing;
        const used = writer;
        if (await used.slots.take(messagesOf(events))) return send(used, stream, version, events);
      }
    },
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
