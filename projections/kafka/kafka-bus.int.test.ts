import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKafkaBus } from './kafka-bus.ts';
import { describeBus } from './testing/bus-conformance.ts';
import { createGate } from './testing/gate.ts';
import { AGAINST_KAFKA, createTestKafka, NO_KAFKA, type TestKafka } from './testing/kafka.ts';
import { ensureTopics } from './topics.ts';

const numbered = (n: number) => ({ key: 'ada', value: `${n}`, headers: { 'event-id': `${n}` } });

describe('without a broker', () => {
  it('publishing fails within seconds and says why', async () => {
    const bus = createKafkaBus({ connection: { brokers: ['127.0.0.1:1'] } });
    const start = performance.now();
    const publishing = [1, 2, 3].map((n) => bus.publish('t', [numbered(n)]));
    for (const result of await Promise.allSettled(publishing))
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'engine_unavailable', status: 503 },
      });
    expect(performance.now() - start).toBeLessThan(6_000);
    await bus.close();
  });

  it('making topics fails within seconds', async () => {
    const start = performance.now();
    await expect(ensureTopics({ brokers: ['127.0.0.1:1'] }, [{ topic: 't' }])).rejects.toMatchObject({
      code: 'engine_unavailable',
    });
    expect(performance.now() - start).toBeLessThan(6_000);
  });
});

describe.skipIf(NO_KAFKA)(AGAINST_KAFKA, () => {
  describeBus('the bus of Kafka', async () => {
    const kafka = createTestKafka();
    await kafka.open();
    return {
      open: async () => createKafkaBus({ connection: kafka.connection }),
      topic: (name) => kafka.topic(name),
      kept: (_bus, topic, count) => kafka.read(topic, count),
      close: kafka.close,
    };
  });

  describe('the bus of Kafka', () => {
    let kafka: TestKafka;
    beforeAll(async () => {
      kafka = createTestKafka();
      await kafka.open();
    });
    afterAll(() => kafka.close());

    it('makes missing topics, leaves others as they are, and several may do so at once', async () => {
      const topic = `${kafka.prefix}-made`;
      const specs = [{ topic, partitions: 4, retentionMs: 3_600_000 }];
      const reports = await Promise.all([1, 2, 3].map(() => ensureTopics(kafka.connection, specs)));
      expect(reports.map(([report]) => report?.partitions)).toEqual([4, 4, 4]);
      expect(reports.filter(([report]) => report?.created)).toHaveLength(1);
      expect(await ensureTopics(kafka.connection, [{ topic, partitions: 9 }])).toEqual([
        { topic, created: false, partitions: 4 },
      ]);
    });

    it('refuses what the broker will never take, and goes on', async () => {
      const topic = await kafka.topic('refused', { maxMessageBytes: 2_000 });
      const bus = createKafkaBus({ connection: kafka.connection });
      const noise = Array.from({ length: 5_000 }, () => Math.random().toString(36)).join('');
      await expect(bus.publish(topic, [{ key: 'ada', value: noise, headers: {} }])).rejects.toMatchObject({
        code: 'message_refused',
      });
      await bus.publish(topic, [numbered(1)]);
      expect((await kafka.read(topic, 1)).map(({ value }) => String(value))).toEqual(['1']);
      await bus.close();
    });

    it('loses nothing when answers get lost, and repeats nothing within a publish', async () => {
      const topic = await kafka.topic('lost-answers');
      const gate = await createGate(kafka.connection);
      const bus = createKafkaBus({ connection: gate.connection });
      const told: number[] = [];
      for (let n = 1; n <= 12; n++) {
        if (n % 3 === 0) gate.loseNextAnswer();
        // As the publisher does: the same again until it is known to be kept.
        for (let failed = true; failed; )
          failed = await bus.publish(topic, [numbered(n)]).then(
            () => false,
            () => true,
          );
        told.push(n);
      }
      const kept = (await kafka.read(topic, 12)).map(({ value }) => Number(value));
      expect([...new Set(kept)]).toEqual(told);
      expect(gate.lost()).toBe(4);
      expect(kept).toEqual(told);
      await bus.close();
      await gate.close();
    });

    it('does not take a new message for the repetition of one whose outcome was unknown', async () => {
      const topic = await kafka.topic('unknown-outcome', { partitions: 1 });
      const gate = await createGate(kafka.connection);
      const bus = createKafkaBus({ connection: gate.connection });
      await bus.publish(topic, [numbered(1)]);
      // Kept by the broker, but neither this answer nor any later one comes: the publish fails.
      gate.loseNextAnswer();
      const unknown = bus.publish(topic, [numbered(2)]);
      while (gate.lost() === 0) await new Promise((resolve) => setImmediate(resolve));
      await gate.refuse();
      await expect(unknown).rejects.toMatchObject({ code: 'engine_unavailable' });
      await gate.open();
      await bus.publish(topic, [numbered(3)]);
      const kept = (await kafka.read(topic, 2)).map(({ value }) => Number(value));
      expect(kept.at(-1)).toBe(3);
      expect([
        [1, 3],
        [1, 2, 3],
      ]).toContainEqual(kept);
      await bus.close();
      await gate.close();
    });

    it('waits for a broker that answers nothing no longer than its deadline', async () => {
      const topic = await kafka.topic('frozen');
      const gate = await createGate(kafka.connection);
      const bus = createKafkaBus({ connection: gate.connection, deadlineMs: 3_000 });
      await bus.publish(topic, [numbered(1)]);
      await gate.stall();
      const start = performance.now();
      const publishing = [2, 3, 4].map((n) => bus.publish(topic, [numbered(n)]));
      for (const result of await Promise.allSettled(publishing))
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'engine_unavailable' } });
      expect(performance.now() - start).toBeLessThan(6_000);
      await bus.close();
      await gate.close();
    });
  });
});
