import { externalId, namedUser, sha256, streamSafeId, unknownUser } from '../identity.ts';
import { own, shortText } from '../json.ts';
import type { Delivery, InboundRequest } from '../provider.ts';

export interface TerraUser {
  readonly externalUser: string;
  /** `reference_id`: the id AUREN gave Terra for this person. */
  readonly userId: string | null;
  /** Maker of the device, e.g. `GARMIN`. */
  readonly device: string;
}

export function terraUser(user: unknown): TerraUser {
  return {
    externalUser: externalId(own(user, 'user_id')) ?? unknownUser,
    userId: namedUser(own(user, 'reference_id')),
    device: shortText(own(user, 'provider')) ?? unknownUser,
  };
}

/** The person a body is about; after a re-authentication that is the new one. */
export function bodyUser(body: unknown): unknown {
  return own(body, 'user') ?? own(body, 'new_user');
}

const orderingShape = /^\d{1,15}$/;

/**
 * The identity is the hash of the body: retries and replays under another trace id are the same delivery, and other
 * bytes under a known trace id (that header is not signed) are a delivery of their own.
 */
export function describe({ headers, body: bytes }: InboundRequest, body: unknown): Delivery {
  const identity = sha256(bytes);
  const traceId = headers['x-terra-trace-id'];
  const ordering = headers['x-terra-ordering-timestamp']?.trim();
  const { externalUser, userId } = terraUser(bodyUser(body));
  return {
    externalUser,
    userId,
    deliveryId: traceId ? streamSafeId(traceId) : identity,
    identity,
    eventType: shortText(own(body, 'type')) ?? unknownUser,
    ordering: ordering !== undefined && orderingShape.test(ordering) ? Number(ordering) : null,
  };
}
