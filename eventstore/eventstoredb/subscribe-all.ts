import { setTimeout as sleep } from 'node:timers/promises';
import { streamNameFilter } from '@eventstore/db-client';
import { BEGINNING, type Position, type StoredRecord } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { RECORDS_ONLY } from './large-data.ts';
import type { Complete } from './read-large-data.ts';
import { toRecord } from './records.ts';

export interface SubscribeAllOptions {
  /** Starts after this. `end`: with what is written from now on; lost while disconnected, until one was handled. */
  readonly after: Position | 'end';
  /**
   * One record at a time, in global order; the next one waits. Answers the checkpoint that it has stored by now, which
   * is where a broken subscription goes on from; undefined: the same as before. A record can come again.
   */
  readonly handle: (record: StoredRecord) => Promise<Position | undefined>;
  /** Fetches large data. Absent: where it is large, `handle` is given none. */
  readonly complete?: Complete;
  readonly signal: AbortSignal;
  /** For the server to confirm a subscription. */
  readonly timeoutMs: number;
  /** Each time that a subscription stands. */
  readonly onEstablished?: () => void;
  /** The subscription broke, or `handle` threw: it is taken up again after a pause. */
  readonly onBroken?: (error: unknown) => void;
  readonly maxPauseMs?: number;
}

/**
 * Follows the whole log, and takes the subscription up again by itself, which the client never does. Resolves when
 * `signal` aborts. The server's own checkpoints are not used: the client passes them on as they arrive, ahead of
 * records that have not been handled.
 */
export const subscribeAll = async (connection: Connection, options: SubscribeAllOptions): Promise<void> => {
  const { signal } = options;
  let after = options.after;
  let failures = 0;

  const follow = async (): Promise<void> => {
    const client = connection.open();
    const subscription = client.subscribeToAll(
      {
        fromPosition:
          after === BEGINNING ? 'start' : after === 'end' ? after : { commit: after, prepare: after },
        filter: streamNameFilter({ regex: RECORDS_ONLY, checkpointInterval: 1_000 }),
      },
      { highWaterMark: 4 },
    );
    const giveUp = (reason: string): void => {
      subscription.destroy(new Error(reason));
    };
    const stop = (): void => giveUp('stopped');
    const unconfirmed = setTimeout(() => giveUp('the subscription was not confirmed'), options.timeoutMs);
    subscription
      // An error that comes when nobody listens any more would end the process.
      .on('error', () => {})
      .on('confirmation', () => {
        clearTimeout(unconfirmed);
        options.onEstablished?.();
      });
    signal.addEventListener('abort', stop);
    try {
      for await (const { event } of subscription) {
        const read = event === undefined ? undefined : toRecord(event);
        if (read === undefined || signal.aborted) continue;
        const record = options.complete === undefined ? read.record : await options.complete(read);
        after = (await options.handle(record)) ?? after;
        failures = 0;
      }
      throw new Error('the server ended the subscription');
    } finally {
      clearTimeout(unconfirmed);
      signal.removeEventListener('abort', stop);
      await connection.release(client);
    }
  };

  while (!signal.aborted) {
    try {
      await follow();
    } catch (error) {
      if (signal.aborted) return;
      options.onBroken?.(error);
      const pause = Math.min(options.maxPauseMs ?? 10_000, 50 * 2 ** failures++);
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }
};
