import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { providerNamed } from '../providers/registry.ts';
import { createNormalise } from './normalise.ts';
import { receiveWebhook } from './receive-webhook.ts';

const terra = providerNamed('terra')!;

const sleep = (over: Record<string, unknown> = {}, hr: number | null = 55): object => ({
  type: 'sleep',
  user: { user_id: 't-1', provider: 'OURA', reference_id: 'ada', ...over },
  data: [
    {
      metadata: {
        start_time: '2026-01-01T23:00:00+00:00',
        end_time: '2026-01-02T07:00:00+00:00',
        summary_id: 's1',
        is_nap: false,
      },
      heart_rate_data: { summary: { avg_hr_bpm: hr } },
    },
  ],
});

/** A log, a normaliser over it, and who is connected, read from the log itself. */
const setUp = () => {
  const store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), randomBytes(32)));
  const all = async () => (await store.readAll(0n, 10_000)).events;
  type Facts = Readonly<Record<'provider' | 'externalUser' | 'userId', string>>;
  const connectionsOf = async (provider: string, externalUser: string) =>
    (await all()).filter(({ type, data }) => {
      const facts = data as Facts;
      return type === 'DeviceConnected' && facts.provider === provider && facts.externalUser === externalUser;
    });
  /** As the read model of deliveries has it. */
  const ownerOfDelivery = async (eventId: string): Promise<string | null> => {
    const delivery = (await all()).find(({ id }) => id === eventId)!;
    const { provider, externalUser } = delivery.data as Facts;
    const connections = await connectionsOf(provider, externalUser);
    const then = connections.findLast(({ position }) => position < delivery.position) ?? connections[0];
    return (then?.data as Facts | undefined)?.userId ?? null;
  };
  const normalise = createNormalise({
    store,
    findConnectedUser: async (provider, externalUser) =>
      ((await connectionsOf(provider, externalUser)).at(-1)?.data as Facts | undefined)?.userId ?? null,
    ownerOfDelivery,
    unnamedDeliveriesOf: async (provider, externalUser, userId) => {
      const ids = new Set<string>();
      for (const { id, type, data } of await all())
        if (type === 'WebhookReceived' && (data as { userId: unknown }).userId === null)
          if ((data as Facts).provider === provider && (data as Facts).externalUser === externalUser)
            if ((await ownerOfDelivery(id)) === userId) ids.add(id);
      return ids;
    },
    waitForPeople: async () => {},
  });
  let done = 0n;
  const receive = async (body: object, ordering: number | null = null): Promise<void> => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = ordering === null ? {} : { 'x-terra-ordering-timestamp': String(ordering) };
    const delivery = terra.describe({ headers, query: {}, body: bytes }, body);
    await receiveWebhook(store, {
      provider: 'terra',
      delivery,
      provedBy: 'test',
      body: bytes,
      receivedAt: '2026-01-02T08:00:00.000Z',
      correlationId: 'c',
    });
  };
  /** Lets the normaliser see everything it has not seen, its own events too. */
  const run = async (): Promise<void> => {
    for (;;) {
      const page = await store.readAll(done, 1_000, { types: normalise.handles });
      done = page.position;
      if (page.events.length === 0) return;
      await normalise.react(page.events);
    }
  };
  const types = async () => (await all()).map((event) => event.type);
  return {
    store,
    receive,
    run,
    types,
    all,
    again: () => {
      done = 0n;
    },
  };
};

describe('normalising deliveries', () => {
  it('registers the person, connects the device and records the readings', async () => {
    const { receive, run, types, all } = setUp();
    await receive(sleep());
    await run();
    expect((await types()).toSorted()).toEqual([
      'DeviceConnected',
      'ReadingsRecorded',
      'SubjectRegistered',
      'WebhookReceived',
    ]);
    const readings = (await all()).find((event) => event.type === 'ReadingsRecorded')!;
    expect(readings.data).toMatchObject({
      userId: 'ada',
      readings: [{ metric: 'heart_rate', value: 55, localDate: '2026-01-02' }],
    });
    expect(readings.metadata).toMatchObject({ subject: 'ada', keyOwner: 'user:ada' });
  });

  it('adds nothing when it sees everything again', async () => {
    const { receive, run, types, again } = setUp();
    await receive(sleep());
    await run();
    const before = await types();
    again();
    await run();
    expect(await types()).toEqual(before);
  });

  it('revises, and lets an older ordering and a sentinel change nothing', async () => {
    const { receive, run, types } = setUp();
    await receive(sleep({}, 55), 1_000);
    await receive(sleep({}, 57), 2_000);
    await receive(sleep({}, 99), 500);
    await receive(sleep({}, 0), 3_000);
    await receive(sleep({ scopes: 'x' }, null), 4_000);
    await run();
    expect((await types()).filter((type) => type.startsWith('Readings'))).toEqual([
      'ReadingsRecorded',
      'ReadingsRevised',
    ]);
  });

  it('keeps a body that names nobody until a connection says whose it is', async () => {
    const { receive, run, types, all } = setUp();
    await receive(sleep({ reference_id: undefined }));
    await run();
    expect(await types()).toEqual(['WebhookReceived']);
    await receive({
      type: 'auth',
      status: 'success',
      user: { user_id: 't-1', provider: 'OURA', reference_id: 'ada' },
    });
    await run();
    const readings = (await all()).find((event) => event.type === 'ReadingsRecorded')!;
    expect(readings.data).toMatchObject({ userId: 'ada' });
    expect(readings.metadata).toMatchObject({ keyOwner: 'user:ada' });
  });

  it('a connection is not undone, nor made again and again, by what was said before anyone was named', async () => {
    const { receive, run, types } = setUp();
    const link = (type: string, more: object = {}) =>
      receive({ type, status: 'success', user: { user_id: 't-1', provider: 'OURA', ...more } });
    await link('auth');
    await receive(sleep({ reference_id: undefined }));
    await link('deauth');
    await link('auth', { scopes: 'sleep' });
    await run();
    await link('auth', { reference_id: 'ada' });
    await run();
    const seen = await types();
    expect(seen.filter((type) => type.startsWith('Device'))).toEqual(['DeviceConnected']);
    expect(seen.filter((type) => type === 'ReadingsRecorded')).toHaveLength(1);
  });

  it('deliveries that name nobody are not parked when their sender is bound to another user', async () => {
    const { receive, run, all } = setUp();
    await receive({ type: 'auth', status: 'success', user: { user_id: 't-1', provider: 'OURA' } });
    await receive({ type: 'deauth', user: { user_id: 't-1', provider: 'OURA' } });
    for (const reference_id of ['ada', 'bob'])
      await receive({
        type: 'auth',
        status: 'success',
        user: { user_id: 't-1', provider: 'OURA', reference_id },
      });
    await run();
    const connected = (await all()).filter((event) => event.type === 'DeviceConnected');
    expect(connected.map(({ metadata }) => metadata.subject)).toEqual(['ada', 'bob']);
  });

  it('what came before an account had its first user is not copied to a later one', async () => {
    const { receive, run, all } = setUp();
    await receive(sleep({ reference_id: undefined }));
    for (const reference_id of ['ada', 'bob']) {
      await receive({
        type: 'auth',
        status: 'success',
        user: { user_id: 't-1', provider: 'OURA', reference_id },
      });
      await run();
    }
    const recorded = (await all()).filter((event) => event.type === 'ReadingsRecorded');
    expect(recorded.map(({ metadata }) => metadata.subject)).toEqual(['ada']);
  });

  it("what came in one user's time stays theirs, however late it is looked at", async () => {
    const { receive, run, all } = setUp();
    const auth = (reference_id: string) =>
      receive({ type: 'auth', status: 'success', user: { user_id: 't-1', provider: 'OURA', reference_id } });
    await auth('ada');
    await run();
    await receive(sleep({ reference_id: undefined }));
    await auth('bob');
    await run();
    const recorded = (await all()).filter((event) => event.type === 'ReadingsRecorded');
    expect(recorded.map(({ metadata }) => metadata.subject)).toEqual(['ada']);
  });

  it('keeps two people apart who share a device account over time', async () => {
    const { receive, run, all } = setUp();
    await receive(sleep());
    await receive(sleep({ reference_id: 'bob' }, 70));
    await run();
    const recorded = (await all()).filter((event) => event.type === 'ReadingsRecorded');
    expect(recorded.map((event) => [event.metadata.subject, event.stream])).toEqual([
      ['ada', 'document-terra-ada:sleep:t-1:s1'],
      ['bob', 'document-terra-bob:sleep:t-1:s1'],
    ]);
  });
});

const countOf = async (store: EventStore): Promise<number> => (await store.readAll(0n, 100)).events.length;

describe('receiving a delivery', () => {
  it('stores the same bytes once, whatever the trace id', async () => {
    const { store } = setUp();
    const bytes = Buffer.from(JSON.stringify(sleep()));
    const send = (trace: string) =>
      receiveWebhook(store, {
        provider: 'terra',
        delivery: terra.describe({ headers: { 'x-terra-trace-id': trace }, query: {}, body: bytes }, sleep()),
        provedBy: 'test',
        body: bytes,
        receivedAt: '2026-01-02T08:00:00.000Z',
        correlationId: trace,
      });
    expect(await send('one')).toEqual({ duplicate: false });
    expect(await send('two')).toEqual({ duplicate: true });
    expect(await countOf(store)).toBe(1);
  });
});
