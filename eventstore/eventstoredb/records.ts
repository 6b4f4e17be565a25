import type { AllStreamRecordedEvent, EventData, RecordedEvent } from '@eventstore/db-client';
import { CodedError } from '../../domain/errors.ts';
import { checkAppend } from '../append-check.ts';
import type { Expected, Metadata, NewRecord, Position, StoredRecord } from '../event-log.ts';
import { isLargeDataStream, type LargeData } from './large-data.ts';

/**
 * A message to the server may not be larger than 16 MiB. What is above (after large data has been moved out) would break
 * the connection under every other append, so it is refused before.
 */
export const MAX_APPEND_BYTES = 16 * 1024 * 1024 - 64 * 1024;

const refuse = (message: string, cause?: unknown): never => {
  throw new CodedError('append_invalid', 500, message, { cause });
};

const encodeMetadata = (record: NewRecord, large: LargeData | undefined): Uint8Array => {
  const { metadata, schemaVersion } = record;
  try {
    return new TextEncoder().encode(JSON.stringify({ ...metadata, schemaVersion, large }));
  } catch (error) {
    return refuse('metadata is not JSON', error);
  }
};

/**
 * As a binary event: the client never makes JSON of anything, because there a value that it cannot write (a bigint) is
 * an unhandled rejection and an append that never ends. Throws `append_invalid`.
 */
export const toEvent = (record: NewRecord, large?: LargeData): EventData => ({
  id: record.id,
  type: record.type,
  contentType: 'application/octet-stream',
  data: large === undefined ? record.data : new Uint8Array(),
  metadata: encodeMetadata(record, large),
});

/** Refuses what the server would, before anything is sent. Throws `append_invalid`. */
export const checkRecords = (
  stream: string,
  expected: Expected,
  records: readonly NewRecord[],
  large: ReadonlySet<NewRecord>,
): void => {
  for (const { data } of records)
    if (!(data instanceof Uint8Array)) refuse('the data of a record is not bytes');
  checkAppend(stream, expected, records);
  if (stream.startsWith('$') || isLargeDataStream(stream) || !stream.isWellFormed())
    refuse('unusable stream name');
  let bytes = 0;
  for (const record of records) {
    if (!record.type.isWellFormed()) refuse('unusable record type');
    bytes += encodeMetadata(record, undefined).byteLength;
    if (!large.has(record)) bytes += record.data.byteLength;
  }
  if (bytes > MAX_APPEND_BYTES) refuse(`append of ${bytes} bytes: EventStoreDB ends below 16 MiB`);
};

type Recorded = RecordedEvent | AllStreamRecordedEvent;

/** Streams count from 0 there, from 1 here. */
export const versionOf = (event: Recorded): number => Number(event.revision) + 1;

/** Servers before 22.6 answer the largest number where they mean none. */
export const isPosition = (position: bigint | undefined): position is bigint =>
  position !== undefined && position > 0n && position < 2n ** 63n;

/** A record as it is in its stream. */
export interface ReadRecord {
  readonly record: StoredRecord;
  /** Where its data is, when it is too large to stand here: `data` is empty then. Not checked. */
  readonly large?: unknown;
}

/** Undefined: the server's own, a part of large data, or written by another program. */
export const toRecord = (event: Recorded): ReadRecord | undefined => {
  if (event.type.startsWith('$') || event.streamId.startsWith('$')) return undefined;
  if (isLargeDataStream(event.streamId)) return undefined;
  if (event.isJson || !(event.data instanceof Uint8Array)) return undefined;
  if (typeof event.metadata !== 'object' || event.metadata === null) return undefined;
  const { schemaVersion, large, ...metadata } = event.metadata as unknown as Metadata & {
    schemaVersion?: unknown;
    large?: unknown;
  };
  if (typeof schemaVersion !== 'number' || typeof metadata.correlationId !== 'string') return undefined;
  const record: StoredRecord = {
    id: event.id,
    type: event.type,
    schemaVersion,
    data: event.data,
    metadata,
    stream: event.streamId,
    version: versionOf(event),
    position: positionOf(event),
    recordedAt: event.created.toISOString(),
  };
  return large === undefined ? { record } : { record, large };
};

/** Of events that were not written in the transactions of the old TCP protocol, prepare and commit are the same. */
export const positionOf = (event: Recorded): Position => {
  const commit = event.position?.commit;
  if (commit === 0n || isPosition(commit)) return commit;
  throw new CodedError(
    'engine_unavailable',
    503,
    'the event store gives no positions: 22.6 or later is needed',
  );
};
