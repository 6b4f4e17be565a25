import { createHash } from 'node:crypto';
import { bulkhead } from 'cockatiel';
import type { StoredRecord } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import { isLargeData, type LargeData, largeDataStream, partsOf } from './large-data.ts';
import { patiently, readTwice } from './read-attempts.ts';
import type { ReadRecord } from './records.ts';

/** Held beside the data itself while it is put together; what is read again when a read breaks off. */
const PAGE_BYTES = 8 * 1024 * 1024;
const READ_AHEAD = { highWaterMark: 4 };

/** Makes a record whole. Throws `engine_unavailable`; a record whose data is not there any more is `damaged`. */
export type Complete = (read: ReadRecord) => Promise<StoredRecord>;

/**
 * One at a time, whoever asks: several readers of the same record share its bytes, and what is put together for others
 * waits its turn.
 */
export const createLargeDataReading = (connection: Connection, timeoutMs: number): Complete => {
  const oneAtATime = bulkhead(1, Number.POSITIVE_INFINITY);
  const underWay = new Map<string, Promise<Uint8Array | undefined>>();

  const readParts = (stream: string, from: number, maxCount: number): Promise<Uint8Array[]> =>
    readTwice(connection, async (client) => {
      const parts: Uint8Array[] = [];
      const options = { fromRevision: BigInt(from), maxCount };
      try {
        for await (const { event } of patiently(client.readStream(stream, options, READ_AHEAD), timeoutMs))
          if (event?.data instanceof Uint8Array) parts.push(event.data);
      } catch (error) {
        if (failureOf(error) !== 'not_found') throw error;
      }
      return parts;
    });

  /** Undefined: parts are missing, or are not what was written. */
  const putTogether = async (large: LargeData): Promise<Uint8Array | undefined> => {
    const data = Buffer.allocUnsafeSlow(large.bytes);
    const hash = createHash('sha256');
    const perPage = Math.max(1, Math.floor(PAGE_BYTES / large.partBytes));
    const parts = partsOf(large);
    let filled = 0;
    for (let part = 0; part < parts; part += perPage) {
      const count = Math.min(perPage, parts - part);
      const page = await readParts(largeDataStream(large), part, count);
      const bytes = page.reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (page.length !== count || filled + bytes > large.bytes) return undefined;
      for (const piece of page) {
        data.set(piece, filled);
        hash.update(piece);
        filled += piece.byteLength;
      }
    }
    return filled === large.bytes && hash.digest('hex') === large.hash ? data : undefined;
  };

  const fetch = (large: LargeData): Promise<Uint8Array | undefined> => {
    const key = `${largeDataStream(large)} ${large.bytes}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const reading = oneAtATime.execute(() => putTogether(large)).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };

  return async ({ record, large }) => {
    if (large === undefined) return record;
    const data = isLargeData(large) ? await fetch(large) : undefined;
    return data === undefined
      ? { ...record, damaged: 'its data was not found whole in the event store' }
      : { ...record, data };
  };
};
