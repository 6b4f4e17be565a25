import { randomUUID } from 'node:crypto';
import type { MemoryEvent, MemoryForgotten, MemoryFormed } from '../../domain/memory.ts';
import type { Position } from '../../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../../eventstore/event-store.ts';
import { positionBefore } from '../../eventstore/position-before.ts';
import type { ProcessManager } from '../../eventstore/subscriptions/processor.ts';
import { expiryOf, type HeldMemory, HOT_MS, type RemovedMemory } from './held-memory.ts';
import type { Filling, HotMemory } from './hot-memory.ts';

export const HOT_MEMORY_FEED = 'hot_memory';

/** The log's clock may have been set back by this much. */
const CLOCK_SLACK_MS = 3_600_000;

const HANDLES: readonly MemoryEvent['type'][] = ['MemoryFormed', 'MemorySuperseded', 'MemoryForgotten'];

export type HotMemoryFeed = ProcessManager & Required<Pick<ProcessManager, 'resumeFrom'>>;

/**
 * Keeps the hot tier filled from the log. What the tier says of its filling tells whether it still holds what it was
 * given: a tier that was flushed, replaced by an empty one, restored from elsewhere or filled from another log is
 * filled again from where its 72 hours begin; one that fell back within its filling goes on from where it is.
 */
export const createHotMemoryFeed = (
  hot: HotMemory,
  store: EventStore,
  now: () => number = Date.now,
): HotMemoryFeed => {
  /** What this process last saw or wrote. */
  let known: Filling | undefined;

  const refill = async (): Promise<Position> => {
    known = undefined;
    const position = await positionBefore(store, new Date(now() - HOT_MS - CLOCK_SLACK_MS));
    const filling: Filling = { id: randomUUID(), position };
    await hot.begin(filling);
    known = filling;
    return position;
  };

  return {
    kind: 'process',
    name: HOT_MEMORY_FEED,
    version: 1,
    partitions: 1,
    handles: HANDLES,
    react: async (events) => {
      const { memories, removals } = changesOf(events);
      await Promise.all([hot.put(memories), hot.remove(removals)]);
      const last = events.at(-1);
      if (known === undefined || last === undefined || last.position <= known.position) return;
      const reached = { id: known.id, position: last.position };
      await hot.reached(reached);
      known = reached;
    },
    resumeFrom: async (checkpoint) => {
      const found = await hot.filling();
      if (found === undefined || (known !== undefined && found.id !== known.id)) return refill();
      if (known === undefined && found.position > checkpoint && found.position > (await store.head()))
        return refill();
      if (found.position < (known?.position ?? checkpoint)) {
        known = found;
        return found.position < checkpoint ? found.position : checkpoint;
      }
      // Since the last page the checkpoint has passed only events of other types.
      known = found.position < checkpoint ? { id: found.id, position: checkpoint } : found;
      if (known !== found) await hot.reached(known);
      return checkpoint;
    },
  };
};

/** Of several events about one memory only the last is written. */
const changesOf = (
  events: readonly Recorded[],
): { readonly memories: HeldMemory[]; readonly removals: RemovedMemory[] } => {
  const newest = new Map<string, Recorded>();
  for (const event of events) {
    const { userId, memoryId } = event.data as MemoryEvent['data'];
    newest.set(JSON.stringify([userId, memoryId]), event);
  }
  const memories: HeldMemory[] = [];
  const removals: RemovedMemory[] = [];
  for (const { type, data, position, recordedAt } of newest.values()) {
    if (type === 'MemoryForgotten') {
      const { userId, memoryId } = data as MemoryForgotten['data'];
      removals.push({ userId, memoryId, position, expiresAt: expiryOf(recordedAt) });
    } else {
      const facts = data as MemoryFormed['data'];
      memories.push({ ...facts, position, expiresAt: expiryOf(recordedAt, facts.occurredAt) });
    }
  }
  return { memories, removals };
};
