import { v5 as uuidv5 } from 'uuid';
import { MAX_RECORD_BYTES } from '../append-check.ts';
import type { NewRecord } from '../event-log.ts';

/** Names what is too large for one record of the server: the bytes lie in parts in a stream of their own. */
export interface LargeData {
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
  readonly bytes: number;
  /** Of every part but the last. */
  readonly partBytes: number;
}

/** No record is ever appended to such a stream, and none of their events is ever shown as one. */
const LARGE_DATA = 'large-data-';
/** For the server: what is neither its own nor a part. */
export const RECORDS_ONLY = `^(?!\\$|${LARGE_DATA})`;
export const isLargeDataStream = (stream: string): boolean => stream.startsWith(LARGE_DATA);

/**
 * Named by what is in it, so that the same bytes are the same parts whoever writes them, and others never mix in:
 * sealed once more, the same event has other bytes.
 */
export const largeDataStream = ({ hash, partBytes }: LargeData): string =>
  `${LARGE_DATA}${hash}-${partBytes}`;

/** Any UUID: names the space of the ids of parts. */
const PART_IDS = 'c0a9c1f4-5f7d-4c02-9a3e-1d3f0c6b7e54';
export const partId = (stream: string, index: number): string => uuidv5(`${stream}#${index}`, PART_IDS);
export const partsOf = ({ bytes, partBytes }: LargeData): number => Math.ceil(bytes / partBytes);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
export const isLargeData = (value: unknown): value is LargeData => {
  const { hash, bytes, partBytes } = (value ?? {}) as Partial<LargeData>;
  const isHash = typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
  return isHash && isCount(bytes) && bytes <= MAX_RECORD_BYTES && isCount(partBytes);
};

/** Below this nothing is won: what stays in its place is about as long. */
const WORTH_MOVING_BYTES = 512;
/** For the metadata of one record, generously. */
const METADATA_BYTES = 512;

/**
 * Which records have to leave their data elsewhere: those above `partBytes`, and then the largest of the others until
 * the append as a whole is below twice as much, less a sixteenth for the framing.
 */
export const chooseLarge = (records: readonly NewRecord[], partBytes: number): ReadonlySet<NewRecord> => {
  const most = 2 * partBytes * (15 / 16);
  const chosen = new Set<NewRecord>();
  let bytes = records.reduce((sum, { data }) => sum + data.byteLength + METADATA_BYTES, 0);
  for (const record of [...records].sort((a, b) => b.data.byteLength - a.data.byteLength)) {
    const size = record.data.byteLength;
    if (size <= partBytes && (bytes <= most || size <= WORTH_MOVING_BYTES)) break;
    chosen.add(record);
    bytes -= size;
  }
  return chosen;
};
