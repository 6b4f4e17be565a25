import { randomUUID } from 'node:crypto';
import { CodedError } from '../domain/errors.ts';
import { isUserId } from '../domain/subject.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { readJson } from '../providers/json.ts';
import type { Provider } from '../providers/provider.ts';
import { receiveWebhook } from './receive-webhook.ts';

export interface ImportCounts {
  lines: number;
  accepted: number;
  duplicates: number;
  refused: number;
}

export interface ImportOptions {
  readonly provider: Provider;
  /** Whose data it is, where the bodies do not say. */
  readonly userId?: string;
  readonly now: () => Date;
  readonly onRefused: (line: number, reason: string) => void;
  readonly onProgress?: (bytes: number, counts: ImportCounts) => void;
}

/** Enough to fill the log's groups; more would only hold memory. */
const IN_FLIGHT = 256;
const BYTES_IN_FLIGHT = 2 * 1024 * 1024;

/**
 * Feeds provider bodies, one JSON each, through the same command as the webhook. A body that was taken
 * before is a duplicate, so an import that was cut off is simply run again. When `lines` fails, what it gave before is
 * taken first.
 */
export const importDeliveries = async (
  store: EventStore,
  lines: AsyncIterable<{ readonly text: Buffer; readonly end: number }>,
  { provider, userId, now, onRefused, onProgress }: ImportOptions,
): Promise<ImportCounts> => {
  if (userId !== undefined && !isUserId(userId))
    throw new CodedError('invalid_request', 400, 'a user id is 1 to 128 letters, digits or _ . : @ -');
  const counts: ImportCounts = { lines: 0, accepted: 0, duplicates: 0, refused: 0 };
  const correlationId = randomUUID();
  const inFlight = new Set<Promise<void>>();
  let bytesInFlight = 0;
  let failure: unknown;

  const take = async (text: Buffer, line: number): Promise<void> => {
    const parsed = readJson(text);
    const refuse = (reason: string): void => {
      counts.refused++;
      onRefused(line, reason);
    };
    if (!parsed.ok) return refuse('not valid JSON in UTF-8');
    const request = { headers: {}, query: userId === undefined ? {} : { user_id: userId }, body: text };
    const delivery = provider.describe(
      userId === undefined ? request : { ...request, authenticatedUser: userId },
      parsed.value,
    );
    if (provider.verifySignature === undefined && delivery.userId === null)
      return refuse('it does not say whose data it is; give --user');
    const { duplicate } = await receiveWebhook(store, {
      provider: provider.name,
      delivery,
      provedBy: 'import',
      body: text,
      receivedAt: now().toISOString(),
      correlationId,
    });
    if (duplicate) counts.duplicates++;
    else counts.accepted++;
  };

  try {
    for await (const { text, end } of lines) {
      if (failure !== undefined) break;
      counts.lines++;
      if (text.length === 0) continue;
      const one = take(text, counts.lines)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          inFlight.delete(one);
          bytesInFlight -= text.length;
        });
      inFlight.add(one);
      bytesInFlight += text.length;
      while (inFlight.size >= IN_FLIGHT || (bytesInFlight > BYTES_IN_FLIGHT && inFlight.size > 1))
        await Promise.race(inFlight);
      onProgress?.(end, counts);
    }
  } finally {
    await Promise.all(inFlight);
  }
  if (failure !== undefined) throw failure;
  return counts;
};
