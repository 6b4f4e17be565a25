import { streamSafeId, unknownUser } from '../identity.ts';
import { joinRepeated } from '../join-repeated.ts';
import { objectsOf, own } from '../json.ts';
import type { NormalisedDelivery, Provider } from '../provider.ts';
import { terraConnections } from './connections.ts';
import { describe, terraUser } from './describe.ts';
import { isTerraKind, terraDocument } from './document.ts';
import { verifySignature } from './signature.ts';

function normalise(
  delivery: { readonly userId: string | null },
  body: unknown,
  nowMs: number,
): NormalisedDelivery {
  return { documents: documents(delivery.userId, body, nowMs), connections: terraConnections(body) };
}

function documents(userId: string | null, body: unknown, nowMs: number) {
  const kind = own(body, 'type');
  if (!isTerraKind(kind)) return [];
  const { externalUser, userId: named, device } = terraUser(own(body, 'user'));
  const owner = externalUser === unknownUser ? ownerByReference(named ?? userId) : externalUser;
  if (owner === null) return [];
  return joinRepeated(
    objectsOf(own(body, 'data')).map((entry) => terraDocument(kind, entry, owner, `terra:${device}`, nowMs)),
  );
}

/** A record of somebody Terra gives no id must not meet somebody else's record of the same day. */
function ownerByReference(userId: string | null): string | null {
  return userId === null ? null : streamSafeId(`reference:${userId}`);
}

export const provider: Provider = {
  name: 'terra',
  title: 'Terra',
  settings: ['SIGNING_SECRET'],
  signedWith: 'SIGNING_SECRET',
  maxBytes: 12 * 1024 * 1024,
  verifySignature,
  describe,
  normalise,
};
