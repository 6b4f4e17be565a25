import type pg from 'pg';
import type { Position } from '../event-log.ts';
import type { EventStore, Recorded } from '../event-store.ts';
import {
  claimPartition,
  moveCheckpoint,
  RENEW_S,
  registerProcessor,
  releasePartition,
  renewLease,
} from './checkpoints.ts';
import { handlePage, ParkingChanged, PartitionLost } from './handle-page.ts';
import { parkedStreams } from './parking.ts';
import type { Processor } from './processor.ts';
import { pause, wakeUp } from './wake-up.ts';

export interface RunnerOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly processors: readonly Processor[];
  /** Names this worker in leases; unique among running workers. */
  readonly worker: string;
  readonly signal: AbortSignal;
  /** Awaited before each page: a worker that shares its machine gives way there. */
  readonly turn?: () => Promise<void>;
  readonly onParked?: (processor: string, event: Recorded, error: unknown) => void;
  readonly onRetry?: (processor: string, error: unknown) => void;
}

const PAGE_SIZE = 500;
/** Notices are hints; this is how late an event can be seen when one is lost. */
const POLL_MS = 500;
/** A checkpoint that moved over foreign events only is saved at most this often. */
const SAVE_IDLE_MS = 100;
const MAX_BACKOFF_MS = 5_000;
const RENEW_MS = RENEW_S * 1_000;

/**
 * Runs every partition of every processor that no other worker holds, and shares evenly with workers that come later.
 * Resolves when stopped and released. Projections stop last: a reaction may be waiting for one of them.
 */
export const runProcessors = async (options: RunnerOptions): Promise<void> => {
  const { processors, pool, signal } = options;
  for (const processor of processors) await registerProcessor(pool, processor);
  const runAll = (kind: Processor['kind'], until: AbortSignal): Promise<unknown> =>
    Promise.all(
      processors
        .filter((processor) => processor.kind === kind)
        .flatMap((processor) =>
          Array.from({ length: processor.partitions }, (_, partition) =>
            runPartition({ ...options, signal: until }, processor, partition),
          ),
        ),
    );
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const last = new AbortController();
  const reactions = runAll('process', signal);
  const ended = Promise.all([stopped, reactions]).finally(() => last.abort());
  await Promise.all([ended, runAll('projection', last.signal)]);
};

const runPartition = async (
  options: RunnerOptions,
  processor: Processor,
  partition: number,
): Promise<void> => {
  const { store, pool, worker, signal } = options;
  const target = { pool, processor, partition, worker };
  const filter = {
    types: processor.handles,
    ...(processor.partitions > 1 ? { shard: { index: partition, count: processor.partitions } } : {}),
  };
  const wake = wakeUp(store, signal);
  let failures = 0;

  /** Where the processor wants to go on from, its checkpoint moved there. */
  const resume = async (from: Position): Promise<Position> => {
    if (processor.kind !== 'process' || processor.resumeFrom === undefined) return from;
    const to = await processor.resumeFrom(from);
    if (to !== from && !(await moveCheckpoint(pool, processor, partition, worker, from, to)))
      throw new PartitionLost();
    return to;
  };

  /** Handles pages from `start` until the lease wants renewing. */
  const follow = async (start: Position, parked: Set<string>): Promise<void> => {
    const until = performance.now() + RENEW_MS;
    let saved = start;
    let position = start;
    let savedAt = performance.now();
    while (!signal.aborted && performance.now() < until) {
      await options.turn?.();
      const seen = wake.seen();
      const page = await store.readAll(position, processor.pageSize ?? PAGE_SIZE, filter);
      if (page.events.length > 0) {
        const from = await resume(saved);
        if (from !== saved) {
          position = from;
          saved = from;
          continue;
        }
      }
      position = page.position;
      const saveIdle = position > saved && performance.now() - savedAt >= SAVE_IDLE_MS;
      if (page.events.length > 0 || saveIdle) {
        const renewing = setInterval(
          () => renewLease(pool, processor, partition, worker).catch(() => {}),
          RENEW_MS,
        );
        try {
          await handlePage(target, page.events, saved, position, parked, (event, error) =>
            options.onParked?.(processor.name, event, error),
          );
        } finally {
          clearInterval(renewing);
        }
        saved = position;
        savedAt = performance.now();
      }
      failures = 0;
      if (page.events.length === 0) await wake.after(position > saved ? SAVE_IDLE_MS : POLL_MS, seen);
    }
  };

  while (!signal.aborted) {
    try {
      const start = await claimPartition(pool, processor, partition, worker);
      if (start === undefined) await pause(RENEW_MS, signal);
      else await follow(await resume(start), await parkedStreams(pool, processor.name));
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof PartitionLost || error instanceof ParkingChanged) continue;
      failures++;
      options.onRetry?.(processor.name, error);
      await pause(Math.min(MAX_BACKOFF_MS, 100 * 2 ** failures), signal);
    }
  }
  wake.stop();
  await releasePartition(pool, processor, partition, worker).catch(() => {});
};
