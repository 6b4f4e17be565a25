import type { DocumentKind, ProviderDocument } from '../../domain/reading.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import type { FetchedRecord } from '../api.ts';
import { draftDocument } from '../draft.ts';
import { streamSafeId } from '../identity.ts';
import { own } from '../json.ts';

interface Collection {
  readonly kind: DocumentKind;
  /** Where it is listed; of the body measurement, where it is. */
  readonly path: string;
}

/** What WHOOP keeps of a person. Source: WHOOP's OpenAPI 2.0. */
export const collections = {
  sleep: { kind: 'sleep', path: '/v2/activity/sleep' },
  /** Its record id is that of its sleep: a recovery has none of its own. */
  recovery: { kind: 'daily', path: '/v2/recovery' },
  cycle: { kind: 'daily', path: '/v2/cycle' },
  workout: { kind: 'activity', path: '/v2/activity/workout' },
  body_measurement: { kind: 'body', path: '/v2/user/measurement/body' },
} as const satisfies Record<string, Collection>;
export type CollectionName = keyof typeof collections;

export function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(collections, name);
}

/** WHOOP keeps one measurement of a person, which has neither an id nor a time. */
export const onlyMeasurement = 'current';

const idShape = /^[A-Za-z0-9-]{1,64}$/;

/** A UUID, or the number of a cycle, fit for a path and for a stream name; null for anything else. */
export function recordIdOf(value: unknown): string | null {
  if (Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && idShape.test(value) ? value.toLowerCase() : null;
}

export const source = 'whoop:WHOOP';

export function documentKey(collection: CollectionName, recordId: string): string {
  return `${collection}:${streamSafeId(recordId)}`;
}

/** A record with its version: `updated_at` of what WHOOP wrote last, else the time of the fetch. */
export function fetchedRecord(
  collection: CollectionName,
  recordId: string,
  body: unknown,
  nowMs: number,
  written: unknown = body,
): FetchedRecord {
  const updated = parseInstant(own(written, 'updated_at'), nowMs);
  return { collection, recordId, body, ordering: typeof updated === 'string' ? nowMs : updated.epochMs };
}

export function retraction(collection: CollectionName, recordId: string): ProviderDocument {
  return draftDocument({
    documentKey: documentKey(collection, recordId),
    kind: collections[collection].kind,
    source,
    interval: { problem: 'time_missing', rawTime: 'null' },
    retracted: true,
  }).finish();
}
