import type { MemoryKind } from '../../domain/memory.ts';

/** What names a memory. Both parts are needed: no person's call reaches another's memory. */
export interface MemoryKey {
  readonly userId: string;
  readonly memoryId: string;
}

/** Everything recall answers: no second store is asked. */
export interface ColdRecord extends MemoryKey {
  readonly kind: MemoryKind;
  readonly text: string;
  /** UTC instant or local date. */
  readonly occurredAt: string;
  readonly sourceEventIds: readonly string[];
}

export interface ColdEntry extends ColdRecord {
  /** As long as the collection's dimension; of length 1. */
  readonly vector: readonly number[];
}

export interface ColdHit extends ColdRecord {
  /** 1 - cosine: 0 for the same direction, 1 for nothing in common, 2 at most. */
  readonly distance: number;
}

/** The memories of everyone as one embedder sees them. Vectors of two embedders never meet. */
export interface ColdCollection {
  readonly name: string;
  readonly embedderId: string;
  readonly dimension: number;
}

export interface ColdCheck {
  readonly version: string;
  readonly latencyMs: number;
  /** Undefined: the collection does not exist yet, or was lost. */
  readonly memories: number | undefined;
}

/**
 * One collection. Every call throws `engine_unavailable` when the engine does not do its work in time or the
 * collection is not there, `cold_memory_refused` for data that it will never take, and the signal's reason when aborted.
 */
export interface ColdMemory {
  readonly engine: ColdEngine['name'];
  readonly collection: ColdCollection;
  exists(signal: AbortSignal): Promise<boolean>;
  /** Makes the collection where it is missing. Repeatable. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Idempotent; of several entries with one key the last stands. */
  upsert(entries: readonly ColdEntry[], signal: AbortSignal): Promise<void>;
  /** Unknown ones are no error. */
  remove(memories: readonly MemoryKey[], signal: AbortSignal): Promise<void>;
  /** In every collection of the engine, also those of other embedders. */
  forgetUser(userId: string, signal: AbortSignal): Promise<void>;
  /** The person's memories that are closest, closest first. */
  query(userId: string, vector: readonly number[], limit: number, signal: AbortSignal): Promise<ColdHit[]>;
  /** Any order, but the same while nothing is written. For looking through, not for recall. */
  list(offset: number, limit: number, signal: AbortSignal): Promise<ColdRecord[]>;
  /** Of all people. */
  count(signal: AbortSignal): Promise<number>;
  check(signal: AbortSignal): Promise<ColdCheck>;
}

export interface ColdEngine {
  readonly name: 'chroma' | 'postgres';
  open(embedder: { readonly id: string; readonly dimension: number }): ColdMemory;
  collections(signal: AbortSignal): Promise<ColdCollection[]>;
  /** One that is gone already is no error. */
  drop(collection: ColdCollection, signal: AbortSignal): Promise<void>;
}
