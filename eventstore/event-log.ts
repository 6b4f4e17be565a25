/**
 * The port every log adapter implements: opaque bytes in streams, in one global order.
 * What the bytes mean (encryption, JSON, schema versions) is `event-store.ts`'s business.
 */

/** Place in the global order. Grows with commit order; holes are possible, of any size, and mean nothing. */
export type Position = bigint;
export const BEGINNING: Position = 0n;

/** `none`: the stream must not exist. A number: exactly that version. Versions start at 1 and are dense. */
export type Expected = 'any' | 'none' | number;

export interface Metadata {
  readonly correlationId: string;
  readonly causationId?: string;
  /** AUREN user id the event is about. */
  readonly subject?: string;
  /** Whose key encrypts `data`; absent: not encrypted. */
  readonly keyOwner?: string;
  /** Which of the owner's keys: one made after an erasure is another. */
  readonly keyId?: string;
  /** Who caused it, e.g. `webhook:terra`, `process:normalise`, `user:ada`. */
  readonly actor: string;
}

export interface NewRecord {
  /** UUID, unique in the whole log. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: Uint8Array;
  readonly metadata: Metadata;
}

export interface StoredRecord extends NewRecord {
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  /** UTC, ISO 8601, from the log's own clock. */
  readonly recordedAt: string;
  /** Why `data` is not what was appended: the engine has lost some of it. */
  readonly damaged?: string;
}

export type AppendResult =
  | { readonly status: 'appended' | 'duplicate'; readonly version: number; readonly position: Position }
  /** `version` is the stream's current one. */
  | { readonly status: 'conflict'; readonly version: number }
  /** An id is already in another stream: the caller derives ids wrongly. Nothing was written. */
  | { readonly status: 'event_id_reused' };

export interface ReadFilter {
  readonly types?: readonly string[];
  /** Only records whose `shardOf` modulo `count` is `index`. `count` divides 256. */
  readonly shard?: { readonly index: number; readonly count: number };
}

export interface LogPage {
  readonly records: readonly StoredRecord[];
  /** Everything up to here has been looked at: the next page starts after it. */
  readonly position: Position;
}

export interface EventLog {
  /**
   * All or nothing, durable when it resolves, idempotent by record id.
   * Throws `CodedError`: `saturated` (queue full, nothing written), `append_invalid` (refused, nothing
   * written), `engine_unavailable` (outcome unknown: retry with the same ids).
   */
  append(stream: string, expected: Expected, records: readonly NewRecord[]): Promise<AppendResult>;
  /** Oldest first, versions greater than `after`. An unknown stream is empty. */
  readStream(stream: string, after?: number): Promise<readonly StoredRecord[]>;
  /** In global order, strictly after `after`. Never skips a record that commits later at a lower position. */
  readAll(after: Position, limit: number, filter?: ReadFilter): Promise<LogPage>;
  /** The record at exactly this position. */
  readAt(position: Position): Promise<StoredRecord | undefined>;
  head(): Promise<Position>;
  /**
   * A position after which every record of the given time or later stands. Only where positions are no numbers to
   * search among, as `position-before.ts` does.
   */
  positionBefore?(time: Date): Promise<Position>;
  /** Records after a position, at most `atMost`. Only where the difference of two positions says nothing of them. */
  countAfter?(after: Position, atMost: number): Promise<number>;
  /** Calls back soon after something was appended, by any process. Only a hint: poll for the truth. */
  onAppended(listener: () => void): () => void;
  close(): Promise<void>;
}

const SHARDS = 256;

/** Events of one person (else of one stream) share a shard, so that partitions keep their order. FNV-1a. */
export const shardOf = (stream: string, metadata: Metadata): number => {
  const key = metadata.subject ?? stream;
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 0) ^ (hash >>> 16)) & (SHARDS - 1);
};

export const matches = (record: StoredRecord, filter: ReadFilter | undefined): boolean =>
  (filter?.types === undefined || filter.types.includes(record.type)) &&
  (filter?.shard === undefined ||
    shardOf(record.stream, record.metadata) % filter.shard.count === filter.shard.index);
