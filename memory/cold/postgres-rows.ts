import type { MemoryKind } from '../../domain/memory.ts';
import type { ColdRecord } from './cold-memory.ts';

export const RECORD_COLUMNS = 'user_id, memory_id, kind, text, occurred_at, source_event_ids';

export interface RecordRow {
  readonly user_id: string;
  readonly memory_id: string;
  readonly kind: MemoryKind;
  readonly text: string;
  readonly occurred_at: string;
  readonly source_event_ids: readonly string[];
}

export const recordOfRow = (row: RecordRow): ColdRecord => ({
  userId: row.user_id,
  memoryId: row.memory_id,
  kind: row.kind,
  text: row.text,
  occurredAt: row.occurred_at,
  sourceEventIds: row.source_event_ids,
});

/** One array a column, in the order of `RECORD_COLUMNS`. */
export const columnsOf = (records: readonly ColdRecord[]): string[][] => [
  records.map(({ userId }) => userId),
  records.map(({ memoryId }) => memoryId),
  records.map(({ kind }) => kind),
  records.map(({ text }) => text),
  records.map(({ occurredAt }) => occurredAt),
  records.map(({ sourceEventIds }) => JSON.stringify(sourceEventIds)),
];

const FLOAT_BYTES = 4;

/** IEEE 754 single precision, little-endian on every machine. */
export const vectorBytes = (vector: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(vector.length * FLOAT_BYTES);
  vector.forEach((value, at) => {
    bytes.writeFloatLE(value, at * FLOAT_BYTES);
  });
  return bytes;
};

export const vectorOfBytes = (bytes: Buffer): Float32Array => {
  const vector = new Float32Array(bytes.length / FLOAT_BYTES);
  for (let at = 0; at < vector.length; at++) vector[at] = bytes.readFloatLE(at * FLOAT_BYTES);
  return vector;
};
