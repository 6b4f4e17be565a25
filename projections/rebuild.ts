import type pg from 'pg';
import { CodedError } from '../domain/errors.ts';
import { BEGINNING, type Position } from '../eventstore/event-log.ts';
import type { EventStore, Recorded } from '../eventstore/event-store.ts';
import { registerProcessor } from '../eventstore/subscriptions/checkpoints.ts';
import { type Projection, READ_SCHEMA } from '../eventstore/subscriptions/processor.ts';

export interface TableComparison {
  readonly table: string;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly identical: boolean;
}
export interface RebuildReport {
  readonly projection: string;
  readonly events: number;
  readonly durationMs: number;
  readonly identical: boolean;
  readonly tables: readonly TableComparison[];
}
export interface RebuildProgress {
  readonly projection: string;
  readonly events: number;
  readonly position: Position;
  readonly goal: Position;
}

const PAGE_SIZE = 2_000;
const PREVIOUS_SCHEMA = 'read_previous';

/** Makes the live tables where they are missing. Answers whether any was. */
export const ensureTables = async (pool: pg.Pool, projection: Projection): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(4702111234474983746)`);
    await client.query(`create schema if not exists ${READ_SCHEMA}`);
    const { rows } = await client.query<{ missing: boolean }>(
      'select bool_or(to_regclass(format($2, t)) is null) as missing from unnest($1::text[]) t',
      [projection.tableNames, `${READ_SCHEMA}.%I`],
    );
    await client.query(`set local search_path = ${READ_SCHEMA}, public; ${projection.tables}; commit`);
    return rows[0]!.missing;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
};

interface Building {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projection: Projection;
  readonly schema: string;
}

/**
 * Builds the projection beside the live one from the beginning of the log, compares, and swaps in one
 * transaction: readers never see a half-built table. The previous tables stay in `read_previous`.
 */
export const rebuild = async (
  pool: pg.Pool,
  store: EventStore,
  projection: Projection,
  onProgress: (progress: RebuildProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<RebuildReport> => {
  const started = performance.now();
  const schema = `rebuild_${projection.name}`;
  const building: Building = { pool, store, projection, schema };
  await ensureTables(pool, projection);
  await registerProcessor(pool, projection);
  await createShadow(building);
  const parked = await parkedPositions(building);
  const goal = await liveGoal(building);
  let position = BEGINNING;
  let events = 0;
  while (position < goal) {
    signal?.throwIfAborted();
    const page = await readPage(building, position, goal, parked);
    await inSchema(building, (client) => applyTo(projection, client, page.events));
    events += page.events.length;
    position = page.position;
    onProgress({ projection: projection.name, events, position, goal });
  }
  const tables = await inSchema(building, async (client) => {
    const live = projection.tableNames.map((table) => `${READ_SCHEMA}.${table}`).join(', ');
    await client.query(`lock table ${live} in access exclusive mode`);
    const target = await lockCheckpoints(client, projection, goal);
    while (position < target) {
      const page = await readPage(building, position, target, parked);
      await applyTo(projection, client, page.events);
      events += page.events.length;
      position = page.position;
    }
    const comparison = await compare(client, projection, schema);
    await swap(client, projection, schema);
    await client.query('update work.checkpoints set position = $2, version = $3 where processor = $1', [
      projection.name, target.toString(), projection.version,
    ]);
    return comparison;
  });
  await pool.query(`drop schema ${schema} cascade`);
  return {
    projection: projection.name,
    events,
    durationMs: performance.now() - started,
    identical: tables.every((table) => table.identical),
    tables,
  };
};

const createShadow = async ({ pool, projection, schema }: Building): Promise<void> => {
  await pool.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  const client = await pool.connect();
  try {
    await client.query(`begin; set local search_path = ${schema}, public; ${projection.tables}; commit`);
  } finally {
    client.release();
  }
};

const parkedPositions = async ({ pool, projection }: Building): Promise<Set<string>> => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from work.parked where processor = $1',
    [projection.name],
  );
  return new Set(rows.map((row) => row.position));
};

/** Where the live projection stands: both are compared at the same place. At the beginning: the log's head. */
const liveGoal = async ({ pool, store, projection }: Building): Promise<Position> => {
  const { rows } = await pool.query<{ position: string }>(
    'select max(position) as position from work.checkpoints where processor = $1',
    [projection.name],
  );
  const live = BigInt(rows[0]?.position ?? 0);
  return live > BEGINNING ? live : store.head();
};

const lockCheckpoints = async (client: pg.ClientBase, projection: Projection, goal: Position): Promise<Position> => {
  const { rows } = await client.query<{ position: string }>(
    'select position from work.checkpoints where processor = $1 for update',
    [projection.name],
  );
  return rows.map((row) => BigInt(row.position)).reduce((a, b) => (a > b ? a : b), goal);
};

const readPage = async (
  { store, projection }: Building,
  after: Position,
  goal: Position,
  parked: ReadonlySet<string>,
): Promise<{ events: readonly Recorded[]; position: Position }> => {
  const page = await store.readAll(after, PAGE_SIZE, { types: projection.handles });
  const events = page.events.filter((event) => event.position <= goal && !parked.has(event.position.toString()));
  return { events, position: page.position < goal ? page.position : goal };
};

const applyTo = async (projection: Projection, client: pg.ClientBase, events: readonly Recorded[]): Promise<void> => {
  const broken = events.find((event) => event.unreadable !== undefined);
  if (broken !== undefined)
    throw new CodedError('event_unreadable', 500, `event ${broken.id} does not decode: ${broken.unreadable}`);
  if (events.length > 0) await projection.apply(client, events);
};

const inSchema = async <T>({ pool, schema }: Building, work: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query(
      `begin; set local synchronous_commit = off; set local lock_timeout = '30s'; set local search_path = ${schema}, public`,
    );
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
};

/** Row counts and an order-independent hash of every row's text. */
const compare = async (
  client: pg.ClientBase,
  projection: Projection,
  schema: string,
): Promise<TableComparison[]> => {
  const comparisons: TableComparison[] = [];
  for (const table of projection.tableNames) {
    const print = async (of: string) => {
      const { rows } = await client.query<{ rows: string; hash: string }>(
        `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as hash from ${of}.${table} t`,
      );
      return rows[0]!;
    };
    const before = await print(READ_SCHEMA);
    const after = await print(schema);
    comparisons.push({
      table,
      rowsBefore: Number(before.rows),
      rowsAfter: Number(after.rows),
      identical: before.rows === after.rows && before.hash === after.hash,
    });
  }
  return comparisons;
};

const swap = async (client: pg.ClientBase, projection: Projection, schema: string): Promise<void> => {
  await client.query(`create schema if not exists ${PREVIOUS_SCHEMA}`);
  for (const table of projection.tableNames) {
    await client.query(`drop table if exists ${PREVIOUS_SCHEMA}.${table} cascade`);
    await client.query(`alter table ${READ_SCHEMA}.${table} set schema ${PREVIOUS_SCHEMA}`);
    await client.query(`alter table ${schema}.${table} set schema ${READ_SCHEMA}`);
  }
};
