import type { EventStore } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { createColdMemoryFeed } from '../memory/cold/feed.ts';
import { createHotMemoryFeed } from '../memory/hot/feed.ts';
import type { HotMemory } from '../memory/hot/hot-memory.ts';
import type { Bus } from '../projections/kafka/bus.ts';
import { createBusPublisher } from '../projections/kafka/publisher.ts';
import type { BusTopics } from '../projections/kafka/topics.ts';
import type { ColdTier } from './engines/cold-tier.ts';

export interface OutletContext {
  readonly store: EventStore;
  /** One that processes share. That of a single process is filled by the process itself. */
  readonly hot: HotMemory | undefined;
  readonly bus: { readonly bus: Bus; readonly topics: BusTopics } | undefined;
}

/**
 * Process managers that copy what the log says to engines AUREN can do without. While such an engine is away its
 * outlet waits at its checkpoint, and nobody waits for it.
 */
export const createOutlets = ({ store, hot, bus }: OutletContext): ProcessManager[] => [
  ...(hot === undefined ? [] : [createHotMemoryFeed(hot, store)]),
  ...(bus === undefined ? [] : [createBusPublisher(bus.bus, bus.topics)]),
];

/** Apart from the others: it is there once its embedder is. */
export const createColdOutlet = ({ cold, embedder }: ColdTier): ProcessManager =>
  createColdMemoryFeed(cold, embedder);
