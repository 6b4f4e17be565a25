import { CodedError } from '../../domain/errors.ts';
import { BEGINNING, type EventLog, type Position } from '../event-log.ts';
import type { GroupCommitLimits } from '../group-commit.ts';
import { appendToStream } from './append-stream.ts';
import { createConnection } from './connection.ts';
import { createKnownStreams } from './known-streams.ts';
import { createLanes } from './lanes.ts';
import { chooseLarge } from './large-data.ts';
import { createAllReading } from './read-all.ts';
import { createBackwardReading } from './read-backwards.ts';
import { createLargeDataReading } from './read-large-data.ts';
import { createStreamReading } from './read-stream.ts';
import { checkRecords } from './records.ts';
import { subscribeAll } from './subscribe-all.ts';

export interface EventStoreDbLimits extends GroupCommitLimits {
  /** Record ids kept in memory to find repeats by, about 100 bytes each. */
  readonly maxKnownIds: number;
}

export interface EventStoreDbLogOptions {
  /** `esdb://` or `esdb+discover://`, with the options of the client (tls, tlsCAFile, userCertFile, ...). */
  readonly url: string;
  /** For one call to the server; the client itself would wait for ever. */
  readonly timeoutMs?: number;
  /** How long an append is tried again before its outcome is reported as unknown. */
  readonly retryForMs?: number;
  /** Data above this is stored in parts of this size; twice as much must be within the server's `MaxAppendSize`. */
  readonly partBytes?: number;
  readonly limits?: Partial<EventStoreDbLimits>;
  /** Told of each group of one stream's appends that was sent as one, retries included. */
  readonly onGroup?: (group: { appends: number; durationMs: number }) => void;
}

const LIMITS: EventStoreDbLimits = {
  maxAppends: 500,
  // Merged appends stay below what a server takes by default (`MaxAppendSize`, 1 MiB).
  maxBytes: 512 * 1024,
  maxQueuedAppends: 20_000,
  maxQueuedBytes: 256 * 1024 * 1024,
  maxKnownIds: 500_000,
};

export type EventStoreDbLog = EventLog & { depth(): { appends: number; bytes: number } };

/**
 * The log in EventStoreDB (22.6 or later) or KurrentDB. Throws at once when the connection string is unusable.
 * `docs/adr/0013-eventstoredb-log.md` says what the server cannot give: ids are unique in their stream only.
 */
export const createEventStoreDbLog = (options: EventStoreDbLogOptions): EventStoreDbLog => {
  const timeoutMs = options.timeoutMs ?? 5_000;
  const retryForMs = options.retryForMs ?? 10_000;
  const partBytes = options.partBytes ?? 512 * 1024;
  const limits = { ...LIMITS, maxBytes: Math.min(LIMITS.maxBytes, partBytes), ...options.limits };
  const connection = createConnection(options.url, timeoutMs);
  const known = createKnownStreams(limits.maxKnownIds);
  const closing = new AbortController();
  const listeners = new Set<() => void>();
  let following: Promise<void> | undefined;

  let furthest = BEGINNING;
  const seen = {
    furthest: (): Position => furthest,
    saw: (position: Position): void => {
      if (position > furthest) furthest = position;
    },
  };
  const announce = (): void => {
    for (const listener of listeners) queueMicrotask(listener);
  };

  const complete = createLargeDataReading(connection, timeoutMs);
  const reading = createStreamReading(connection, known, complete, timeoutMs);
  const all = createAllReading(connection, seen.saw, complete, timeoutMs);
  const backwards = createBackwardReading(connection, seen.saw, timeoutMs);
  const context = { connection, reading, known, seen, partBytes, retryForMs, closing: closing.signal };
  const lanes = createLanes(async (group) => {
    const started = performance.now();
    const outcomes = await appendToStream(context, group);
    options.onGroup?.({ appends: group.length, durationMs: performance.now() - started });
    announce();
    return outcomes;
  }, limits);

  return {
    append: async (stream, expected, records) => {
      const large = chooseLarge(records, partBytes);
      checkRecords(stream, expected, records, large);
      if (closing.signal.aborted)
        throw new CodedError('engine_unavailable', 503, 'the log is closed', { retryAfterS: 2 });
      return lanes.append({ stream, expected, records, large });
    },
    readStream: reading.readStream,
    readAll: all.readAll,
    readAt: all.readAt,
    countAfter: all.countAfter,
    head: backwards.head,
    positionBefore: backwards.positionBefore,
    onAppended: (listener) => {
      listeners.add(listener);
      following ??= subscribeAll(connection, {
        after: 'end',
        handle: async ({ position }) => {
          seen.saw(position);
          announce();
          return position;
        },
        signal: closing.signal,
        timeoutMs,
        // Something may have been written while nobody looked.
        onEstablished: announce,
      });
      return () => listeners.delete(listener);
    },
    depth: lanes.depth,
    close: async () => {
      closing.abort();
      listeners.clear();
      await lanes.idle();
      await following;
      await connection.close();
    },
  };
};
