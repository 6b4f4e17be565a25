import type pg from 'pg';
import { type FetchWindow, splitWindow } from '../../domain/fetch-window.ts';
import type { WindowFetch } from './fetch.ts';
import type { FetchQueue } from './fetch-queue.ts';

export interface WindowRequest {
  readonly provider: string;
  readonly externalUser: string;
  readonly window: FetchWindow;
  readonly why: WindowFetch['why'];
  readonly correlationId: string;
  /** Instant (UTC). */
  readonly askedAt: string;
  /** The event that asks for it. */
  readonly eventId?: string;
  readonly backfillId?: string;
}

/**
 * As fetches of a few days each. What was missed comes oldest first, so that "swept until" can follow; history comes
 * newest first, being of more use.
 */
export const askForWindow = async (
  queue: FetchQueue,
  { window, eventId, backfillId, ...request }: WindowRequest,
  client?: pg.ClientBase,
): Promise<number> => {
  const parts = splitWindow(window);
  const ordered = request.why === 'sweep' ? parts : parts.toReversed();
  for (const [index, part] of ordered.entries())
    await queue.enqueue(
      {
        kind: 'window',
        ...request,
        ...part,
        tried: 0,
        ...(eventId === undefined ? {} : { causationId: eventId }),
        ...(backfillId === undefined ? {} : { backfillId }),
      },
      {
        urgency: -index,
        ...(eventId === undefined ? {} : { eventId }),
        ...(client === undefined ? {} : { client }),
      },
    );
  return ordered.length;
};
