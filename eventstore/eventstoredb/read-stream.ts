import type { RecordedEvent } from '@eventstore/db-client';
import { bulkhead } from 'cockatiel';
import type { Position, StoredRecord } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import type { KnownStream, KnownStreams } from './known-streams.ts';
import { patiently, readFailed, readTwice } from './read-attempts.ts';
import type { Complete } from './read-large-data.ts';
import { positionOf, toRecord, versionOf } from './records.ts';

/** Objects that the client reads ahead: each can be a record of 16 MiB. */
const READ_AHEAD = { highWaterMark: 4 };
/** Servers take 100 calls at a time on a connection; what waits must not be on its own clock yet. */
const READS_AT_ONCE = 64;

export interface StreamReading {
  /** Remembers the ids as well: who appends has mostly just read. */
  readStream(stream: string, after?: number): Promise<readonly StoredRecord[]>;
  /** Reads what is not known yet of a stream, and keeps the ids only. */
  refresh(stream: string): Promise<KnownStream>;
  /** Of a record that is known to be there. */
  positionAt(stream: string, version: number): Promise<Position>;
}

export const createStreamReading = (
  connection: Connection,
  known: KnownStreams,
  complete: Complete,
  timeoutMs: number,
): StreamReading => {
  const atOnce = bulkhead(READS_AT_ONCE, Number.POSITIVE_INFINITY);

  /** What `keep` makes of every event after a version. */
  const read = <T>(stream: string, after: number, keep: (event: RecordedEvent) => T, maxCount?: number) => {
    const options = { fromRevision: BigInt(after), ...(maxCount === undefined ? {} : { maxCount }) };
    return atOnce.execute(() =>
      readTwice(connection, async (client): Promise<T[]> => {
        const kept: T[] = [];
        try {
          for await (const { event } of patiently(client.readStream(stream, options, READ_AHEAD), timeoutMs))
            if (event !== undefined) kept.push(keep(event));
        } catch (error) {
          if (failureOf(error) !== 'not_found') throw error;
        }
        return kept;
      }),
    );
  };
  const idOf = (event: RecordedEvent) => ({ id: event.id, version: versionOf(event) });

  return {
    readStream: async (stream, after = 0) => {
      const events = await read(stream, after, (event) => event);
      known.learn(stream, after, events.map(idOf));
      const records: StoredRecord[] = [];
      for (const read of events.map(toRecord)) if (read !== undefined) records.push(await complete(read));
      return records;
    },
    refresh: async (stream) => {
      const after = known.get(stream)?.version ?? 0;
      const learnt = known.learn(stream, after, await read(stream, after, idOf));
      // Forgotten meanwhile, to make room: all of it has to be read.
      return learnt ?? known.learn(stream, 0, await read(stream, 0, idOf))!;
    },
    positionAt: async (stream, version) => {
      const [position] = await read(stream, version - 1, positionOf, 1);
      if (position === undefined) throw readFailed(new Error(`version ${version} is not there`));
      return position;
    },
  };
};
