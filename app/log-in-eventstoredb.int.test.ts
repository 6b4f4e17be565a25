import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveWebhook } from '../commands/receive-webhook.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { isCoded } from '../domain/errors.ts';
import { BEGINNING, type EventLog } from '../eventstore/event-log.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createEventStoreDbLog } from '../eventstore/eventstoredb/eventstoredb-log.ts';
import {
  type FakeEventStoreDb,
  startFakeEventStoreDb,
} from '../eventstore/eventstoredb/testing/start-fake-eventstoredb.ts';
import { createPostgresLog } from '../eventstore/postgres/postgres-log.ts';
import { createPostgresVault } from '../eventstore/postgres/postgres-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { processorStatus } from '../eventstore/subscriptions/lag.ts';
import { listParked } from '../eventstore/subscriptions/parking.ts';
import type { Processor } from '../eventstore/subscriptions/processor.ts';
import { replayParked } from '../eventstore/subscriptions/replay-parked.ts';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import { waitFor, waitForFlow } from '../eventstore/subscriptions/wait-for.ts';
import { until } from '../eventstore/testing/until.ts';
import { rebuild } from '../projections/rebuild.ts';
import { providerNamed } from '../providers/registry.ts';
import { connectReads } from './database/connect.ts';
import { createProcessors, projections } from './processors.ts';
import { ensureReadTables } from './read-models.ts';
import { simulateNights } from './simulation/person.ts';
import { terraBodies } from './simulation/terra-bodies.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const LAST_NIGHT = '2026-03-31';
const bodiesOf = (userId: string, count: number): string[] =>
  simulateNights(11, count, LAST_NIGHT).flatMap((night) => terraBodies(userId, night));
/** As if with seconds of samples: more than one record of the server can hold. */
const padded = (body: string, bytes: number): string =>
  JSON.stringify({ ...JSON.parse(body), padding: 'x'.repeat(bytes) });

/** Everything a worker has, over a log of any kind and a database for all else. */
const createApp = (database: TestDatabase, log: EventLog, masterKey: Buffer) => {
  const { pool } = database;
  const db = connectReads(pool);
  const store = createEventStore(log, createSubjectKeys(createPostgresVault(pool), masterKey));
  const processors = createProcessors({ store, pool, db, ruleset: coreRuleset.id });
  const parked: string[] = [];
  return {
    pool,
    store,
    processors,
    parked,
    receive: (body: string) => receive(store, body),
    work: (over: readonly Processor[] = processors) => {
      const stop = new AbortController();
      const done = runProcessors({
        store,
        pool,
        processors: over,
        worker: randomUUID(),
        signal: stop.signal,
        onParked: (name, { type }) => parked.push(`${name} ${type}`),
      });
      return async () => {
        stop.abort();
        await done;
      };
    },
    settled: () =>
      waitForFlow(store, processors, ({ name }, position) => waitFor(pool, name, position, 60_000)),
    /** What was decided of each night, without ids and times. */
    nights: async () => {
      const { rows } = await pool.query<{ date: string; state: string }>(
        `select date::text, decision->>'state' as state, decision->>'confidence' as confidence,
                decision->'features' as features
           from read.nights order by user_id, date`,
      );
      return rows;
    },
    rebuilt: async () => {
      const differing: string[] = [];
      for (const projection of projections)
        if (!(await rebuild(pool, store, projection)).identical) differing.push(projection.name);
      return differing;
    },
  };
};

const receive = async (store: EventStore, body: string): Promise<boolean> => {
  const bytes = Buffer.from(body);
  const delivery = providerNamed('terra')!.describe(
    { headers: {}, query: {}, body: bytes },
    JSON.parse(body),
  );
  const { duplicate } = await receiveWebhook(store, {
    provider: 'terra',
    delivery,
    provedBy: 'test',
    body: bytes,
    receivedAt: '2026-04-01T08:00:00.000Z',
    correlationId: randomUUID(),
  });
  return duplicate;
};

describe('the whole flow with its log in EventStoreDB and all else in PostgreSQL', () => {
  let server: FakeEventStoreDb;
  let database: TestDatabase;
  let log: EventLog;
  let app: ReturnType<typeof createApp>;
  const closing: (() => Promise<unknown>)[] = [];

  const openDatabase = async (): Promise<TestDatabase> => {
    const opened = await createTestDatabase();
    closing.push(() => opened.drop());
    await ensureReadTables(opened.pool);
    return opened;
  };

  beforeEach(async () => {
    server = await startFakeEventStoreDb();
    closing.push(() => server.close());
    database = await openDatabase();
    log = createEventStoreDbLog({ url: server.connectionString, retryForMs: 500 });
    closing.push(() => log.close());
    app = createApp(database, log, randomBytes(32));
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  it('makes the same nights as with the log in PostgreSQL, of bodies of any size, and the same again when rebuilt', async () => {
    const bodies = bodiesOf('ada', 20).map((body, i) => (i % 10 === 0 ? padded(body, 3_000_000) : body));
    const stop = app.work();
    const answers = await Promise.all([...bodies, ...bodies.slice(0, 12)].map(app.receive));
    expect(answers.filter((duplicate) => duplicate)).toHaveLength(12);
    await app.settled();
    const nights = await app.nights();
    expect(nights).toHaveLength(20);
    expect(nights.at(-1)!.state).not.toBe('insufficient_data');
    expect(app.parked).toEqual([]);
    expect(await app.rebuilt()).toEqual([]);
    await stop();

    const other = await openDatabase();
    const postgres = createPostgresLog({ url: other.url, pool: other.pool });
    closing.push(() => postgres.close());
    const same = createApp(other, postgres, randomBytes(32));
    const stopOther = same.work();
    await Promise.all(bodies.map(same.receive));
    await same.settled();
    expect(await same.nights()).toEqual(nights);
    await stopOther();
  });

  it('loses and repeats nothing when the server goes away in the middle and comes back', async () => {
    const bodies = bodiesOf('ada', 24).map((body, i) => (i % 12 === 0 ? padded(body, 2_000_000) : body));
    const stop = app.work();
    /** As providers do: until it is accepted. */
    const deliver = async (body: string): Promise<number> => {
      for (let refused = 0; ; refused++)
        try {
          await app.receive(body);
          return refused;
        } catch (error) {
          if (!isCoded(error, 'engine_unavailable')) throw error;
        }
    };
    const half = bodies.length / 2;
    await Promise.all(bodies.slice(0, half).map(deliver));
    const rest = Promise.all(bodies.slice(half).map(deliver));
    await server.goDown();
    const during = deliver(bodies[0]!);
    await until('a refusal', async () => {
      try {
        await app.receive(bodies[1]!);
        return false;
      } catch (error) {
        return isCoded(error, 'engine_unavailable');
      }
    });
    await expect(app.store.head()).rejects.toMatchObject({ code: 'engine_unavailable' });
    await server.comeBack();
    await Promise.all([rest, during]);
    await app.settled();

    expect(await app.nights()).toHaveLength(24);
    expect(app.parked).toEqual([]);
    const { events } = await app.store.readAll(BEGINNING, 10_000, { types: ['WebhookReceived'] });
    expect(new Set(events.map(({ id }) => id)).size).toBe(bodies.length);
    expect(events).toHaveLength(bodies.length);
    const { rows } = await database.pool.query('select from read.deliveries');
    expect(rows).toHaveLength(bodies.length);
    expect(await app.rebuilt()).toEqual([]);
    await stop();
  });

  it('parks what a projection cannot handle, and replays it by its position', async () => {
    let broken = true;
    const poisoned = app.processors.map((processor): Processor => {
      if (processor.kind !== 'projection' || processor.name !== 'deliveries') return processor;
      return {
        ...processor,
        apply: async (tx, events) => {
          if (broken && events.some(({ metadata }) => metadata.subject === 'bob')) throw new Error('poison');
          await processor.apply(tx, events);
        },
      };
    });
    const deliveries = poisoned.find(({ name }) => name === 'deliveries')!;
    const stop = app.work(poisoned);
    await Promise.all([...bodiesOf('ada', 3), ...bodiesOf('bob', 3)].map(app.receive));
    await app.settled();
    // Six deliveries, and that bob is connected now.
    const { length: held } = await listParked(database.pool, 'deliveries');
    expect(held).toBe(7);
    expect(await replayParked(database.pool, app.store, deliveries)).toEqual({
      replayed: 0,
      remaining: held,
      error: 'Error: poison',
    });
    broken = false;
    expect(await replayParked(database.pool, app.store, deliveries)).toEqual({
      replayed: held,
      remaining: 0,
    });
    expect(await app.rebuilt()).toEqual([]);
    await stop();
  });

  it('tells its lag in events, though positions there are bytes', async () => {
    const bodies = bodiesOf('ada', 4);
    const stop = app.work();
    await Promise.all(bodies.slice(0, 4).map(app.receive));
    await app.settled();
    await stop();
    const status = async () => {
      const all = await processorStatus(database.pool, app.store, app.processors, new Date());
      return Object.fromEntries(all.map(({ name, lag_events: lag }) => [name, lag]));
    };
    expect(new Set(Object.values(await status()))).toEqual(new Set([0]));
    await Promise.all(bodies.slice(4).map((body) => app.receive(padded(body, 1_500_000))));
    expect(await status()).toMatchObject({
      deliveries: bodies.length - 4,
      normalise: bodies.length - 4,
      nights: 0,
    });
  });
});
