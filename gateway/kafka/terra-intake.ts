import { receiveWebhook } from '../../commands/receive-webhook.ts';
import type { EventStore } from '../../eventstore/event-store.ts';
import { streamSafeId } from '../../providers/identity.ts';
import { isObject, readJson } from '../../providers/json.ts';
import type { Delivery } from '../../providers/provider.ts';
import { provider as terra } from '../../providers/terra/index.ts';
import { type ArrivedMessage, originOf } from './dead-letters.ts';
import { fetchPayload, PayloadRefused, type PayloadSource } from './fetch-payload.ts';
import { readTerraMessage } from './terra-message.ts';

export type Read =
  | {
      readonly ok: true;
      readonly delivery: Delivery;
      readonly bytes: Uint8Array;
      readonly correlationId: string;
    }
  | { readonly ok: false; readonly reason: string };

export interface TerraIntake {
  /** Reads a message and fetches what it points to. Throws `engine_unavailable` only when stopped meanwhile. */
  read(message: ArrivedMessage, signal: AbortSignal): Promise<Read>;
  /** Durable when it resolves. */
  keep(read: Extract<Read, { ok: true }>): Promise<{ duplicate: boolean }>;
}

/** A timestamp further ahead than this is no ordering value: it would keep every later body out. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * From a message of Terra's topic to a delivery in the log, by the command that also takes webhooks. The identity of a
 * delivery is the hash of its body as with webhooks, so that neither a message read twice nor a body that came by both
 * ways is stored twice; `docs/messages/README.md` says why not topic, partition and offset.
 */
export const createTerraIntake = (
  store: EventStore,
  payloads: PayloadSource,
  now: () => Date,
): TerraIntake => ({
  read: async (message, signal) => {
    const origin = originOf(message);
    const found = readTerraMessage(message.value, origin.sentAtMs);
    if (found.kind === 'poison') return { ok: false, reason: found.reason };
    let { bytes, body } =
      found.kind === 'body' ? found : { bytes: new Uint8Array(), body: undefined as unknown };
    if (found.kind === 'pointer') {
      try {
        bytes = await fetchPayload(payloads, found.url, { expiresAtMs: found.expiresAtMs, now, signal });
      } catch (error) {
        if (error instanceof PayloadRefused) return { ok: false, reason: error.message };
        throw error;
      }
      const json = readJson(bytes);
      if (!json.ok || !isObject(json.value)) return { ok: false, reason: 'payload_unreadable' };
      body = json.value;
    }
    const place = streamSafeId(`kafka:${origin.topic}:${origin.partition}:${origin.offset}`);
    const { sentAtMs } = origin;
    const isPlausible = sentAtMs !== null && sentAtMs <= now().getTime() + CLOCK_TOLERANCE_MS;
    const delivery: Delivery = {
      ...terra.describe({ headers: {}, query: {}, body: bytes }, body),
      deliveryId: place,
      ordering: isPlausible ? sentAtMs : null,
    };
    return { ok: true, delivery, bytes, correlationId: place };
  },
  keep: ({ delivery, bytes, correlationId }) =>
    receiveWebhook(store, {
      provider: terra.name,
      delivery,
      provedBy: 'kafka',
      body: bytes,
      receivedAt: now().toISOString(),
      correlationId,
    }),
});
