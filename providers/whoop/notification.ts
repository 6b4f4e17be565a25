import { externalId, sha256, streamSafeId, unknownUser } from '../identity.ts';
import { own, shortText } from '../json.ts';
import type { Delivery, InboundRequest, NormalisedDelivery } from '../provider.ts';
import { type CollectionName, recordIdOf, retraction } from './documents.ts';

/**
 * The trace id is part of the signed body. The identity is the hash of the body all the same: WHOOP's retries are the
 * same bytes, and another body under a known trace id is a delivery of its own and not lost.
 */
export function describe({ body: bytes }: InboundRequest, body: unknown): Delivery {
  const identity = sha256(bytes);
  const traceId = shortText(own(body, 'trace_id'), 128);
  return {
    externalUser: externalId(own(body, 'user_id')) ?? unknownUser,
    userId: null,
    deliveryId: traceId === null ? identity : streamSafeId(traceId),
    identity,
    eventType: shortText(own(body, 'type')) ?? unknownUser,
    ordering: null,
  };
}

/** What goes with a record: a recovery is of a sleep, is known by its id, and goes with it. */
const deleted: Readonly<Record<string, readonly CollectionName[]>> = {
  'sleep.deleted': ['sleep', 'recovery'],
  'recovery.deleted': ['recovery'],
  'workout.deleted': ['workout'],
};
const updated: Readonly<Record<string, CollectionName>> = {
  'sleep.updated': 'sleep',
  'recovery.updated': 'recovery',
  'workout.updated': 'workout',
};

export function normalise(_delivery: object, body: unknown): NormalisedDelivery {
  const type = own(body, 'type');
  const id = recordIdOf(own(body, 'id'));
  if (typeof type !== 'string' || id === null) return { documents: [], connections: [] };
  const retracted = own(deleted, type) as readonly CollectionName[] | undefined;
  const collection = own(updated, type) as CollectionName | undefined;
  return {
    documents: (retracted ?? []).map((name) => retraction(name, id)),
    connections: [],
    notices: collection === undefined ? [] : [{ collection, recordId: id }],
  };
}
