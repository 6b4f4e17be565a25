import { BEGINNING, type Position } from '../event-log.ts';
import type { EventStore, Recorded } from '../event-store.ts';
import { isTransient } from './handle-page.ts';
import type { ProcessManager } from './processor.ts';
import { pause, wakeUp } from './wake-up.ts';

export interface FollowOptions {
  readonly store: EventStore;
  readonly process: ProcessManager;
  readonly signal: AbortSignal;
  readonly onRetry?: (error: unknown) => void;
  /** An event that cannot be handled is left out. */
  readonly onSkipped?: (event: Recorded, error: unknown) => void;
  /** Everything up to here has been handled. */
  readonly onReached?: (position: Position) => void;
}

const PAGE_SIZE = 500;
const POLL_MS = 500;
const MAX_BACKOFF_MS = 5_000;

/**
 * Follows the log in and for this process alone: for what lives in its memory only. No lease, no saved checkpoint,
 * nothing is parked; at every start it begins again. Resolves when stopped.
 */
export const followLog = async (options: FollowOptions): Promise<void> => {
  const { store, process, signal } = options;
  const wake = wakeUp(store, signal);
  let position = BEGINNING;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const seen = wake.seen();
      position = (await process.resumeFrom?.(position)) ?? position;
      const page = await store.readAll(position, process.pageSize ?? PAGE_SIZE, { types: process.handles });
      await handle(options, page.events);
      position = page.position;
      failures = 0;
      options.onReached?.(position);
      if (page.events.length === 0) await wake.after(POLL_MS, seen);
    } catch (error) {
      failures++;
      options.onRetry?.(error);
      await pause(Math.min(MAX_BACKOFF_MS, 100 * 2 ** failures), signal);
    }
  }
  wake.stop();
};

/** Throws only what a later attempt may heal. */
const handle = async ({ process, onSkipped }: FollowOptions, events: readonly Recorded[]): Promise<void> => {
  const readable = events.filter((event) => event.unreadable === undefined);
  for (const event of events)
    if (event.unreadable !== undefined) onSkipped?.(event, new Error(event.unreadable));
  if (readable.length === 0) return;
  try {
    await process.react(readable);
    return;
  } catch (error) {
    if (isTransient(error)) throw error;
  }
  for (const event of readable)
    try {
      await process.react([event]);
    } catch (error) {
      if (isTransient(error)) throw error;
      onSkipped?.(event, error);
    }
};
