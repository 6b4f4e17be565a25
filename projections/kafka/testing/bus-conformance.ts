import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bus, BusMessage } from '../bus.ts';

export interface KeptMessage {
  readonly key: string | null;
  readonly value: Uint8Array | string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface BusWorld {
  open(): Promise<Bus>;
  /** A topic nobody else uses. */
  topic(name: string): Promise<string>;
  /** What the bus keeps of a topic, in order within each key, once there are `count`. */
  kept(bus: Bus, topic: string, count: number): Promise<readonly KeptMessage[]>;
  close(): Promise<void>;
}

const numbered = (key: string | null, n: number): BusMessage => ({
  key,
  value: JSON.stringify({ n }),
  headers: { 'event-id': `${key}-${n}` },
});
const numbersOf = (messages: readonly KeptMessage[], key: string): number[] =>
  messages
    .filter((message) => message.key === key)
    .map(({ value }) => (JSON.parse(String(value)) as { n: number }).n);

/** What every bus keeps to. */
export const describeBus = (name: string, makeWorld: () => Promise<BusWorld>): void => {
  describe(name, () => {
    let world: BusWorld;
    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world?.close());

    it('keeps the messages of each key in the order they were published, whoever publishes beside', async () => {
      const bus = await world.open();
      const topic = await world.topic('order');
      const keys = ['ada', 'bob', 'eve', 'joe', 'zoë'];
      const published: Promise<void>[] = [];
      for (let page = 0; page < 10; page++)
        for (const key of keys)
          published.push(
            bus.publish(
              topic,
              Array.from({ length: 10 }, (_, i) => numbered(key, page * 10 + i)),
            ),
          );
      await Promise.all(published);
      const kept = await world.kept(bus, topic, 500);
      expect(kept).toHaveLength(500);
      for (const key of keys) expect(numbersOf(kept, key)).toEqual(Array.from({ length: 100 }, (_, i) => i));
      await bus.close();
    });

    it('hands on keys, bytes and headers as they were given', async () => {
      const bus = await world.open();
      const topic = await world.topic('content');
      const bytes = randomBytes(300);
      const messages: BusMessage[] = [
        { key: 'a', value: bytes, headers: { 'event-id': '1', 'event-type': 'Größe – 大' } },
        { key: 'a', value: '{"text":"ünïcode ✓"}', headers: {} },
        { key: null, value: '', headers: { reason: '' } },
      ];
      await bus.publish(topic, messages);
      await bus.publish(topic, []);
      const kept = await world.kept(bus, topic, 3);
      const shape = ({ key, value, headers }: KeptMessage) => ({
        key,
        value: Buffer.from(value as Uint8Array).toString('hex'),
        headers,
      });
      const byKey = (a: { key: string | null }, b: { key: string | null }) =>
        Number(a.key === null) - Number(b.key === null);
      expect(kept.map(shape).sort(byKey)).toEqual(messages.map(shape));
      await bus.close();
    });

    it('takes more at once than fits one batch, and single messages of 512 KiB', async () => {
      const bus = await world.open();
      const topic = await world.topic('large');
      const messages = Array.from({ length: 8 }, (_, n) => ({
        key: 'ada',
        value: JSON.stringify({ n, noise: randomBytes(250 * 1024).toString('hex') }),
        headers: {},
      }));
      await bus.publish(topic, messages);
      expect(numbersOf(await world.kept(bus, topic, 8), 'ada')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      await bus.close();
    });

    it('may be told the same again: both are kept, with the same event id', async () => {
      const bus = await world.open();
      const topic = await world.topic('again');
      const page = [numbered('ada', 1), numbered('ada', 2)];
      await bus.publish(topic, page);
      await bus.publish(topic, page);
      const kept = await world.kept(bus, topic, 4);
      expect(kept.map(({ headers }) => headers['event-id'])).toEqual(['ada-1', 'ada-2', 'ada-1', 'ada-2']);
      await bus.close();
    });

    it('finishes what it was given before it closes, and takes nothing afterwards', async () => {
      const bus = await world.open();
      const topic = await world.topic('close');
      const last = bus.publish(topic, [numbered('ada', 1)]);
      await bus.close();
      await last;
      await bus.close();
      await expect(bus.publish(topic, [numbered('ada', 2)])).rejects.toMatchObject({
        code: 'engine_unavailable',
        status: 503,
      });
    });
  });
};
