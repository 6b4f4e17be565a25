import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Position } from '../event-log.ts';
import type { EventStore, Recorded } from '../event-store.ts';
import { claimPartition, LEASE_S, registerProcessor, releasePartition } from './checkpoints.ts';
import { handlePage, ParkingChanged, PartitionLost } from './handle-page.ts';
import { parkedStreams } from './parking.ts';
import type { Processor } from './processor.ts';

export interface RunnerOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly processors: readonly Processor[];
  /** Names this worker in leases; unique among running workers. */
  readonly worker: string;
  readonly signal: AbortSignal;
  readonly onParked?: (processor: string, event: Recorded, error: unknown) => void;
  readonly onRetry?: (processor: string, error: unknown) => void;
}

const PAGE_SIZE = 500;
/** Notices are hints; this is how late an event can be seen when one is lost. */
const POLL_MS = 500;
/** After a notice, gather a little: pages get fuller under load. */
const GATHER_MS = 15;
/** A checkpoint that moved over foreign events only is saved at most this often. */
const SAVE_IDLE_MS = 100;
const MAX_BACKOFF_MS = 5_000;
const RENEW_MS = (LEASE_S * 1_000) / 3;

/**
 * Runs every partition of every processor that no other worker holds, and shares evenly with workers that come later.
 * Resolves when stopped and released.
 */
export const runProcessors = async (options: RunnerOptions): Promise<void> => {
  for (const processor of options.processors) await registerProcessor(options.pool, processor);
  await Promise.all(
    options.processors.flatMap((processor) =>
      Array.from({ length: processor.partitions }, (_, partition) =>
        runPartition(options, processor, partition),
      ),
    ),
  );
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

  /** Handles pages from `start` until the lease wants renewing. */
  const follow = async (start: Position, parked: Set<string>): Promise<void> => {
    const until = performance.now() + RENEW_MS;
    let saved = start;
    let position = start;
    let savedAt = performance.now();
    while (!signal.aborted && performance.now() < until) {
      const seen = wake.seen();
      const page = await store.readAll(position, processor.pageSize ?? PAGE_SIZE, filter);
      position = page.position;
      const saveIdle = position > saved && performance.now() - savedAt >= SAVE_IDLE_MS;
      if (page.events.length > 0 || saveIdle) {
        await handlePage(target, page.events, saved, position, parked, (event, error) =>
          options.onParked?.(processor.name, event, error),
        );
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
      else await follow(start, await parkedStreams(pool, processor.name));
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

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** A waiter that returns early when something was appended since `seen`, or when stopped. */
const wakeUp = (store: EventStore, signal: AbortSignal) => {
  let count = 0;
  let release: (() => void) | undefined;
  const bump = (): void => {
    count++;
    release?.();
  };
  const stop = store.onAppended(bump);
  signal.addEventListener('abort', bump);
  return {
    seen: (): number => count,
    after: async (ms: number, seen = count): Promise<void> => {
      if (count !== seen || signal.aborted) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        release = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      release = undefined;
      if (count !== seen && !signal.aborted) await sleep(GATHER_MS);
    },
    stop: (): void => {
      stop();
      signal.removeEventListener('abort', bump);
    },
  };
};
