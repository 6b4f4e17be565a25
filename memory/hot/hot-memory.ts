import type { Position } from '../../eventstore/event-log.ts';
import type { Recall } from '../recall.ts';
import type { HeldMemory, RemovedMemory } from './held-memory.ts';

/** One run of filling the tier from the log: everything up to `position` is in it, unless its time is over. */
export interface Filling {
  readonly id: string;
  readonly position: Position;
}

export interface HotStats {
  readonly people: number;
  /** Memories and the places of forgotten ones. */
  readonly entries: number;
  /** False where counting was cut short: the numbers are then lower bounds. */
  readonly complete: boolean;
}

/**
 * The newest memories of each person, derived from the log: losing them loses nothing. Every method of an adapter
 * that stands on a server throws `CodedError` `engine_unavailable` when that does not answer.
 */
export interface HotMemory extends Recall {
  /** Idempotent, and the same in any order: see `HeldMemory.position`. */
  put(memories: readonly HeldMemory[]): Promise<void>;
  /** Idempotent, and the same in any order. */
  remove(memories: readonly RemovedMemory[]): Promise<void>;
  /** Everything held of a person, newest first. */
  held(userId: string): Promise<readonly HeldMemory[]>;
  /** Leaves nothing of the person, not even that something was there. */
  forgetUser(userId: string): Promise<void>;
  /** For a status page: walks over what is held. */
  stats(): Promise<HotStats>;
  /** Undefined where nothing was filled yet, or all was lost. */
  filling(): Promise<Filling | undefined>;
  /** Empties the tier and starts a filling. */
  begin(filling: Filling): Promise<void>;
  /** Notes progress; does nothing where no filling is known, so that a loss is never covered up. */
  reached(filling: Filling): Promise<void>;
}
