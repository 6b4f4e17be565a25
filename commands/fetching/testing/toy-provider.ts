import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '../../../app/testing/test-database.ts';
import { createEventStore } from '../../../eventstore/event-store.ts';
import { createMemoryLog } from '../../../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../../../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../../../eventstore/subject-keys.ts';
import type { ApiCalls, FetchedRecord, ProviderApi } from '../../../providers/api.ts';
import type { Provider } from '../../../providers/provider.ts';
import { createEnrich } from '../../enrich.ts';
import { receiveWebhook } from '../../receive-webhook.ts';
import { createFetchQueue } from '../fetch-queue.ts';
import { type FetchWorkerOptions, runFetchWorker } from '../fetch-worker.ts';
import { reconcile } from '../reconciliations.ts';

/** What the toy answers to a path; an error is thrown. */
export type Answer = (path: string, externalUser: string) => unknown;

const api: ProviderApi = {
  url: 'https://toy.invalid',
  oauth: {
    authorizeUrl: 'https://toy.invalid/authorize',
    authorizePath: '/authorize',
    tokenPath: '/token',
    scopes: [],
    pkce: false,
    clientAuthentication: 'post',
  },
  budget: [{ requests: 100, perS: 60 }],
  notFoundPatienceS: 3_600,
  sweepOverlapS: 86_400,
  fetchAccount: async () => 'x',
  fetchRecord: async ({ call }, { collection, recordId }) => {
    const body = (await call({ path: `/${collection}/${recordId}` })) as { ordering: number };
    return [{ collection, recordId, ordering: body.ordering, body }];
  },
  fetchWindow: async function* ({ call }, { from, to }) {
    const pages = (await call({ path: '/all', query: { from, to } })) as FetchedRecord[][];
    yield* pages;
  },
  mapRecord: () => [],
};

export const toy: Provider = {
  name: 'toy',
  title: 'Toy',
  settings: [],
  maxBytes: 1_000,
  api,
  describe: (_request, body) => {
    const { user, trace } = body as { user: string; trace: string };
    return {
      externalUser: user,
      userId: null,
      deliveryId: trace,
      identity: trace,
      eventType: 'sleep',
      ordering: null,
    };
  },
  normalise: (_delivery, body) => ({
    documents: [],
    connections: [],
    notices: (body as { ids: string[] }).ids.map((recordId) => ({ collection: 'sleep', recordId })),
  }),
};
const providerNamed = (name: string): Provider | undefined => (name === 'toy' ? toy : undefined);

/** A log, a database with its queue, and people who are connected to the toy: each AUREN user `user-<external>`. */
export const createToyWorld = async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  const store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), randomBytes(32)));
  const queue = createFetchQueue(pool);
  await queue.install();
  const connected = new Map<string, Date>();
  const enrich = createEnrich({ pool, queue, providerNamed, waitForPeople: async () => {} });
  const workers: { stop(): Promise<void> }[] = [];
  let traces = 0;
  const retries: unknown[] = [];

  const startWorker = (answer: Answer, options: Partial<FetchWorkerOptions> = {}) => {
    const stop = new AbortController();
    const apiCalls: ApiCalls =
      (_provider, externalUser) =>
      async ({ path }) => {
        const given = await answer(path, externalUser);
        if (given instanceof Error) throw given;
        return given;
      };
    const done = runFetchWorker({
      pool,
      queue: createFetchQueue(pool),
      store,
      providerNamed,
      apiCalls,
      findConnectedUser: async (_provider, externalUser) =>
        connected.has(externalUser) ? `user-${externalUser}` : null,
      now: () => Date.now(),
      random: () => 0,
      width: 8,
      onRetry: (error) => retries.push(error),
      signal: stop.signal,
      ...options,
    });
    const worker = {
      stop: async () => {
        stop.abort();
        await done;
      },
    };
    workers.push(worker);
    return worker;
  };

  return {
    ...database,
    store,
    queue,
    enrich,
    connected,
    /** What workers took for a database that is away. */
    retries,
    startWorker,
    /** A webhook that names these records. Answers what `enrich` would see. */
    notify: async (user: string, ...ids: string[]) => {
      const body = { user, ids, trace: `t${++traces}` };
      const bytes = Buffer.from(JSON.stringify(body));
      await receiveWebhook(store, {
        provider: 'toy',
        delivery: toy.describe({ headers: {}, query: {}, body: bytes }, body),
        provedBy: 'test',
        body: bytes,
        receivedAt: new Date().toISOString(),
        correlationId: body.trace,
      });
      const { events } = await store.readAll(0n, 10_000, { types: ['WebhookReceived'] });
      return events.slice(-1);
    },
    fetchedRecords: async (): Promise<string[]> => {
      const { events } = await store.readAll(0n, 10_000, { types: ['ProviderDocumentFetched'] });
      return events.map((event) => (event.data as { recordId: string }).recordId);
    },
    sweep: (now: number) =>
      reconcile({
        pool,
        queue,
        providerNamed,
        liveConnections: async () =>
          [...connected].map(([externalUser, since]) => ({ provider: 'toy', externalUser, since })),
        now: () => now,
        random: () => 0,
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await database.drop();
    },
  };
};
export type ToyWorld = Awaited<ReturnType<typeof createToyWorld>>;
