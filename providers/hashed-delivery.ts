import { externalId, sha256, streamSafeId, unknownUser } from './identity.ts';
import { shortText } from './json.ts';
import type { Delivery } from './provider.ts';

/** What the body says of itself, as it says it. */
export interface Said {
  readonly user: unknown;
  readonly event: unknown;
  /** The provider's own id of the delivery, where it has one. */
  readonly id?: unknown;
}

/**
 * A delivery that is known by the hash of its bytes, whatever id it has: a retry sends the same bytes, and other bytes
 * under a known id are a delivery of their own and not lost. The body does not name the AUREN user.
 */
export function hashedDelivery(bytes: Uint8Array, { user, event, id }: Said): Delivery {
  const identity = sha256(bytes);
  const ownId = shortText(id, 128);
  return {
    externalUser: externalId(user) ?? unknownUser,
    userId: null,
    deliveryId: ownId === null ? identity : streamSafeId(ownId),
    identity,
    eventType: shortText(event) ?? unknownUser,
    ordering: null,
  };
}
