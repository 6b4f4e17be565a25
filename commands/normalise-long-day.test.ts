import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { provider as healthkit } from '../providers/healthkit/index.ts';
import { createNormalise } from './normalise.ts';
import { receiveWebhook } from './receive-webhook.ts';

const BODIES = 288;

it('a day that comes in hundreds of bodies is not read from its beginning for each of them', async () => {
  const log = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), randomBytes(32)));
  let read = 0;
  const store: EventStore = {
    ...log,
    readStream: async (stream, after) => {
      const events = await log.readStream(stream, after);
      if (stream.startsWith('document-')) read += events.length;
      return events;
    },
  };
  const normalise = createNormalise({
    store,
    findConnectedUser: async () => null,
    ownerOfDelivery: async () => null,
    unnamedDeliveriesOf: async () => new Set(),
    waitForPeople: async () => {},
  });
  for (let five = 0; five < BODIES; five++) {
    const startDate = new Date(Date.UTC(2026, 0, 1) + five * 300_000).toISOString();
    const samples = [{ type: 'StepCount', unit: 'count', startDate, value: five, source: 'iPhone' }];
    const body = Buffer.from(JSON.stringify({ user_id: 'ada', samples }));
    await receiveWebhook(store, {
      provider: 'healthkit',
      delivery: healthkit.describe({ headers: {}, query: {}, body }, { user_id: 'ada', samples }),
      provedBy: 'test',
      body,
      receivedAt: '2026-01-02T08:00:00.000Z',
      correlationId: 'c',
    });
  }
  const { events } = await store.readAll(0n, 1_000, { types: ['WebhookReceived'] });
  await normalise.react(events);
  const [first] = (await log.readAll(0n, 10_000)).events.filter((event) => event.type === 'ReadingsRecorded');
  expect(await log.readStream(first!.stream)).toHaveLength(BODIES);
  // Each of its own events once, not 288 · 287 / 2 of them.
  expect(read).toBeLessThan(2 * BODIES);
});
