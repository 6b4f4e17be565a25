import { hashedDelivery } from '../hashed-delivery.ts';
import { own } from '../json.ts';
import type { Delivery, InboundRequest, NormalisedDelivery } from '../provider.ts';
import { type CollectionName, recordIdOf, retraction } from './documents.ts';

export const describe = ({ body: bytes }: InboundRequest, body: unknown): Delivery =>
  hashedDelivery(bytes, { user: own(body, 'user_id'), event: own(body, 'type'), id: own(body, 'trace_id') });

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
