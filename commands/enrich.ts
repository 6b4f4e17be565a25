import type pg from 'pg';
import type { DeviceConnected } from '../domain/connection.ts';
import type { WebhookReceived } from '../domain/delivery.ts';
import type { Position } from '../eventstore/event-log.ts';
import type { Recorded } from '../eventstore/event-store.ts';
import type { ProcessManager } from '../eventstore/subscriptions/processor.ts';
import { readJson } from '../providers/json.ts';
import type { Provider } from '../providers/provider.ts';
import { askForWindow } from './fetching/ask-for-window.ts';
import type { FetchQueue } from './fetching/fetch-queue.ts';
import { redriveFetches } from './fetching/parked-fetches.ts';
import { noteNotices } from './fetching/reconciliations.ts';

export interface EnrichContext {
  readonly pool: pg.Pool;
  readonly queue: FetchQueue;
  readonly providerNamed: (name: string) => Provider | undefined;
  /** Resolves when those who fetch know every connection up to the position. */
  readonly waitForPeople: (position: Position) => Promise<void>;
}

/** How much history a person who connects brings along; `auren backfill` brings more. */
export const FIRST_WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** Turns notifications into fetches, and a new connection into its first window. */
export const createEnrich = ({
  pool,
  queue,
  providerNamed,
  waitForPeople,
}: EnrichContext): ProcessManager => {
  const fetchNoticed = async (event: Recorded<WebhookReceived>): Promise<void> => {
    const { externalUser, receivedAt, userId } = event.data;
    const provider = providerNamed(event.data.provider);
    const parsed = readJson(Buffer.from(event.data.body, 'base64'));
    if (provider?.api === undefined || !parsed.ok) return;
    const { notices = [] } = provider.normalise({ userId }, parsed.value, Date.parse(receivedAt));
    for (const { collection, recordId } of notices)
      await queue.enqueue(
        {
          kind: 'record',
          provider: provider.name,
          externalUser,
          collection,
          recordId,
          correlationId: event.metadata.correlationId,
          causationId: event.id,
          askedAt: receivedAt,
          tried: 0,
        },
        { eventId: event.id },
      );
  };

  const fetchHistory = async (event: Recorded<DeviceConnected>): Promise<void> => {
    const { provider, externalUser } = event.data;
    if (providerNamed(provider)?.api === undefined) return;
    await waitForPeople(event.position);
    const connected = new Date(event.recordedAt);
    const from = new Date(connected.getTime() - FIRST_WINDOW_DAYS * DAY_MS);
    await askForWindow(queue, {
      provider,
      externalUser,
      window: { from: from.toISOString(), to: connected.toISOString() },
      why: 'connected',
      correlationId: event.metadata.correlationId,
      askedAt: connected.toISOString(),
      eventId: event.id,
    });
    await redriveFetches(pool, queue, { provider, externalUsers: [externalUser] }, connected);
  };

  return {
    kind: 'process',
    name: 'enrich',
    version: 1,
    partitions: 4,
    handles: ['WebhookReceived', 'DeviceConnected'],
    pageSize: 200,
    react: async (events) => {
      const notified: WebhookReceived['data'][] = [];
      for (const event of events) {
        if (event.type === 'DeviceConnected') await fetchHistory(event as Recorded<DeviceConnected>);
        else {
          const delivery = event as Recorded<WebhookReceived>;
          if (providerNamed(delivery.data.provider)?.api !== undefined) notified.push(delivery.data);
          await fetchNoticed(delivery);
        }
      }
      await noteNotices(pool, notified);
    },
  };
};
