import { inboxStream, type WebhookReceived } from '../domain/delivery.ts';
import { type EventStore, keyOwnerOf } from '../eventstore/event-store.ts';
import type { Delivery } from '../providers/provider.ts';

export interface ReceivedWebhook {
  readonly provider: string;
  readonly delivery: Delivery;
  readonly provedBy: string;
  readonly body: Uint8Array;
  readonly receivedAt: string;
  readonly correlationId: string;
}

/**
 * Durable when it resolves. The same delivery again, however often and at once, is `duplicate`.
 * The body of someone we cannot name yet is sealed with a key of that provider's user.
 */
export const receiveWebhook = async (
  store: EventStore,
  { provider, delivery, provedBy, body, receivedAt, correlationId }: ReceivedWebhook,
): Promise<{ duplicate: boolean }> => {
  const { externalUser, userId } = delivery;
  const event: WebhookReceived = {
    type: 'WebhookReceived',
    data: {
      provider,
      externalUser,
      userId,
      deliveryId: delivery.deliveryId,
      eventType: delivery.eventType,
      ordering: delivery.ordering,
      provedBy,
      receivedAt,
      body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'),
    },
  };
  const result = await store.append(inboxStream(provider, externalUser), 'any', [event], {
    id: `webhook:${provider}:${externalUser}:${delivery.identity}`,
    correlationId,
    actor: `webhook:${provider}`,
    ...(userId === null
      ? { keyOwner: `${provider}:${externalUser}` }
      : { subject: userId, keyOwner: keyOwnerOf(userId) }),
  });
  return { duplicate: result.status === 'duplicate' };
};
