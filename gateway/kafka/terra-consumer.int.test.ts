import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { receiveWebhook } from '../../commands/receive-webhook.ts';
import { AGAINST_KAFKA, NO_KAFKA } from '../../projections/kafka/testing/kafka.ts';
import { deadLettersOf } from '../../projections/kafka/topics.ts';
import { provider as terra } from '../../providers/terra/index.ts';
import { redriveDlq } from './redrive.ts';
import { createPayloadServer } from './testing/payload-server.ts';
import {
  bodyOf,
  createTerraWorld,
  deliveriesIn,
  memoryStore,
  message,
  numberOf,
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

  it('stores bodies and what pointers lead to, and a body that also came by HTTP once', async () => {
    const topic = await world.topic('both');
    const store = memoryStore();
    const server = await createPayloadServer((request, response) => {
      response.end(bodyOf(Number(request.url!.slice(1))));
    });
    const pointerTo = (n: number) =>
      message(
        JSON.stringify({ status: 'success', type: 's3_payload', url: `${server.url}/${n}`, expires_in: 600 }),
      );
    // Number 1 came as a webhook before.
    const byHttp = Buffer.from(bodyOf(1));
    const described = terra.describe({ headers: {}, query: {}, body: byHttp }, JSON.parse(bodyOf(1)));
    await receiveWebhook(store, {
      provider: 'terra',
      delivery: described,
      provedBy: 'terra-signature',
      body: byHttp,
      receivedAt: new Date().toISOString(),
      correlationId: 'http',
    });
    await world.send(topic, [
      message(bodyOf(0)),
      message(bodyOf(1)),
      pointerTo(1),
      pointerTo(2),
      pointerTo(2),
    ]);
    const outcomes: string[] = [];
    world.start(topic, store, { onOutcome: (outcome) => outcomes.push(outcome) });
    await world.settled(topic, 5);
    expect(await numbersIn(store)).toEqual([0, 1, 2]);
    expect(outcomes.sort()).toEqual(['accepted', 'accepted', 'duplicate', 'duplicate', 'duplicate']);
    const [last] = (await deliveriesIn(store)).filter((delivery) => numberOf(delivery) === 2);
    expect(last!.data).toMatchObject({
      provider: 'terra',
      externalUser: 'u-2',
      userId: 'person-u-2',
      provedBy: 'kafka',
      eventType: 'sleep',
      deliveryId: expect.stringMatching(new RegExp(`^kafka:${topic}:\\d:\\d+$`)),
      ordering: expect.any(Number),
    });
    expect(Math.abs(last!.data.ordering! - Date.now())).toBeLessThan(60_000);
    await server.close();
  });

  it('lays poison aside with its reason, goes on, and puts it back on command', async () => {
    const topic = await world.topic('poison', 1);
    const store = memoryStore();
    let isThere = false;
    const server = await createPayloadServer((_, response) => {
      if (isThere) response.end(bodyOf(4));
      else response.writeHead(404).end();
    });
    const pointer = (url: string) => message(JSON.stringify({ type: 's3_payload', url }), 'k');
    await world.send(topic, [
      message(bodyOf(0)),
      message('no JSON'),
      { key: 'k', value: Buffer.from([0xff, 0xfe, 0]), headers: { from: 'test' } },
      pointer('https://evil.example/x'),
      pointer(`${server.url}/later`),
      message(bodyOf(1)),
    ]);
    world.start(topic, store);
    await world.settled(topic, 6);
    expect(await numbersIn(store)).toEqual([0, 1]);
    const letters = await world.kafka.read(deadLettersOf(topic), 4);
    expect(letters.map(({ headers }) => [headers['original-offset'], headers['reason']])).toEqual([
      ['1', 'body_unreadable'],
      ['2', 'body_unreadable'],
      ['3', 'pointer_host_refused: evil.example'],
      ['4', 'pointer_refused: HTTP 404'],
    ]);
    expect(letters[1]).toMatchObject({
      key: 'k',
      value: Buffer.from([0xff, 0xfe, 0]),
      headers: { from: 'test', 'original-topic': topic, 'original-partition': '0' },
    });
    expect(Number(letters[3]!.headers['original-timestamp'])).toBeGreaterThan(Date.now() - 60_000);

    isThere = true;
    const progress: unknown[] = [];
    const options = { connection: world.kafka.connection, topic };
    expect(await redriveDlq({ ...options, onProgress: (step) => progress.push(step) })).toEqual({
      redriven: 4,
      skipped: 0,
    });
    expect(progress.at(0)).toEqual({ done: 0, total: 4 });
    expect(progress.at(-1)).toEqual({ done: 4, total: 4 });
    await world.settled(topic, 10);
    expect(await numbersIn(store)).toEqual([0, 1, 4]);
    const [healed] = (await deliveriesIn(store)).filter((delivery) => numberOf(delivery) === 4);
    // It is known by the place and time where it came first.
    expect(healed!.data.deliveryId).toBe(`kafka:${topic}:0:4`);
    expect(String(healed!.data.ordering)).toBe(letters[3]!.headers['original-timestamp']);
    // What still is poison came back, and only that is put back again.
    const again = await world.kafka.read(deadLettersOf(topic), 7);
    expect(again.slice(4).map(({ headers }) => [headers['original-offset'], headers['redrives']])).toEqual([
      ['1', '1'],
      ['2', '1'],
      ['3', '1'],
    ]);
    expect(await redriveDlq(options)).toEqual({ redriven: 3, skipped: 0 });
    await world.settled(topic, 13);
    world.kafka.redriveGroup(topic);
    await server.close();
  });

  it('does not fetch a pointer that was sent more than 10 minutes ago', async () => {
    const topic = await world.topic('expired', 1);
    const server = await createPayloadServer((_, response) => response.end(bodyOf(0)));
    await world.send(topic, [message(JSON.stringify({ type: 's3_payload', url: server.url }))]);
    world.start(topic, memoryStore(), { now: () => new Date(Date.now() + 601_000) });
    await world.settled(topic, 1);
    const letters = await world.kafka.read(deadLettersOf(topic), 1);
    expect(letters.map(({ headers }) => headers['reason'])).toEqual(['pointer_expired']);
    expect(server.paths).toEqual([]);
    await server.close();
  });

  it.each(['snappy', 'lz4', 'zstd', 'gzip'])(
    'reads what the broker keeps compressed by %s',
    async (codec) => {
      const topic = world.kafka.group(`codec-${codec}`);
      await world.kafka.admin.createTopics({
        topics: [{ topic, numPartitions: 1, configEntries: [{ name: 'compression.type', value: codec }] }],
      });
      const store = memoryStore();
      // Long enough for several blocks, some of it alike and some of it not.
      const long = JSON.stringify({
        type: 'daily',
        data: [{ n: 20 }],
        noise: randomBytes(150_000).toString('hex'),
      });
      await world.send(topic, [...upTo(20).map((n) => message(bodyOf(n))), message(long)]);
      world.start(topic, store);
      await world.settled(topic, 21);
      expect(await numbersIn(store)).toEqual(upTo(21));
    },
  );

  it('lays aside only the beginning of what is too large for the topic of dead letters, and says so', async () => {
    const topic = world.kafka.group('too-large');
    const limit = { name: 'max.message.bytes', value: '80000' };
    await world.kafka.admin.createTopics({
      topics: [{ topic: deadLettersOf(topic), numPartitions: 1, configEntries: [limit] }],
    });
    await world.send(await world.topic('too-large', 1), [
      { key: null, value: randomBytes(200_000), headers: {} },
      message(bodyOf(0)),
    ]);
    const store = memoryStore();
    world.start(topic, store);
    await world.settled(topic, 2);
    expect(await numbersIn(store)).toEqual([0]);
    const [letter] = await world.kafka.read(deadLettersOf(topic), 1);
    expect(letter).toMatchObject({ headers: { reason: 'body_unreadable', truncated: 'true' } });
    expect(letter!.value).toHaveLength(64 * 1024);
    world.kafka.redriveGroup(topic);
    expect(await redriveDlq({ connection: world.kafka.connection, topic })).toEqual({
      redriven: 0,
      skipped: 1,
    });
  });
});
