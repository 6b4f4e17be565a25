import type { EventStoreDBClient, StreamingRead } from '@eventstore/db-client';
import { CodedError } from '../../domain/errors.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';

class ReadTimedOut extends Error {}

/** The server is well, but the number asked for is in the middle of a record. */
export class UnusablePosition extends Error {}

export const readFailed = (cause: unknown): CodedError =>
  new CodedError('engine_unavailable', 503, 'the event store could not be read', { cause, retryAfterS: 2 });

/**
 * A read of the client, which by itself waits for ever: ends with an error when nothing comes for `timeoutMs`, and
 * lets the server know when the caller has had enough. The caller must not wait between two items.
 */
export async function* patiently<T>(read: StreamingRead<T>, timeoutMs: number): AsyncGenerator<T> {
  // An error that comes when nobody listens any more would end the process.
  read.on('error', () => {});
  const timer = setTimeout(
    () => read.destroy(new ReadTimedOut(`nothing was read for ${timeoutMs} ms`)),
    timeoutMs,
  );
  let ended = false;
  try {
    for await (const item of read) {
      timer.refresh();
      yield item as T;
    }
    ended = true;
  } finally {
    clearTimeout(timer);
    if (!ended) read.cancel().catch(() => {});
  }
}

/**
 * Reads, and once more on a new connection where the first try failed: a connection that broke while it was idle
 * shows it only when it is used. Throws `engine_unavailable`.
 */
export const readTwice = async <T>(
  connection: Connection,
  read: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const client = connection.reader();
    try {
      return await read(client);
    } catch (error) {
      if (error instanceof CodedError || error instanceof UnusablePosition) throw error;
      if (failureOf(error) !== 'unknown') throw readFailed(error);
      connection.replaceReader(client);
      // A server that hangs has had its time.
      if (attempt === 2 || error instanceof ReadTimedOut) throw readFailed(error);
    }
  }
};
