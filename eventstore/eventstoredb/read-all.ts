import type { AllStreamRecordedEvent, EventStoreDBClient } from '@eventstore/db-client';
import {
  BEGINNING,
  type EventLog,
  matches,
  type Position,
  type ReadFilter,
  type StoredRecord,
} from '../event-log.ts';
import type { Connection } from './connection.ts';
import { isLargeData } from './large-data.ts';
import { patiently, readTwice, UnusablePosition } from './read-attempts.ts';
import type { Complete } from './read-large-data.ts';
import { positionOf, type ReadRecord, toRecord } from './records.ts';
import { createWaypoints } from './waypoints.ts';

/** A page ends with the record that goes over this, so that large bodies cannot fill the memory. */
const PAGE_BYTES = 16 * 1024 * 1024;
/** Objects that the client reads ahead: each can be a record of 16 MiB. */
const READ_AHEAD = { highWaterMark: 4 };
const LEAST_READ = 128;
const MOST_READ = 4_096;
/** UNKNOWN, INVALID_ARGUMENT, OUT_OF_RANGE, INTERNAL: the answers there are to a number that is no position. */
const UNUSABLE = new Set<unknown>([2, 3, 11, 13]);

export type AllReading = Pick<EventLog, 'readAll' | 'readAt'> & Required<Pick<EventLog, 'countAfter'>>;

interface ReadPage {
  readonly found: readonly ReadRecord[];
  readonly position: Position;
}

/** `saw` is told every position that was come by. */
export const createAllReading = (
  connection: Connection,
  saw: (position: Position) => void,
  complete: Complete,
  timeoutMs: number,
): AllReading => {
  const waypoints = createWaypoints();

  /** Shows everything from a position on to `look` until it has had enough. Answers how far that was. */
  const scan = async (
    client: EventStoreDBClient,
    from: Position,
    maxCount: number,
    look: (event: AllStreamRecordedEvent, position: Position) => boolean,
  ): Promise<Position> => {
    let position = from;
    let isFirstRead = true;
    for (;;) {
      let looked = 0;
      const shown = isFirstRead ? undefined : position;
      isFirstRead = false;
      const fromPosition = position === BEGINNING ? 'start' : { commit: position, prepare: position };
      try {
        const read = client.readAll({ fromPosition, maxCount }, READ_AHEAD);
        for await (const { event } of patiently(read, timeoutMs)) {
          if (event === undefined) continue;
          looked++;
          // A read begins with the record that the one before it ended with.
          if (positionOf(event) === shown) continue;
          position = positionOf(event);
          waypoints.pass(position);
          saw(position);
          if (!look(event, position)) return position;
        }
      } catch (error) {
        const unusable = error instanceof Error && 'code' in error && UNUSABLE.has(error.code);
        throw unusable && looked === 0 && position === from ? new UnusablePosition() : error;
      }
      if (looked < maxCount) return position;
    }
  };

  const page = async (
    client: EventStoreDBClient,
    start: Position,
    after: Position,
    limit: number,
    filter: ReadFilter | undefined,
  ): Promise<ReadPage> => {
    const found: ReadRecord[] = [];
    let bytes = 0;
    const maxCount = Math.min(MOST_READ, Math.max(LEAST_READ, limit + 1));
    const position = await scan(client, start, maxCount, (event, at) => {
      // The server begins with the record at the position, the port after it.
      const read = at > after ? toRecord(event) : undefined;
      if (read === undefined || !matches(read.record, filter)) return true;
      found.push(read);
      bytes += isLargeData(read.large) ? read.large.bytes : read.record.data.byteLength;
      return found.length < limit && bytes < PAGE_BYTES;
    });
    return { found, position: position > after ? position : after };
  };

  /** Positions that are asked for are mostly a record's own, or the one before it; else the search begins earlier. */
  const startingAt = async <T>(
    after: Position,
    read: (client: EventStoreDBClient, start: Position) => Promise<T>,
  ): Promise<T> => {
    for (const start of [after, after + 1n, waypoints.before(after)])
      try {
        return await readTwice(connection, (client) => read(client, start));
      } catch (error) {
        if (!(error instanceof UnusablePosition)) throw error;
      }
    return readTwice(connection, (client) => read(client, BEGINNING));
  };

  return {
    readAll: async (after, limit, filter) => {
      const { found, position } = await startingAt(after, (client, start) =>
        page(client, start, after, limit, filter),
      );
      const records: StoredRecord[] = [];
      for (const read of found) records.push(await complete(read));
      return { records, position };
    },
    readAt: async (position) => {
      try {
        const found = await readTwice(connection, async (client) => {
          let read: ReadRecord | undefined;
          await scan(client, position, 1, (event, at) => {
            if (at === position) read = toRecord(event);
            return false;
          });
          return read;
        });
        return found === undefined ? undefined : await complete(found);
      } catch (error) {
        if (error instanceof UnusablePosition) return undefined;
        throw error;
      }
    },
    countAfter: (after, atMost) =>
      startingAt(after, async (client, start) => {
        let count = 0;
        await scan(client, start, Math.min(MOST_READ, atMost + 1), (event, at) => {
          if (at > after && toRecord(event) !== undefined) count++;
          return count < atMost;
        });
        return count;
      }),
  };
};
