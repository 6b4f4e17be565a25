import { CodedError } from '../../domain/errors.ts';
import type { MemoryEvent, MemoryFormed } from '../../domain/memory.ts';
import { BEGINNING } from '../../eventstore/event-log.ts';
import type { Recorded } from '../../eventstore/event-store.ts';
import type { ProcessManager } from '../../eventstore/subscriptions/processor.ts';
import { type Embedder, isZero } from '../embedders/embedder.ts';
import type { ColdMemory } from './cold-memory.ts';
import { embedderKey } from './collection.ts';
import { keyOf, newestByKey } from './entries.ts';
import { createPageVectors, type PageVectors } from './page-vectors.ts';

/** What a model on a small, busy machine needs for a page, and more. */
const PAGE_MS = 30_000;
const LOOK_MS = 10_000;
/** A model on a small machine embeds so many in about a second. */
const PAGE_SIZE = 64;

export type ColdMemoryFeed = ProcessManager & Required<Pick<ProcessManager, 'resumeFrom'>>;

/**
 * A checkpoint is about one engine and one embedder: with another of either, the log is handled from its beginning into
 * a collection of its own, while the old one stays.
 */
export const coldMemoryFeedName = (engine: ColdMemory['engine'], embedderId: string): string =>
  `cold_memory_${engine}_${embedderKey(embedderId)}`;

/**
 * Keeps a collection as the log says. Seeing events again ends in the same records. Engine or embedder down: the page
 * waits at its checkpoint. A collection that was lost is filled again from the beginning of the log.
 */
export const createColdMemoryFeed = (cold: ColdMemory, embedder: Embedder): ColdMemoryFeed => {
  const pageVectors = createPageVectors(embedder);
  return {
    kind: 'process',
    name: coldMemoryFeedName(cold.engine, embedder.id),
    version: 1,
    partitions: 1,
    pageSize: PAGE_SIZE,
    handles: ['MemoryFormed', 'MemorySuperseded', 'MemoryForgotten'],
    react: (events) => inTime(PAGE_MS, (signal) => write(cold, pageVectors, events, signal)),
    // Made only once the checkpoint stands at the beginning: an empty collection beside a checkpoint at the head, as a
    // crash in between would leave it, is nothing that anyone would notice.
    resumeFrom: (checkpoint) =>
      inTime(LOOK_MS, async (signal) => {
        if (await cold.exists(signal)) return checkpoint;
        if (checkpoint === BEGINNING) await cold.prepare(signal);
        return BEGINNING;
      }),
  };
};

const inTime = async <T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const signal = AbortSignal.timeout(ms);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CodedError('engine_unavailable', 503, `the cold memory took longer than ${ms} ms`, {
      cause: error,
    });
  }
};

type Standing = MemoryFormed['data'];

const write = async (
  cold: ColdMemory,
  pageVectors: PageVectors,
  events: readonly Recorded[],
  signal: AbortSignal,
): Promise<void> => {
  const newest = newestByKey(
    events.map(({ id, type, data }) => {
      const facts = data as MemoryEvent['data'];
      const standing = type === 'MemoryForgotten' ? undefined : (facts as Standing);
      return { userId: facts.userId, memoryId: facts.memoryId, eventId: id, standing };
    }),
  );
  const standing = newest.flatMap(({ standing, eventId }) =>
    standing === undefined ? [] : [{ ...standing, eventId }],
  );
  const vectors = await pageVectors.of(standing, signal);
  const findable = standing
    .map(({ eventId: _, ...facts }, index) => ({ ...facts, vector: vectors[index]! }))
    .filter(({ vector }) => !isZero(vector));
  const kept = new Set(findable.map(keyOf));
  await cold.remove(
    newest.filter((memory) => !kept.has(keyOf(memory))),
    signal,
  );
  await cold.upsert(findable, signal);
  pageVectors.done(standing);
};
