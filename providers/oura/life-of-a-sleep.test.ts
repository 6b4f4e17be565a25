import { expect, test } from 'vitest';
import {
  type DocumentEvent,
  type DocumentState,
  evolveDocument,
  initialDocument,
  receiveDocument,
} from '../../domain/document.ts';
import type { ProviderDocument } from '../../domain/reading.ts';
import { normalise } from './notification.ts';
import { documentOf, night } from './testing.ts';

test('a sleep is told, rejected by its person, confirmed after all, and deleted', () => {
  let state: DocumentState = initialDocument;
  const receive = (document: ProviderDocument, ordering: number | null): DocumentEvent['type'][] => {
    const events = receiveDocument({ provider: 'oura', userId: 'ada', ordering, document }, state);
    for (const event of events) state = evolveDocument(state, event);
    return events.map(({ type }) => type);
  };
  const fetched = (over: object) => documentOf('sleep', { ...night, average_hrv: 57, ...over }, night.id);
  const deletion = normalise({}, { event_type: 'delete', data_type: 'sleep', object_id: night.id })
    .documents[0]!;

  expect(receive(fetched({}), 1)).toEqual(['ReadingsRecorded']);
  expect(receive(fetched({}), 2)).toEqual([]);
  expect(receive(fetched({ average_hrv: 58 }), 3)).toEqual(['ReadingsRevised']);
  expect(receive(fetched({ type: 'rest' }), 4)).toEqual(['ReadingsRetracted']);
  expect(receive(fetched({}), 5)).toEqual(['ReadingsRecorded']);
  // A fetch that was overtaken changes nothing.
  expect(receive(fetched({ average_hrv: 40 }), 4)).toEqual([]);
  expect(receive(deletion, null)).toEqual(['ReadingsRetracted']);
  expect(receive(deletion, null)).toEqual([]);
  expect(state.readings.size).toBe(0);
});
