import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { simulateNights } from '../../app/simulation/person.ts';
import { terraBodies } from '../../app/simulation/terra-bodies.ts';
import {
  type DocumentEvent,
  evolveDocument,
  initialDocument,
  receiveDocument,
} from '../../domain/document.ts';
import type { ProviderDocument } from '../../domain/reading.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from '../../domain/testing/nights.ts';
import type { DomainEvent, Recorded } from '../../eventstore/event-store.ts';
import { provider as terra } from '../../providers/terra/index.ts';
import { jsonSchemas } from './messages.ts';
import { documentFacts, heartRate, recorded } from './testing/facts.ts';
import { createSchemaConsumer } from './testing/schema-consumer.ts';
import { toMessages } from './to-messages.ts';
import { BUS_TOPICS } from './topics.ts';

let position = 0n;
const stored = (event: DomainEvent, stream = 'document-terra-x', subject = 'ada'): Recorded => ({
  ...event,
  id: `6b1f3a52-9c0e-4d0b-8a77-${String(++position).padStart(12, '0')}`,
  stream,
  version: 1,
  position,
  recordedAt: '2026-03-29T08:00:00.000Z',
  metadata: { correlationId: 'c', actor: 'test', subject },
});
const bodiesOf = (event: Recorded) =>
  toMessages(event, BUS_TOPICS).map(({ message }) => JSON.parse(message.value as string));

/** As the formatter of this project writes JSON: short lists of texts on one line. */
const formatted = (schema: object): string =>
  JSON.stringify(schema, null, 2).replace(/^(.*)\[\n((?:\s+"[^"]*",?\n)+)\s+\]/gm, (whole, before, items) => {
    const line = `${before}[${(items as string).trim().replace(/,\n\s+/g, ', ')}]`;
    return line.length < 110 ? line : whole;
  });

describe('the published schemas', () => {
  it.each(Object.entries(jsonSchemas()))('%s.schema.json says what the code says', async (name, schema) => {
    await expect(`${formatted(schema)}\n`).toMatchFileSnapshot(`../../docs/messages/${name}.schema.json`);
  });

  it('are strict about what matters: a message that lacks it does not pass', () => {
    const validator = z.fromJSONSchema(jsonSchemas()['biometric-events']! as z.core.JSONSchema.JSONSchema);
    const [body] = bodiesOf(stored(recorded('ada', 's', [heartRate(1)])));
    expect(validator.safeParse(body).success).toBe(true);
    expect(validator.safeParse({ ...body, invented_later: 1 }).success).toBe(true);
    for (const name of Object.keys(body)) {
      const { [name]: _, ...rest } = body;
      expect([name, validator.safeParse(rest).success]).toEqual([name, false]);
    }
    for (const wrong of [
      { schema_version: 2 },
      { event_type: 'Unheard' },
      { recorded_at: '2026-03-29' },
      { revision: 0 },
      { readings: [{ ...body.readings[0], value: 'high' }] },
    ])
      expect(validator.safeParse({ ...body, ...wrong }).success).toBe(false);
  });
});

describe('messages of an event', () => {
  it('are keyed by the user and name the event in their headers', () => {
    const event = stored(recorded('ada', 's', [heartRate(0), heartRate(1)]));
    expect(toMessages(event, BUS_TOPICS)).toEqual([
      {
        topic: 'biometric-events',
        message: {
          key: 'ada',
          value: expect.any(String),
          headers: {
            'event-id': event.id,
            'event-type': 'ReadingsRecorded',
            'schema-version': '1',
            'occurred-at': '2026-03-28T22:30:00.000Z',
            'log-position': event.position.toString(),
          },
        },
      },
    ]);
    expect(bodiesOf(event)).toEqual([
      {
        event_type: 'ReadingsRecorded',
        schema_version: 1,
        event_id: event.id,
        user_id: 'ada',
        recorded_at: '2026-03-29T08:00:00.000Z',
        provider: 'terra',
        document: 'ada:s',
        document_kind: 'sleep',
        source: 'terra:GARMIN',
        revision: 1,
        interval: {
          start: '2026-03-28T22:30:00.000Z',
          end: '2026-03-29T05:30:00.000Z',
          zone_offset_min: 60,
          local_date: '2026-03-29',
        },
        is_nap: false,
        part: 1,
        parts: 1,
        readings: [
          expect.objectContaining({ value: 50, unit: '/min', code: null, local_date: '2026-03-29' }),
          expect.objectContaining({ value: 51, start: '2026-03-28T22:30:05.000Z' }),
        ],
      },
    ]);
  });

  it('of 2,000 readings are parts below 512 KiB that together hold every reading once, in order, and always the same', () => {
    const readings = Array.from({ length: 2_000 }, (_, n) =>
      heartRate(n, { key: `a-rather-long-key-of-a-provider-${'x'.repeat(100)}-${n}` }),
    );
    const event = stored(recorded('ada', 's', readings));
    const messages = toMessages(event, BUS_TOPICS).map(({ message }) => message);
    const bodies = bodiesOf(event);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.length).toBeLessThan(5);
    for (const { value } of messages)
      expect(Buffer.byteLength(value as string)).toBeLessThanOrEqual(512 * 1024);
    expect(bodies.map(({ part, parts }) => [part, parts])).toEqual(
      messages.map((_, index) => [index + 1, messages.length]),
    );
    expect(bodies.flatMap((body) => body.readings.map(({ key }: { key: string }) => key))).toEqual(
      readings.map(({ key }) => key),
    );
    expect(toMessages(event, BUS_TOPICS).map(({ message }) => message)).toEqual(messages);
  });

  it('of a document that only moved carry no readings', () => {
    expect(bodiesOf(stored(recorded('ada', 's', [], 2)))).toMatchObject([
      { part: 1, parts: 1, readings: [] },
    ]);
  });

  it('go to the topic of interventions for whatever is called so', () => {
    const event = stored({ type: 'InterventionMadeUp', data: { title: 'Breathe' } }, 'intervention-7');
    expect(toMessages(event, BUS_TOPICS).map(({ topic }) => topic)).toEqual(['neuros-interventions']);
    expect(bodiesOf(event)).toMatchObject([
      {
        event_type: 'InterventionMadeUp',
        user_id: 'ada',
        intervention: 'intervention-7',
        data: { title: 'Breathe' },
      },
    ]);
    const nobody = { ...event, metadata: { correlationId: 'c', actor: 'test' } };
    expect(() => toMessages(nobody, BUS_TOPICS)).toThrow('names no user');
  });

  it('are not made of what does not fit the schema', () => {
    const broken = stored(recorded('ada', 's', [heartRate(0, { start: 'yesterday' })]));
    expect(() => toMessages(broken, BUS_TOPICS)).toThrow();
  });
});

describe('a consumer that knows only the schemas', () => {
  it('has the same readings as the log, for everything a simulated person sends', () => {
    const consumer = createSchemaConsumer();
    const states = new Map<string, typeof initialDocument>();
    const receive = (document: ProviderDocument): DocumentEvent[] => {
      const state = states.get(document.documentKey) ?? initialDocument;
      const events = receiveDocument({ provider: 'terra', userId: 'ada', ordering: null, document }, state);
      states.set(document.documentKey, events.reduce(evolveDocument, state));
      return events.filter(({ type }) => type !== 'ReadingsQuarantined');
    };
    const bodies = simulateNights(1, 30, '2026-03-29').flatMap((night) => terraBodies('ada', night));
    const documents = bodies.flatMap(
      (body) => terra.normalise({ userId: 'ada' }, JSON.parse(body), Date.UTC(2026, 3, 1)).documents,
    );
    const retracted = { ...documents[0]!, retracted: true };
    const revised = { ...documents[2]!, readings: documents[2]!.readings.map((r) => ({ ...r, value: 61 })) };
    const messages = [...documents, retracted, revised]
      .flatMap(receive)
      .map((event) => stored(event))
      .flatMap((event) => toMessages(event, BUS_TOPICS));
    // The last page comes twice.
    for (const { message } of [...messages, ...messages.slice(-10)])
      consumer.receive('biometric-events', message);
    expect(consumer.wrong).toEqual([]);
    expect(consumer.repeated()).toBe(10);
    expect(states.size).toBe(60);
    for (const [documentKey, state] of states) {
      const held = consumer.documents.get(`document terra ${documentKey}`)!;
      expect([...held].map(([key, { metric, value }]) => [key, metric, value])).toEqual(
        [...state.readings].map(([key, { metric, value }]) => [key, metric, value]),
      );
    }
  });

  it('has the nights as they were decided, withdrawn ones gone', () => {
    const consumer = createSchemaConsumer();
    const inputs = nightsEndingOn('2026-03-29', [
      ...Array.from({ length: 40 }, (_, n) => usualNight(n)),
      unusualNight,
    ]);
    const decisions = decisionsOf('ada', inputs);
    const events: DomainEvent[] = decisions.map((data) => ({ type: 'NightAssessed', data }));
    events.push({
      type: 'NightWithdrawn',
      data: { userId: 'ada', date: decisions[0]!.date, supersedes: 'x' },
    });
    for (const event of events)
      for (const { message } of toMessages(stored(event, 'nights-ada'), BUS_TOPICS))
        consumer.receive('biometric-events', message);
    expect(consumer.wrong).toEqual([]);
    expect([...consumer.nights]).toEqual(decisions.slice(1).map(({ date, state }) => [`ada ${date}`, state]));
    expect(consumer.nights.get('ada 2026-03-29')).toBe('illness_suspected');
  });

  it('notices a retraction', () => {
    const consumer = createSchemaConsumer();
    for (const event of [
      recorded('ada', 's', [heartRate(0)]),
      { type: 'ReadingsRetracted', data: documentFacts('ada', 's', 2) } as const,
    ])
      for (const { message } of toMessages(stored(event), BUS_TOPICS))
        consumer.receive('biometric-events', message);
    expect(consumer.wrong).toEqual([]);
    expect(consumer.documents.get('document terra ada:s')?.size).toBe(0);
  });
});
