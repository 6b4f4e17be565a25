import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FakeEmbeddingsServer,
  startFakeEmbeddingsServer,
} from '../memory/embedders/testing/fake-embeddings-server.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import {
  createOwnEngines,
  HAS_ENGINES,
  OPTIONAL,
  type OptionalEngine,
  type OwnEngines,
  relayEngines,
  WITHOUT_ENGINES,
} from './testing/engines.ts';
import { type SteadyLoad, startSteadyLoad } from './testing/load.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { isBreakerOpen, metric, untilDown } from './testing/readiness.ts';
import { untilSettled } from './testing/settled.ts';
import { ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

/** What a chat's reply says of itself while the engine is away: Kafka has no part in it. */
const PARTIAL: Readonly<Record<OptionalEngine, boolean>> = {
  redis: true,
  chroma: true,
  embeddings: true,
  kafka: false,
};
/** What waits for it at a checkpoint. */
const OUTLET: Readonly<Record<OptionalEngine, RegExp>> = {
  redis: /^hot_memory$/,
  chroma: /^cold_memory_chroma_/,
  embeddings: /^cold_memory_chroma_/,
  kafka: /^bus_publisher$/,
};

describe.skipIf(!HAS_ENGINES)(`engines AUREN can do without${WITHOUT_ENGINES}`, () => {
  let database: OwnDatabase;
  let engines: OwnEngines;
  /** Answers at once, so that the speed of a model on this machine decides nothing. */
  let embeddings: FakeEmbeddingsServer;
  let relays: Awaited<ReturnType<typeof relayEngines>>['relays'];
  let data: DataDir;
  let auren: RunningAuren;
  let steady: SteadyLoad;
  beforeAll(async () => {
    database = await createOwnDatabase();
    engines = await createOwnEngines();
    embeddings = await startFakeEmbeddingsServer();
    const relayed = await relayEngines({
      ...engines.settings,
      EMBEDDING_URL: embeddings.url,
      EMBEDDING_MODEL: 'fake',
    });
    relays = relayed.relays;
    data = await makeDataDir();
    auren = await startAuren(data.path, {
      ...relayed.settings,
      DATABASE_URL: database.url,
      AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
    });
    await untilDown(auren.url);
    steady = startSteadyLoad(auren.url, 2);
  });
  afterAll(async () => {
    await steady?.stop();
    await auren?.stop();
    for (const relay of Object.values(relays ?? {})) await relay.close();
    await embeddings?.close();
    await engines?.remove();
    await database?.remove();
    await data?.remove();
  });

  const chat = async (userId: string, message: string) => {
    const body = JSON.stringify({ user_id: userId, message });
    const { status, json } = await ask(auren.url, auren.adminToken, '/api/v1/chat', { method: 'POST', body });
    expect(status).toBe(200);
    return json;
  };
  const column = async (text: string, ...values: string[]): Promise<string[]> =>
    (await database.pool.query<{ id: string }>(text, values)).rows.map((row) => row.id);
  const ids = (memories: readonly { memoryId: string }[]): string[] =>
    memories.map(({ memoryId }) => memoryId).toSorted();

  it.each(OPTIONAL)(
    '%s away, first refusing, then silent: the rest works, and it catches up',
    async (name) => {
      const user = `without-${name}`;
      const { bodies } = nightsOf(user, 4, 7);
      const half = bodies.length / 2;
      const partial = PARTIAL[name];
      let said = 0;
      /** Its engines are asked until their breakers open; the memories count as they come. */
      const works = async (part: readonly string[]): Promise<void> => {
        const before = steady.load.promised.length;
        for (const body of part) expect((await postTerra(auren.url, body)).status).toBe(202);
        const nights = await ask(auren.url, auren.adminToken, `/api/v1/users/${user}/nights`);
        expect(items(nights.json).length).toBeGreaterThan(0);
        expect(await chat(user, `Green tea number ${++said} without ${name}`)).toMatchObject({ partial });
        if (partial)
          await until('the breaker opens', async () => {
            expect(await chat(user, `Green tea number ${++said} without ${name}`)).toMatchObject({ partial });
            return isBreakerOpen(auren.url, name);
          });
        await until('the load goes on', () => steady.load.promised.length > before + 2);
      };

      expect(await chat('load-0', `Before ${name} went`)).toMatchObject({ partial: false });
      await relays[name].refuse();
      const refusing = await untilDown(auren.url, name);
      expect(refusing).toMatchObject({ code: 200, status: 'degraded' });
      expect(refusing.dependencies[name]).toMatchObject({ stops: ['other'] });
      await works(bodies.slice(0, half));
      await relays[name].stall();
      await works(bodies.slice(half));
      expect(await untilDown(auren.url, name)).toMatchObject({ code: 200, status: 'degraded' });
      const outlet = (await column('select distinct processor as id from work.checkpoints')).find((each) =>
        OUTLET[name].test(each),
      )!;
      expect(await metric(auren.url, `auren_processor_lag_events{processor="${outlet}"}`)).toBeGreaterThan(0);

      await relays[name].open();
      expect(await untilDown(auren.url)).toMatchObject({ code: 200, status: 'ready' });
      await until('a whole reply', async () => (await chat(user, 'All is well again'))['partial'] === false);
      const head = BigInt((await column('select max(position) as id from log.events'))[0]!);
      await until('what waited for it has gone to where the head was', async () => {
        const text = 'select min(position) as id from work.checkpoints where processor = $1';
        return BigInt((await column(text, outlet))[0]!) >= head;
      });
      const expected = await column('select memory_id as id from read.memories where user_id = $1', user);
      expect(expected.length).toBeGreaterThan(2 * said);
      await until('everything is in the hot tier', async () => {
        const held = ids(await engines.hot([user]));
        return expected.every((id) => held.includes(id));
      });
      await until('everything is in the collection', async () => {
        const held = ids(await engines.cold());
        return expected.every((id) => held.includes(id));
      });
    },
  );

  it('nothing promised was lost, nothing is there twice, and every copy holds what the log says', async () => {
    const load = await steady.stop();
    expect([[...load.refused], [...load.unanswered]]).toEqual([[], []]);
    await untilSettled(auren.url, auren.adminToken);
    const stored = await column(`select event_id as id from log.events where type = 'WebhookReceived'`);
    expect(load.promised.filter((id) => !new Set(stored).has(id))).toEqual([]);
    expect((await column('select event_id as id from read.deliveries')).toSorted()).toEqual(
      stored.toSorted(),
    );
    const memories = await column('select memory_id as id from read.memories order by 1');
    expect(ids(await engines.cold())).toEqual(memories);

    const events = await column(
      `select event_id as id from log.events where type in
        ('ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted', 'NightAssessed', 'NightReassessed', 'NightWithdrawn')`,
    );
    const messages = await engines.published(events.length);
    expect([...new Set(messages.map(({ headers }) => headers['event-id']))].toSorted()).toEqual(
      events.toSorted(),
    );
  });
});
