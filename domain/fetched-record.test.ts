import { expect, test } from 'vitest';
import type { DocumentEvent } from './document.ts';
import {
  evolveFetchedRecord,
  initialFetchedRecord,
  keepFetchedRecord,
  type ProviderDocumentFetched,
} from './fetched-record.ts';

const fetched = (contentHash: string, ordering: number): ProviderDocumentFetched['data'] => ({
  provider: 'whoop',
  externalUser: '7',
  userId: 'ada',
  collection: 'sleep',
  recordId: 'r1',
  ordering,
  contentHash,
  fetchedAt: '2026-03-29T08:00:00.000Z',
  body: '{}',
});
const event = (contentHash: string, ordering: number): ProviderDocumentFetched => ({
  type: 'ProviderDocumentFetched',
  data: fetched(contentHash, ordering),
});
const given = (...events: (ProviderDocumentFetched | DocumentEvent)[]) =>
  events.reduce(evolveFetchedRecord, initialFetchedRecord);
const retracted = { type: 'ReadingsRetracted', data: {} } as DocumentEvent;
const recorded = { type: 'ReadingsRecorded', data: {} } as unknown as DocumentEvent;

test.each([
  ['the first is kept', given(), 'a', 1, true],
  ['the same content again is not', given(event('a', 1)), 'a', 2, false],
  ['newer content is', given(event('a', 1), recorded), 'b', 2, true],
  ['other content of the same time is', given(event('a', 1)), 'b', 1, true],
  ['an older version is not', given(event('b', 2)), 'a', 1, false],
  ['what was retracted and is there again is', given(event('a', 1), retracted), 'a', 1, true],
])('%s', (_, state, hash, ordering, isKept) => {
  expect(keepFetchedRecord(fetched(hash, ordering), state)).toEqual(isKept ? [event(hash, ordering)] : []);
});
