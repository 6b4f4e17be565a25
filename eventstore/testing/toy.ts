import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase } from '../../app/testing/test-database.ts';
import type { AppendResult, EventLog } from '../event-log.ts';
import { createEventStore, type Recorded } from '../event-store.ts';
import { createMemoryVault } from '../memory/memory-vault.ts';
import { createPostgresLog } from '../postgres/postgres-log.ts';
import { createSubjectKeys } from '../subject-keys.ts';
import type { Processor, Projection } from '../subscriptions/processor.ts';
import { type RunnerOptions, runProcessors } from '../subscriptions/runner.ts';
import { waitFor } from '../subscriptions/wait-for.ts';

export interface Counted {
  readonly type: 'Counted';
  readonly data: { readonly n: number; readonly poison?: boolean };
}
export interface ToyRow {
  readonly person: string;
  readonly stream: string;
  readonly n: number;
  readonly position: string;
}
export interface RunningWorker {
  /** Ends in order: pages are finished and leases given back. */
  stop(): Promise<void>;
}

/** A log, keys and the table of a toy projection, in a database of its own; the log there too unless one is given. */
export const createToyWorld = async (elsewhere?: EventLog) => {
  const database = await createTestDatabase();
  const { pool, url } = database;
  const log = elsewhere ?? createPostgresLog({ url, pool });
  const keys = createSubjectKeys(createMemoryVault(), randomBytes(32));
  const store = createEventStore(log, keys);
  // No key on purpose: what is handled twice shows as two rows. `seq` tells in which order.
  await pool.query(`create schema read;
    create table read.toy (seq bigserial, person text, stream text, n int, position bigint)`);

  const rows = async (): Promise<ToyRow[]> =>
    (await pool.query<ToyRow>('select person, stream, n, position from read.toy order by seq')).rows;
  const running: RunningWorker[] = [];

  return {
    ...database,
    log,
    keys,
    store,
    rows,
    /** Appends what one person counted. Answers the position of the last. */
    count: async (
      person: string,
      numbers: readonly (number | Counted['data'])[],
      stream = `count-${person}`,
    ) => {
      const events = numbers.map(
        (n): Counted => ({ type: 'Counted', data: typeof n === 'number' ? { n } : n }),
      );
      const result = await store.append(stream, 'any', events, {
        id: randomUUID(),
        correlationId: 'c',
        actor: 'test',
        subject: person,
      });
      return (result as Extract<AppendResult, { position: bigint }>).position;
    },
    start: (processor: Processor, options: Partial<RunnerOptions> = {}): RunningWorker => {
      const stop = new AbortController();
      const worker = `worker-${randomUUID()}`;
      const done = runProcessors({
        store,
        pool,
        processors: [processor],
        worker,
        signal: stop.signal,
        ...options,
      });
      done.catch(() => {});
      const handle = {
        stop: () => {
          stop.abort();
          return done;
        },
      };
      running.push(handle);
      return handle;
    },
    settled: async (processor: Processor) => waitFor(pool, processor.name, await store.head(), 20_000),
    /** A pool of its own for a worker that is to crash: ended, the worker can neither go on nor give back its leases. */
    ownPool: (): pg.Pool => {
      const own = new pg.Pool({ connectionString: url, max: 6 });
      own.on('error', () => {});
      return own;
    },
    close: async () => {
      await Promise.allSettled(running.map((worker) => worker.stop()));
      await log.close();
      await database.drop();
    },
  };
};
export type ToyWorld = Awaited<ReturnType<typeof createToyWorld>>;

export const insertToyRows = async (tx: pg.ClientBase, events: readonly Recorded[]): Promise<void> => {
  await tx.query(
    `insert into toy (person, stream, n, position)
     select * from unnest($1::text[], $2::text[], $3::int[], $4::bigint[])`,
    [
      events.map((event) => event.metadata.subject),
      events.map((event) => event.stream),
      events.map((event) => (event.data as Counted['data']).n),
      events.map((event) => event.position.toString()),
    ],
  );
};

/** Writes down every count; refuses poison. */
export const toyProjection = (over: Partial<Projection> = {}): Projection => ({
  kind: 'projection',
  name: `toy_${randomUUID().slice(0, 8)}`,
  version: 1,
  partitions: 1,
  handles: ['Counted'],
  tables: '',
  tableNames: ['toy'],
  apply: async (tx, events) => {
    await insertToyRows(tx, events);
    if (events.some((event) => (event.data as Counted['data']).poison))
      throw new Error('cannot count poison');
  },
  ...over,
});
