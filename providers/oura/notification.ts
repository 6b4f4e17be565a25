import { externalId, sha256, unknownUser } from '../identity.ts';
import { own, shortText } from '../json.ts';
import type { Delivery, InboundRequest, NormalisedDelivery } from '../provider.ts';
import { collectionOfDataType, documentKeyOf, recordIdOf, source } from './documents.ts';

/**
 * Oura names no delivery, so that the hash of the bytes is its identity: they hold `event_time`. Nothing orders
 * deliveries either; what counts is what the record says when it is fetched.
 */
export function describe({ body: bytes }: InboundRequest, body: unknown): Delivery {
  const identity = sha256(bytes);
  return {
    externalUser: externalId(own(body, 'user_id')) ?? unknownUser,
    userId: null,
    deliveryId: identity,
    identity,
    eventType: eventTypeOf(body),
    ordering: null,
  };
}

/** `sleep.update`; the system AUREN replaces took bodies without a data type that call it `sleep.updated`. */
function eventTypeOf(body: unknown): string {
  const eventType = shortText(own(body, 'event_type'));
  const dataType = shortText(own(body, 'data_type'));
  if (eventType === null) return dataType ?? unknownUser;
  return dataType === null ? eventType : `${dataType}.${eventType}`;
}

/** A new or changed record is to be fetched, a deleted one is taken back; anything else says nothing. */
export function normalise(_delivery: object, body: unknown): NormalisedDelivery {
  const nothing = { documents: [], connections: [], notices: [] };
  const collection = collectionOfDataType(own(body, 'data_type'));
  const recordId = recordIdOf(own(body, 'object_id'));
  if (collection === undefined || recordId === null) return nothing;
  const { name, kind } = collection;
  const eventType = own(body, 'event_type');
  if (eventType === 'create' || eventType === 'update')
    return { ...nothing, notices: [{ collection: name, recordId }] };
  if (eventType !== 'delete') return nothing;
  const retraction = {
    documentKey: documentKeyOf(name, recordId),
    kind,
    source,
    interval: null,
    isNap: false,
    retracted: true,
    readings: [],
    quarantined: [],
  };
  return { ...nothing, documents: [retraction] };
}
