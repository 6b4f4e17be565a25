import { CodedError } from '../domain/errors.ts';
import type { Expected, NewRecord } from './event-log.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const MAX_RECORD_BYTES = 96 * 1024 * 1024;
/** One message to the engine carries a whole append; PostgreSQL ends at 1 GiB. */
export const MAX_APPEND_BYTES = 256 * 1024 * 1024;

const refuse = (message: string): never => {
  throw new CodedError('append_invalid', 500, message);
};

/** Every adapter refuses the same things before it touches its engine. */
export const checkAppend = (stream: string, expected: Expected, records: readonly NewRecord[]): void => {
  if (stream.length === 0 || stream.length > 512 || stream.includes('\0')) refuse('unusable stream name');
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < 0))
    refuse(`unusable expected version ${expected}`);
  if (records.length === 0) refuse('an append needs at least one record');
  let bytes = 0;
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!;
    bytes += record.data.byteLength;
    if (!UUID.test(record.id)) refuse(`record id is not a lower-case UUID: ${record.id}`);
    for (let j = 0; j < i; j++) if (records[j]!.id === record.id) refuse(`record id twice in one append`);
    if (record.type.length === 0 || record.type.startsWith('$') || record.type.includes('\0'))
      refuse(`unusable record type "${record.type}"`);
    if (record.data.byteLength > MAX_RECORD_BYTES) refuse(`record of ${record.data.byteLength} bytes`);
  }
  if (bytes > MAX_APPEND_BYTES) refuse(`append of ${bytes} bytes`);
};
