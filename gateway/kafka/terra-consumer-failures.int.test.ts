import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../app/testing/test-database.ts';
import { CodedError } from '../../domain/errors.ts';
import { createEventStore, type EventStore } from '../../eventstore/event-store.ts';
import { createPostgresLog } from '../../eventstore/postgres/postgres-log.ts';
import { createPostgresVault } from '../../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys } from '../../eventstore/subject-keys.ts';
import { until } from '../../eventstore/testing/until.ts';
import { createGate } from '../../projections/kafka/testing/gate.ts';
import { AGAINST_KAFKA, NO_KAFKA } from '../../projections/kafka/testing/kafka.ts';
import { deadLettersOf } from '../../projections/kafka/topics.ts';
import type { ConsumerOrders } from './testing/consumer-process.ts';
import {
  bodyOf,
  createTerraWorld,
  deliveriesIn,
  memoryStore,
  message,
  numbersIn,
  type TerraWorld,
  upTo,
} from './testing/terra-world.ts';

describe.skipIf(NO_KAFKA)(AGAINST_KAFKA, () => {
  let world: TerraWorld;
  beforeAll(async () => {
    world = await createTerraWorld();
  });
  afterEach(() => world.stopAll());
  afterAll(() => world?.close());

  it('waits without committing while the log is away', async () => {
    const topic = await world.topic('log-away');
    const store = memoryStore();
    let isAway = true;
    let attempts = 0;
    const broken: EventStore = {
      ...store,
      append: async (...call) => {
        if (!isAway) return store.append(...call);
        attempts++;
        throw new CodedError('engine_unavailable', 503, 'the log is away');
      },
    };
    await world.send(
      topic,
      upTo(30).map((n) => message(bodyOf(n))),
    );
    const consumer = world.start(topic, broken);
    await until('several attempts', () => attempts > 40);
    expect(consumer.status()).toMatchObject({ error: expect.stringContaining('the log is away') });
    expect(await world.committed(topic)).toBe(0);
    isAway = false;
    await world.settled(topic, 30);
    expect(await numbersIn(store)).toEqual(upTo(30));
    expect(consumer.status()).toEqual({ state: 'consuming', waiting: 0, behind: 0 });
    expect(await world.kafka.size(deadLettersOf(topic))).toBe(0);
  });

  it('comes back by itself after the broker was away', async () => {
    const topic = await world.topic('broker-away');
    const store = memoryStore();
    const gate = await createGate(world.kafka.connection);
    await gate.refuse();
    const consumer = world.start(topic, store, { connection: gate.connection });
    await until('a failure', () => consumer.status().error !== undefined);
    await gate.open();
    await world.send(
      topic,
      upTo(10).map((n) => message(bodyOf(n))),
    );
    await world.settled(topic, 10);
    await gate.refuse();
    await until('a failure', () => consumer.status().state === 'connecting');
    await world.send(
      topic,
      upTo(20).map((n) => message(bodyOf(n))),
    );
    await gate.open();
    await world.settled(topic, 30);
    expect(await numbersIn(store)).toEqual(upTo(20));
    await consumer.stop();
    await gate.close();
  });

  it('loses and doubles nothing when consumers come and go', async () => {
    const topic = await world.topic('rebalance', 6);
    const store = memoryStore();
    const first = world.start(topic, store);
    const total = 600;
    let sent = 0;
    const sendMore = async (count: number): Promise<void> => {
      await world.send(
        topic,
        upTo(count).map((n) => message(bodyOf(sent + n))),
      );
      sent += count;
    };
    await sendMore(200);
    const second = world.start(topic, store);
    await sendMore(200);
    await until('both consuming', () =>
      [first, second].every(({ status }) => status().state === 'consuming'),
    );
    await sendMore(100);
    await first.stop();
    await sendMore(100);
    await world.settled(topic, total);
    expect(await numbersIn(store)).toEqual(upTo(total));
    expect(await world.kafka.size(deadLettersOf(topic))).toBe(0);
  });

  it('loses and doubles nothing when it is killed amid a batch', async () => {
    const topic = await world.topic('killed', 2);
    const database = await createTestDatabase();
    const masterKey = randomBytes(32);
    const total = 400;
    await world.send(
      topic,
      upTo(total).map((n) => message(bodyOf(n))),
    );
    const orders: ConsumerOrders = {
      url: database.url,
      masterKey: masterKey.toString('base64'),
      brokers: world.kafka.connection.brokers,
      topic,
      groupId: topic,
    };
    const doomed = spawn(process.execPath, [
      fileURLToPath(new URL('./testing/consumer-process.ts', import.meta.url)),
      JSON.stringify(orders),
    ]);
    let stored = 0;
    const dead = new Promise((resolve) => doomed.once('exit', (_, signal) => resolve(signal)));
    for await (const _ of createInterface({ input: doomed.stdout })) if (++stored === 77) break;
    doomed.kill('SIGKILL');
    expect(await dead).toBe('SIGKILL');
    const before = await world.committed(topic);
    expect(before).toBeLessThan(total);

    const log = createPostgresLog({ url: database.url, pool: database.pool });
    const store = createEventStore(log, createSubjectKeys(createPostgresVault(database.pool), masterKey));
    const kept = (await deliveriesIn(store)).length;
    expect(kept).toBeGreaterThanOrEqual(77);
    const outcomes = { accepted: 0, duplicate: 0, dead: 0 };
    world.start(topic, store, {
      onOutcome: (outcome) => {
        outcomes[outcome]++;
      },
    });
    await world.settled(topic, total);
    expect(await numbersIn(store)).toEqual(upTo(total));
    // What the dead one had stored and not committed came again, and was known. A statement that was on its way when it
    // died may have been stored after `kept` was read.
    expect(outcomes.dead).toBe(0);
    expect(outcomes.accepted + outcomes.duplicate).toBe(total - before);
    expect(outcomes.accepted).toBeLessThanOrEqual(total - kept);
    await world.stopAll();
    await log.close();
    await database.drop();
  });
});
