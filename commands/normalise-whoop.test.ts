import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { DocumentEvent } from '../domain/document.ts';
import { createEventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { providerNamed } from '../providers/registry.ts';
import { joined, sleep, sleepId } from '../providers/whoop/testing.ts';
import { createNormalise } from './normalise.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { recordFetched } from './record-fetched.ts';

it('a sleep that is deleted at WHOOP takes its recovery with it, and both may come back', async () => {
  const store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), randomBytes(32)));
  const normalise = createNormalise({
    store,
    findConnectedUser: async () => 'ada',
    ownerOfDelivery: async () => 'ada',
    unnamedDeliveriesOf: async () => new Set(),
    waitForPeople: async () => {},
  });
  let done = 0n;
  const run = async (): Promise<void> => {
    const page = await store.readAll(done, 1_000, { types: normalise.handles });
    done = page.position;
    await normalise.react(page.events);
  };
  const fetched = async (): Promise<void> => {
    const from = { provider: 'whoop', externalUser: '456', userId: 'ada', correlationId: 'c' };
    const fetchedAt = '2026-03-29T07:00:00.000Z';
    const records = [
      { collection: 'sleep', recordId: sleepId, ordering: 2, body: sleep },
      { collection: 'recovery', recordId: sleepId, ordering: 1, body: joined },
    ];
    for (const record of records) await recordFetched(store, { ...from, fetchedAt }, record);
    await run();
  };
  const deleted = async (): Promise<void> => {
    const body = { user_id: 456, id: sleepId, type: 'sleep.deleted', trace_id: 't-1' };
    const bytes = Buffer.from(JSON.stringify(body));
    const delivery = providerNamed('whoop')!.describe({ headers: {}, query: {}, body: bytes }, body);
    const received = { provider: 'whoop', delivery, provedBy: 'test', body: bytes, correlationId: 'c' };
    await receiveWebhook(store, { ...received, receivedAt: '2026-03-29T08:00:00.000Z' });
    await run();
  };
  const history = async (collection: string) =>
    ((await store.readStream(`document-whoop-ada:${collection}:${sleepId}`)) as readonly DocumentEvent[]).map(
      ({ type }) => type as string,
    );

  await fetched();
  await fetched();
  await deleted();
  await fetched();
  const expected = ['ProviderDocumentFetched', 'ReadingsRecorded', 'ReadingsRetracted'];
  for (const collection of ['sleep', 'recovery'])
    expect([collection, await history(collection)]).toEqual([
      collection,
      [...expected, ...expected.slice(0, 2)],
    ]);
});
