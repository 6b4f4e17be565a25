import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentEvent,
  evolveDocument,
  initialDocument,
  READINGS_PER_EVENT,
  type ReceiveDocument,
  receiveDocument,
} from './document.ts';
import type { ProviderDocument, Reading } from './reading.ts';
import { specification } from './testing/given.ts';

const night = {
  start: '2026-01-01T23:00:00.000Z',
  end: '2026-01-02T07:00:00.000Z',
  zoneOffsetMin: 0,
  localDate: '2026-01-02',
};
const reading = (key: string, value: number, over: Partial<Reading> = {}): Reading => ({
  key,
  metric: 'heart_rate',
  value,
  statistic: 'average',
  context: 'sleep',
  period: 'interval',
  ...night,
  status: 'final',
  ...over,
});
const document = (over: Partial<ProviderDocument> = {}): ProviderDocument => ({
  documentKey: 'sleep:x:1',
  kind: 'sleep',
  source: 'terra:TEST',
  interval: night,
  isNap: false,
  retracted: false,
  readings: [],
  quarantined: [],
  ...over,
});
const receive = (over: Partial<ProviderDocument>, ordering: number | null = null): ReceiveDocument => ({
  provider: 'terra',
  userId: 'ada',
  ordering,
  document: document(over),
});
const given = specification(initialDocument, evolveDocument);
const after = (...commands: ReceiveDocument[]): DocumentEvent[] => {
  let state = initialDocument;
  return commands.flatMap((command) => {
    const events = receiveDocument(command, state);
    state = events.reduce(evolveDocument, state);
    return events;
  });
};
const when = (command: ReceiveDocument) => (state: Parameters<typeof receiveDocument>[1]) =>
  receiveDocument(command, state);

describe('a provider document', () => {
  it('records what it says first', () => {
    given()
      .when(when(receive({ readings: [reading('hr', 55)] })))
      .thenEvents([
        {
          type: 'ReadingsRecorded',
          data: { revision: 1, userId: 'ada', readings: [{ key: 'hr', value: 55 }] },
        },
      ]);
  });

  it('says nothing when it comes again', () => {
    given(after(receive({ readings: [reading('hr', 55)] })))
      .when(when(receive({ readings: [reading('hr', 55)] })))
      .thenNothing();
  });

  it('revises only what changed', () => {
    given(after(receive({ readings: [reading('hr', 55), reading('rhr', 48)] })))
      .when(when(receive({ readings: [reading('hr', 56), reading('rhr', 48)] })))
      .thenEvents([{ type: 'ReadingsRevised', data: { revision: 2, readings: [{ key: 'hr', value: 56 }] } }]);
  });

  it('keeps what a later delivery leaves out', () => {
    const past = after(receive({ readings: [reading('hr', 55), reading('rhr', 48)] }));
    given(past)
      .when(when(receive({ readings: [reading('hr', 55)] })))
      .thenNothing();
    expect(past.reduce(evolveDocument, initialDocument).readings.get('rhr')?.value).toBe(48);
  });

  it('changes nothing when its ordering is older, and something when it is equal or unknown', () => {
    const past = after(receive({ readings: [reading('hr', 55)] }, 1_000));
    given(past)
      .when(when(receive({ readings: [reading('hr', 60)] }, 999)))
      .thenNothing();
    given(past)
      .when(when(receive({ readings: [reading('hr', 60)] }, 1_000)))
      .thenTypes('ReadingsRevised');
    given(past)
      .when(when(receive({ readings: [reading('hr', 60)] })))
      .thenTypes('ReadingsRevised');
  });

  it('keeps the newest ordering through a delivery without one', () => {
    const past = after(
      receive({ readings: [reading('hr', 55)] }, 1_000),
      receive({ readings: [reading('hr', 60)] }),
    );
    given(past)
      .when(when(receive({ readings: [reading('hr', 70)] }, 900)))
      .thenNothing();
  });

  describe('that is complete', () => {
    const sample = (at: number, value: number) => reading(`heart_rate:sample:sleep@${at}`, value);
    const rate = reading('heart_rate:average:sleep', 55);
    const past = after(receive({ readings: [rate, sample(1, 50), sample(2, 51)] }));
    const complete = (...readings: Reading[]) => ({ ...receive({ readings }), isComplete: true });

    it('loses the samples that are gone, and keeps a single value that is not said again', () => {
      const events = receiveDocument(
        complete(sample(2, 51), sample(3, 52)),
        past.reduce(evolveDocument, initialDocument),
      );
      expect(events.map(({ type }) => type)).toEqual(['ReadingsRetracted', 'ReadingsRecorded']);
      const { readings, revision } = [...past, ...events].reduce(evolveDocument, initialDocument);
      expect([...readings.values()]).toEqual([rate, sample(2, 51), sample(3, 52)]);
      expect(revision).toBe(2);
    });

    it('is revised where nothing is gone, and keeps a series that it does not have at all', () => {
      given(past)
        .when(when(complete({ ...rate, value: 56 })))
        .thenTypes('ReadingsRevised');
    });
  });

  it('is retracted once, and recorded anew by a newer delivery', () => {
    const retracted = after(receive({ readings: [reading('hr', 55)] }), receive({ retracted: true }));
    expect(retracted.map((event) => event.type)).toEqual(['ReadingsRecorded', 'ReadingsRetracted']);
    given(retracted)
      .when(when(receive({ retracted: true })))
      .thenNothing();
    given(retracted)
      .when(when(receive({ readings: [reading('hr', 55)] })))
      .thenTypes('ReadingsRecorded');
    given()
      .when(when(receive({ retracted: true })))
      .thenNothing();
  });

  it('moves its one-value readings with its time, and leaves samples where they are', () => {
    const later = { ...night, end: '2026-01-02T08:00:00.000Z' };
    const sample = reading('hr@1', 50, {
      statistic: 'sample',
      start: '2026-01-02T01:00:00.000Z',
      end: '2026-01-02T01:00:00.000Z',
    });
    given(after(receive({ readings: [reading('hr', 55), sample] })))
      .when(when(receive({ interval: later })))
      .thenEvents([{ type: 'ReadingsRevised', data: { readings: [{ key: 'hr', end: later.end }] } }]);
  });

  it('reports a nap that turns out to be a night although no reading changed', () => {
    given(after(receive({ isNap: true, readings: [reading('hr', 55)] })))
      .when(when(receive({ readings: [reading('hr', 55)] })))
      .thenEvents([{ type: 'ReadingsRevised', data: { isNap: false, readings: [] } }]);
  });

  it('quarantines each odd value once', () => {
    const odd = { key: 'hr', metric: 'heart_rate', reason: 'out_of_range', raw: '900' } as const;
    const past = after(receive({ quarantined: [odd] }));
    expect(past.map((event) => event.type)).toEqual(['ReadingsQuarantined']);
    given(past)
      .when(when(receive({ quarantined: [odd] })))
      .thenNothing();
    given(past)
      .when(when(receive({ quarantined: [{ ...odd, raw: '901' }] })))
      .thenTypes('ReadingsQuarantined');
  });

  it('splits a long series over events', () => {
    const readings = Array.from({ length: READINGS_PER_EVENT + 1 }, (_, i) => reading(`hr@${i}`, 50));
    const events = given().when(when(receive({ readings }))).events;
    expect(events.map((event) => ('readings' in event.data ? event.data.readings.length : 0))).toEqual([
      READINGS_PER_EVENT,
      1,
    ]);
  });

  const anyCommand = fc
    .record({
      values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 40, max: 90 })),
      ordering: fc.option(fc.integer({ min: 0, max: 5 })),
      retracted: fc.boolean(),
      odd: fc.boolean(),
      nap: fc.boolean(),
    })
    .map(({ values, ordering, retracted, odd, nap }) =>
      receive(
        {
          retracted,
          isNap: nap,
          readings: Object.entries(values).map(([key, value]) => reading(key, value)),
          quarantined: odd ? [{ key: 'z', metric: 'heart_rate', reason: 'not_a_number', raw: '"x"' }] : [],
        },
        ordering,
      ),
    );

  it('adds nothing when any command runs twice', () => {
    fc.assert(
      fc.property(fc.array(anyCommand), anyCommand, (past, command) => {
        const state = after(...past).reduce(evolveDocument, initialDocument);
        const next = receiveDocument(command, state).reduce(evolveDocument, state);
        expect(receiveDocument(command, next)).toEqual([]);
      }),
    );
  });
});
