import { externalId, namedUser, sha256, streamSafeId, unknownUser } from '../identity.ts';
import { own } from '../json.ts';
import type { Delivery, InboundRequest } from '../provider.ts';

/**
 * Health Auto Export sends a `session-id` with each request and nothing that is signed: the same bytes in the same session
 * are the same delivery. Without a session the bytes alone decide.
 */
export function describe(
  { headers, query, body: bytes, authenticatedUser }: InboundRequest,
  body: unknown,
): Delivery {
  const session = headers['session-id'];
  const bytesHash = sha256(bytes);
  const userId = namedUser(authenticatedUser) ?? namedUser(own(body, 'user_id')) ?? namedUser(query.user_id);
  return {
    externalUser: externalId(userId) ?? unknownUser,
    userId,
    deliveryId: session ? streamSafeId(session) : bytesHash,
    identity: session ? sha256(`${session}\n${bytesHash}`) : bytesHash,
    eventType: eventType(body),
    ordering: null,
  };
}

function eventType(body: unknown): string {
  if (own(body, 'data') !== undefined) return 'health_auto_export';
  return own(body, 'samples') === undefined ? unknownUser : 'samples';
}
