import { describe, expect, it } from 'vitest';
import { provider as terra } from '../../providers/terra/index.ts';
import { type ArrivedMessage, deadLetter, redriven } from './dead-letters.ts';
import { createTerraIntake } from './terra-intake.ts';
import { bodyOf, deliveriesIn, memoryStore } from './testing/terra-world.ts';

const nowMs = Date.UTC(2026, 2, 29);
const now = () => new Date(nowMs);
const stop = new AbortController().signal;
const arrived = (over: Partial<ArrivedMessage> = {}): ArrivedMessage => ({
  topic: 'terra-biometric-events',
  partition: 3,
  offset: '42',
  timestamp: String(nowMs - 1_000),
  key: null,
  value: Buffer.from(bodyOf(1)),
  headers: {},
  ...over,
});
const intake = (store = memoryStore()) => createTerraIntake(store, { hosts: [] }, now);

describe('a message of Terra on its way into the log', () => {
  it('has the identity of the same body as a webhook, and is traced by its place', async () => {
    const { delivery, ...rest } = (await intake().read(arrived(), stop)) as never as {
      delivery: { identity: string };
      correlationId: string;
    };
    const body = Buffer.from(bodyOf(1));
    const webhook = terra.describe(
      { headers: { 'x-terra-trace-id': 'trace' }, query: {}, body },
      JSON.parse(bodyOf(1)),
    );
    expect(delivery).toEqual({
      ...webhook,
      deliveryId: 'kafka:terra-biometric-events:3:42',
      ordering: nowMs - 1_000,
    });
    expect(rest.correlationId).toBe('kafka:terra-biometric-events:3:42');
  });

  it('is stored once, however often and from wherever it comes', async () => {
    const store = memoryStore();
    const { read, keep } = intake(store);
    const outcomes: boolean[] = [];
    for (const over of [{}, {}, { offset: '43' }, { partition: 0, offset: '1' }]) {
      const found = await read(arrived(over), stop);
      if (found.ok) outcomes.push((await keep(found)).duplicate);
    }
    expect(outcomes).toEqual([false, true, true, true]);
    expect(await deliveriesIn(store)).toHaveLength(1);
  });

  it('is stored although its place was known: a topic that was made again begins at 0 again', async () => {
    const store = memoryStore();
    const { read, keep } = intake(store);
    for (const n of [1, 2]) {
      const found = await read(arrived({ value: Buffer.from(bodyOf(n)) }), stop);
      if (found.ok) await keep(found);
    }
    expect(await deliveriesIn(store)).toHaveLength(2);
  });

  it.each([
    [nowMs + 299_000, nowMs + 299_000],
    [nowMs + 301_000, null],
    [-1, null],
    [0, null],
    ['soon', null],
  ])('sent at %s is ordered by %s', async (timestamp, ordering) => {
    expect(await intake().read(arrived({ timestamp: String(timestamp) }), stop)).toMatchObject({
      delivery: { ordering },
    });
  });

  it('is still known by where and when it came first after it was laid aside and put back, twice', async () => {
    let message = arrived();
    for (const offset of ['7', '9']) {
      const letter = deadLetter(message, 'some reason', now());
      const back = redriven({ ...message, headers: letter.headers });
      message = { ...message, partition: 0, offset, timestamp: String(nowMs), headers: back.headers };
    }
    expect(message.headers).toEqual({
      'original-topic': 'terra-biometric-events',
      'original-partition': '3',
      'original-offset': '42',
      'original-timestamp': String(nowMs - 1_000),
      redrives: '2',
    });
    expect(await intake().read(message, stop)).toMatchObject({
      delivery: { deliveryId: 'kafka:terra-biometric-events:3:42', ordering: nowMs - 1_000 },
    });
  });
});
