import type { MemoryKind } from '../../domain/memory.ts';
import type { Position } from '../../eventstore/event-log.ts';

/** How long the hot tier holds a memory, counted from the memory's own time. */
export const HOT_MS = 72 * 3_600_000;
/** Of one person the tier holds this many, the newest; a memory that was forgotten keeps its place until its time is over. */
export const MOST_PER_PERSON = 200;

/** What the newest event about a memory leaves behind. */
interface Entry {
  readonly userId: string;
  readonly memoryId: string;
  /** Of the event. Of two events about one memory the later one holds, in whatever order they come. */
  readonly position: Position;
  /** Unix time in milliseconds; see `expiryOf`. */
  readonly expiresAt: number;
}
export interface HeldMemory extends Entry {
  readonly kind: MemoryKind;
  readonly text: string;
  /** UTC instant or local date the memory is about. */
  readonly occurredAt: string;
  readonly sourceEventIds: readonly string[];
}
/**
 * Says that older events about the memory no longer count. It keeps the memory's place among the newest, so that one
 * that was dropped does not come back when its event is delivered again. (Not so for a memory that is formed again
 * later with its old time: then a person with more memories than the tier keeps may have one more or one fewer of
 * the oldest here, until their time is over.)
 */
export interface RemovedMemory extends Entry {}

const DAY_MS = 86_400_000;

/**
 * When the tier lets go of a memory, in Unix milliseconds: 72 h after it happened (a local date: after the end of that
 * day), but never counted from later than the recording. Facts of the event alone, so that a replay gives the same; and
 * later events about a memory never expire sooner, so that what is dropped first is never missed later.
 */
export const expiryOf = (recordedAt: string, occurredAt?: string): number => {
  const recorded = Date.parse(recordedAt);
  if (occurredAt === undefined) return recorded + HOT_MS;
  const occurred = Date.parse(occurredAt) + (/^\d{4}-\d{2}-\d{2}$/.test(occurredAt) ? DAY_MS : 0);
  return (Number.isNaN(occurred) ? recorded : Math.min(occurred, recorded)) + HOT_MS;
};

/** Newest first: later expiry, then later position. */
export const newestFirst = (
  one: Pick<Entry, 'expiresAt' | 'position'>,
  other: Pick<Entry, 'expiresAt' | 'position'>,
): number => other.expiresAt - one.expiresAt || (other.position > one.position ? 1 : -1);
