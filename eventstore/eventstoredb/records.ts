import type { AllStreamRecordedEvent, EventData, RecordedEvent } from '@eventstore/db-client';
import { CodedError } from '../../domain/errors.ts';
import { checkAppend } from '../append-check.ts';
import type { Expected, Metadata, NewRecord, Position, StoredRecord } from '../event-log.ts';

/**
 * Neither a record of the server's log nor a message to it may be larger than 16 MiB. What is above would break the
 * connection under every other append, so it is refused before.
 */
export const MAX_APPEND_BYTES = 16 * 1024 * 1024 - 64 * 1024;

const refuse = (message: string, cause?: unknown): never => {
  throw new CodedError('append_invalid', 500, message, { cause });
};

const encodeMetadata = (record: NewRecord): Uint8Array => {
  try {
    return new TextEncoder().encode(
      JSON.stringify({ ...record.metadata, schemaVersion: record.schemaVersion }),
    );
  } catch (error) {
    return refuse('metadata is not JSON', error);
  }
};

/**
 * As binary events: the client never makes JSON of anything, because there a value that it cannot write (a bigint) is
 * an unhandled rejection and an append that never ends. Throws `append_invalid`.
 */
export const toEvents = (stream: string, expected: Expected, records: readonly NewRecord[]): EventData[] => {
  for (const { data } of records)
    if (!(data instanceof Uint8Array)) refuse('the data of a record is not bytes');
  checkAppend(stream, expected, records);
  if (stream.startsWith('$') || !stream.isWellFormed()) refuse('unusable stream name');
  let bytes = 0;
  const events = records.map((record): EventData => {
    if (!record.type.isWellFormed()) refuse('unusable record type');
    const metadata = encodeMetadata(record);
    bytes += record.data.byteLength + metadata.byteLength;
    return {
      id: record.id,
      type: record.type,
      contentType: 'application/octet-stream',
      data: record.data,
      metadata,
    };
  });
  if (bytes > MAX_APPEND_BYTES) refuse(`append of ${bytes} bytes: EventStoreDB ends below 16 MiB`);
  return events;
};

type Recorded = RecordedEvent | AllStreamRecordedEvent;

/** Streams count from 0 there, from 1 here. */
export const versionOf = (event: Recorded): number => Number(event.revision) + 1;

/** Servers before 22.6 answer the largest number where they mean none. */
export const isPosition = (position: bigint | undefined): position is bigint =>
  position !== undefined && position > 0n && position < 2n ** 63n;

/** Undefined: the server's own, or written by another program. */
export const toRecord = (event: Recorded): StoredRecord | undefined => {
  if (event.type.startsWith('$') || event.streamId.startsWith('$')) return undefined;
  if (event.isJson || !(event.data instanceof Uint8Array)) return undefined;
  if (typeof event.metadata !== 'object' || event.metadata === null) return undefined;
  const { schemaVersion, ...metadata } = event.metadata as unknown as Metadata & {
    schemaVersion?: unknown;
  };
  if (typeof schemaVersion !== 'number' || typeof metadata.correlationId !== 'string') return undefined;
  return {
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
