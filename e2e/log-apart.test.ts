import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../eventstore/eventstoredb/testing/fake-server.ts';
import { createRelay, type Relay } from '../eventstore/testing/relay.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody } from './testing/bodies.ts';
import { type SteadyLoad, startSteadyLoad } from './testing/load.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { expectUnavailable, isBreakerOpen, readiness, untilDown } from './testing/readiness.ts';
import { untilSettled } from './testing/settled.ts';
import { type Answer, ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

/** So many in a row open a breaker. */
const FAILURES = 5;
const CRY = 'I want to kill myself';

describe('the log in EventStoreDB, all else in PostgreSQL', () => {
  let database: OwnDatabase;
  let eventStore: FakeServer;
  let toDatabase: Relay;
  let toEventStore: Relay;
  let data: DataDir;
  let auren: RunningAuren;
  let steady: SteadyLoad;
  beforeAll(async () => {
    database = await createOwnDatabase();
    eventStore = await startFakeServer();
    toDatabase = await createRelay(database.url);
    toEventStore = await createRelay(eventStore.url);
    data = await makeDataDir();
    auren = await startAuren(data.path, {
      DATABASE_URL: toDatabase.url,
      EVENTSTORE_URL: toEventStore.url,
      AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
    });
    for (const body of nightsOf('ada', 4, 7).bodies)
      expect((await postTerra(auren.url, body)).status).toBe(202);
    expect(await nights()).toHaveLength(4);
    await untilDown(auren.url);
    steady = startSteadyLoad(auren.url, 2);
    await until('the load is known', () => steady.load.promised.length >= 4);
  });
  afterAll(async () => {
    await steady?.stop();
    await auren?.stop();
    await toEventStore?.close();
    await toDatabase?.close();
    await eventStore?.close();
    await database?.remove();
    await data?.remove();
  });

  /** Without waiting for projections. */
  const get = (path: string): Promise<Answer> =>
    ask(auren.url, auren.adminToken, path, { headers: { prefer: 'respond-async' } });
  const nights = async (): Promise<unknown[]> =>
    items((await ask(auren.url, auren.adminToken, '/api/v1/users/ada/nights')).json);
  const chat = (message: string): Promise<Answer> =>
    ask(auren.url, auren.adminToken, '/api/v1/chat', {
      method: 'POST',
      body: JSON.stringify({ user_id: 'ada', message }),
      headers: { prefer: 'respond-async' },
    });
  /** Nothing can be read or stored, and still there is an answer to this. */
  const expectSafetyText = async (): Promise<void> => {
    const { status, json } = await chat(CRY);
    expect([status, json['turn'], json['safety']]).toMatchObject([200, null, { flag: 'SF1' }]);
  };
  const sleepOf = (user: string): string =>
    terraBody('sleep', { external: `ext-${user}`, reference: user }, [
      sleepEntry(daysAgo(1), { avg_hr_bpm: 50 }),
    ]);

  it.each(['refuse', 'stall'] as const)(
    'PostgreSQL away (%s): webhooks of known people are accepted, queries answer 503, then it catches up',
    async (fail) => {
      await toDatabase[fail]();
      const before = steady.load.promised.length;
      const early = Array.from({ length: FAILURES }, () => get('/api/v1/users/ada/nights'));
      for (const answer of await Promise.all(early)) expectUnavailable(answer);
      expect(await isBreakerOpen(auren.url, 'database')).toBe(true);
      await until('more is promised', () => steady.load.promised.length > before + 5);
      expectUnavailable(await get('/api/v1/users/ada/nights'));
      expectUnavailable(await chat('How am I?'));
      await expectSafetyText();
      expectUnavailable(await postTerra(auren.url, sleepOf(`nobody-knows-${fail}`)));
      const ready = await untilDown(auren.url, 'read_models');
      expect(ready).toMatchObject({ code: 200, status: 'degraded' });
      expect(ready.dependencies['read_models']!.stops).toEqual(['queries', 'chat']);
      expect([[...steady.load.refused], [...steady.load.unanswered]]).toEqual([[], []]);

      // What hangs ends when the server is started again.
      if (fail === 'stall') await toDatabase.refuse();
      await toDatabase.open();
      await until('queries answer', async () => (await get('/api/v1/users/ada/nights')).status === 200);
      expect(await untilDown(auren.url)).toMatchObject({ code: 200, status: 'ready' });
      expect((await postTerra(auren.url, sleepOf(`nobody-knows-${fail}`))).status).toBe(202);
      await untilEverythingIsRead();
    },
  );

  it.each(['refuse', 'stall'] as const)(
    'event store away (%s): webhooks and chat answer 503, safety texts and queries go on, then it catches up',
    async (fail) => {
      await toEventStore[fail]();
      const body = sleepOf('ada');
      const early = Array.from({ length: FAILURES }, () => postTerra(auren.url, body));
      for (const answer of await Promise.all(early)) expectUnavailable(answer);
      expect(await isBreakerOpen(auren.url, 'event_log')).toBe(true);
      expectUnavailable(await chat('How am I?'));
      await expectSafetyText();
      expect(items((await get('/api/v1/users/ada/nights')).json)).toHaveLength(4);
      const ready = await untilDown(auren.url, 'event_log');
      expect(ready).toMatchObject({ code: 200, status: 'degraded' });
      expect(ready.dependencies['event_log']!.stops).toEqual(['webhooks', 'chat']);

      await toEventStore.open();
      await until('webhooks are accepted', async () => (await postTerra(auren.url, body)).status === 202);
      expect(await untilDown(auren.url)).toMatchObject({ code: 200, status: 'ready' });
      await until('chat answers', async () => (await chat('How am I?')).status === 200);
      await untilEverythingIsRead();
    },
  );

  it('nothing promised was lost, and nothing is there twice', async () => {
    const { promised } = await steady.stop();
    await untilSettled(auren.url, auren.adminToken);
    const stored = eventStore.storage.all().filter(({ type }) => type === 'WebhookReceived');
    const ids = new Set(stored.map(({ id }) => id));
    expect(ids.size).toBe(stored.length);
    expect(promised.filter((id) => !ids.has(id))).toEqual([]);
    const { rows } = await database.pool.query<{ id: string }>('select event_id as id from read.deliveries');
    expect(rows.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
    expect((await readiness(auren.url)).status).toBe('ready');
  });

  /** Under load: everything that was in the log at this moment has been read. */
  const untilEverythingIsRead = async (): Promise<void> => {
    const head = eventStore.storage.all().findLast(({ type }) => !type.startsWith('$'))!.position;
    await until('all checkpoints have passed the head', async () => {
      const { rows } = await database.pool.query<{ reached: string }>(
        'select min(position) as reached from work.checkpoints',
      );
      return BigInt(rows[0]!.reached) >= head;
    });
  };
});
