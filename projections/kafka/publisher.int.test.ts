import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisionsOf, nightsEndingOn, usualNight } from '../../domain/testing/nights.ts';
import { listParked } from '../../eventstore/subscriptions/parking.ts';
import { createToyWorld, type ToyWorld } from '../../eventstore/testing/toy.ts';
import { until } from '../../eventstore/testing/until.ts';
import type { Bus } from './bus.ts';
import { createInProcessBus } from './in-process-bus.ts';
import { createKafkaBus } from './kafka-bus.ts';
import { createBusPublisher } from './publisher.ts';
import { heartRate, recorded, tell } from './testing/facts.ts';
import { createGate } from './testing/gate.ts';
import {
  AGAINST_KAFKA,
  createTestKafka,
  NO_KAFKA,
  type ReadMessage,
  type TestKafka,
} from './testing/kafka.ts';
import { createSchemaConsumer } from './testing/schema-consumer.ts';
import { BUS_TOPICS } from './topics.ts';

const PEOPLE = Array.from({ length: 12 }, (_, n) => `person-${n}`);

let world: ToyWorld;
beforeEach(async () => {
  world = await createToyWorld();
});
afterEach(() => world.close());

/** `revisions` revisions of one document of everybody, in turn. */
const tellOfAll = async (from: number, to: number): Promise<void> => {
  for (let n = from; n <= to; n++)
    await Promise.all(
      PEOPLE.map((person) =>
        tell(world.store, person, `document-terra-${person}:s`, [recorded(person, 's', [heartRate(n)], n)]),
      ),
    );
};

describe('the publisher, on the bus in process', () => {
  it('tells readings, nights and interventions, and nothing else', async () => {
    const bus = createInProcessBus();
    const [night] = decisionsOf('ada', nightsEndingOn('2026-03-29', [usualNight(0)]));
    await tell(world.store, 'ada', 'document-terra-ada:s', [
      recorded('ada', 's', [heartRate(0)]),
      { type: 'ReadingsQuarantined', data: { userId: 'ada' } },
    ]);
    await tell(world.store, 'ada', 'nights-ada', [{ type: 'NightAssessed', data: night! }]);
    await tell(world.store, 'ada', 'intervention-1', [
      { type: 'InterventionProposed', data: { title: 'Walk' } },
    ]);
    await tell(world.store, 'ada', 'conversation-1', [{ type: 'MessageReceived', data: { text: 'secret' } }]);
    const publisher = createBusPublisher(bus);
    world.start(publisher);
    await world.settled(publisher);
    const typesIn = (topic: string) => bus.recent(topic).map(({ headers }) => headers['event-type']);
    expect(typesIn(BUS_TOPICS.biometric)).toEqual(['ReadingsRecorded', 'NightAssessed']);
    expect(typesIn(BUS_TOPICS.interventions)).toEqual(['InterventionProposed']);
  });

  it('has an event parked that fits no schema, and tells the rest', async () => {
    const bus = createInProcessBus();
    await tell(world.store, 'ada', 'document-terra-ada:s', [
      recorded('ada', 's', [heartRate(0, { end: '?' })]),
    ]);
    await tell(world.store, 'bob', 'document-terra-bob:s', [recorded('bob', 's', [heartRate(0)])]);
    const publisher = createBusPublisher(bus);
    world.start(publisher);
    await world.settled(publisher);
    expect(bus.recent(BUS_TOPICS.biometric).map(({ key }) => key)).toEqual(['bob']);
    expect(await listParked(world.pool, publisher.name)).toHaveLength(1);
  });
});

describe.skipIf(NO_KAFKA)(AGAINST_KAFKA, () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = createTestKafka();
    await kafka.open();
  });
  afterAll(() => kafka.close());

  /** Everybody's messages as a stranger sees them, and the revisions in the order in which each first came. */
  const understand = (messages: readonly ReadMessage[]) => {
    const consumer = createSchemaConsumer();
    const revisions = new Map<string, number[]>();
    for (const message of messages) {
      consumer.receive('biometric-events', message);
      const { revision } = JSON.parse(message.value.toString()) as { revision: number };
      const seen = revisions.get(message.key!) ?? [];
      if (!seen.includes(revision)) seen.push(revision);
      revisions.set(message.key!, seen);
    }
    expect(consumer.wrong).toEqual([]);
    return { consumer, revisions };
  };
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

  it('goes on from its checkpoint after a crash and repeats at most the page it was in, with the same event ids', async () => {
    const topics = { ...BUS_TOPICS, biometric: await kafka.topic('restart') };
    const bus = createKafkaBus({ connection: kafka.connection });
    await tellOfAll(1, 20);
    const pool = world.ownPool();
    let pages = 0;
    const dying: Bus = {
      ...bus,
      publish: async (topic, messages) => {
        await bus.publish(topic, messages);
        // Gone after the messages are kept and before the checkpoint moves.
        if (++pages === 6) await pool.end();
      },
    };
    const first = world.start(
      { ...createBusPublisher(dying, topics), pageSize: 10 },
      { worker: 'first', pool },
    );
    await until('the crash', () => pool.ended);
    await first.stop();
    const publisher = { ...createBusPublisher(bus, topics), pageSize: 10 };
    await world.pool.query('update work.checkpoints set owner = null, lease_until = null');
    world.start(publisher);
    await world.settled(publisher);

    const messages = await kafka.read(topics.biometric, 240);
    const repeats = messages.length - 240;
    expect(repeats).toBeGreaterThan(0);
    // Each of the 4 partitions may have been in a page when its worker died.
    expect(repeats).toBeLessThanOrEqual(4 * 10);
    expect(new Set(messages.map(({ headers }) => headers['event-id'])).size).toBe(240);
    const { consumer, revisions } = understand(messages);
    expect(consumer.repeated()).toBe(repeats);
    for (const person of PEOPLE) expect([person, revisions.get(person)]).toEqual([person, upTo(20)]);
    await bus.close();
  });

  it('waits while Kafka is down, parks nothing, and catches up by itself', async () => {
    const topics = { ...BUS_TOPICS, biometric: await kafka.topic('down') };
    const gate = await createGate(kafka.connection);
    const bus = createKafkaBus({ connection: gate.connection });
    const publisher = createBusPublisher(bus, topics);
    const retries: unknown[] = [];
    world.start(publisher, { onRetry: (_, error) => retries.push(error) });
    await tellOfAll(1, 5);
    await world.settled(publisher);
    await gate.refuse();
    await tellOfAll(6, 15);
    await until('several attempts', () => retries.length >= 8);
    expect(await kafka.size(topics.biometric)).toBe(60);
    for (const error of retries) expect(error).toMatchObject({ code: 'engine_unavailable' });
    await gate.open();
    await world.settled(publisher);
    const messages = await kafka.read(topics.biometric, 180);
    expect(messages).toHaveLength(180);
    const { consumer, revisions } = understand(messages);
    expect(consumer.repeated()).toBe(0);
    for (const person of PEOPLE) expect([person, revisions.get(person)]).toEqual([person, upTo(15)]);
    expect(await listParked(world.pool, publisher.name)).toEqual([]);
    await bus.close();
    await gate.close();
  });

  it('brings a document of 2,000 readings through in parts', async () => {
    const topics = { ...BUS_TOPICS, biometric: await kafka.topic('long') };
    const bus = createKafkaBus({ connection: kafka.connection });
    const readings = Array.from({ length: 2_000 }, (_, n) =>
      heartRate(n, { key: `${'k'.repeat(120)}-${n}` }),
    );
    for (let n = 0; n < 3; n++)
      await tell(world.store, 'ada', `document-terra-ada:${n}`, [recorded('ada', `${n}`, readings)]);
    const publisher = createBusPublisher(bus, topics);
    world.start(publisher);
    await world.settled(publisher);
    const messages = await kafka.read(topics.biometric, 6);
    expect(messages).toHaveLength(6);
    const { consumer } = understand(messages);
    expect([...consumer.documents.values()].map((document) => document.size)).toEqual([2_000, 2_000, 2_000]);
    await bus.close();
  });
});
