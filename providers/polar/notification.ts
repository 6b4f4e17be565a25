import { hashedDelivery } from '../hashed-delivery.ts';
import { own } from '../json.ts';
import type { Delivery, InboundRequest, NormalisedDelivery } from '../provider.ts';

/** Polar asks unsigned, when a webhook is made, before anybody knows its key. */
export const isPing = (body: unknown): boolean =>
  own(body, 'event') === 'PING' && own(body, 'user_id') === undefined;

export const describe = ({ body: bytes }: InboundRequest, body: unknown): Delivery =>
  hashedDelivery(bytes, { user: own(body, 'user_id'), event: own(body, 'event') });

/** `url` is not followed: what is fetched is made of the id alone, which must be fit for a path. */
export function normalise(_delivery: object, body: unknown): NormalisedDelivery {
  const event = own(body, 'event');
  const collection = event === 'EXERCISE' ? 'exercise' : event === 'SLEEP' ? 'sleep' : undefined;
  const recordId = own(body, collection === 'sleep' ? 'date' : 'entity_id');
  const isKnown = collection && typeof recordId === 'string' && /^[\w-]{1,64}$/.test(recordId);
  return { documents: [], connections: [], notices: isKnown ? [{ collection, recordId }] : [] };
}
