import type { AllStreamRecordedEvent, EventStoreDBClient } from '@eventstore/db-client';
import {
  BEGINNING,
  type LogPage,
  matches,
  type Position,
  type ReadFilter,
  type StoredRecord,
} from '../event-log.ts';
import type { Connection } from './connection.ts';
import { patiently, readTwice, UnusablePosition } from './read-attempts.ts';
import { positionOf, toRecord } from './records.ts';
import { createWaypoints } from './waypoints.ts';

/** A page never holds much more than this, so that large bodies cannot fill the memory. */
const PAGE_BYTES = 16 * 1024 * 1024;
/** Objects that the client reads ahead: each can be a record of 16 MiB. */
const READ_AHEAD = { highWaterMark: 4 };
const LEAST_READ = 128;
const MOST_READ = 4_096;
/** UNKNOWN, INVALID_ARGUMENT, OUT_OF_RANGE, INTERNAL: the answers there are to a number that is no position. */
const UNUSABLE = new Set<unknown>([2, 3, 11, 13]);

export interface AllReading {
  readAll(after: Position, limit: number, filter?: ReadFilter): Promise<LogPage>;
  head(): Promise<Position>;
}

/** `saw` is told every position that was come by. */
export const createAllReading = (
  connection: Connection,
  saw: (position: Position) => void,
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
  ): Promise<LogPage> => {
    const records: StoredRecord[] = [];
    let bytes = 0;
    const maxCount = Math.min(MOST_READ, Math.max(LEAST_READ, limit + 1));
    const position = await scan(client, start, maxCount, (event, at) => {
      // The server begins with the record at the position, the port after it.
      const record = at > after ? toRecord(event) : undefined;
      if (record === undefined || !matches(record, filter)) return true;
      records.push(record);
      bytes += record.data.byteLength;
      return records.length < limit && bytes < PAGE_BYTES;
    });
    return { records, position: position > after ? position : after };
  };

  return {
    readAll: async (after, limit, filter) => {
      // Asked for the one record at `p`, callers say after `p - 1`.
      for (const start of [after, after + 1n])
        try {
          return await readTwice(connection, (client) => page(client, start, after, limit, filter));
        } catch (error) {
          if (!(error instanceof UnusablePosition)) throw error;
        }
      const start = waypoints.before(after);
      return readTwice(connection, (client) => page(client, start, after, limit, filter));
    },
    head: () =>
      readTwice(connection, async (client) => {
        const read = client.readAll({ fromPosition: 'end', direction: 'backwards', maxCount: 1 });
        let head = BEGINNING;
        for await (const { event } of patiently(read, timeoutMs))
          if (event !== undefined) head = positionOf(event);
        saw(head);
        return head;
      }),
  };
};
