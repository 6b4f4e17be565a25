import type pg from 'pg';
import { inTransaction } from '../../eventstore/postgres/transaction.ts';
import type { ColdCollection, ColdEngine, ColdMemory } from './cold-memory.ts';
import { collectionOf, DEFAULT_PREFIX, isOurs } from './collection.ts';
import { inBatches, newestByKey, readyToStore, refuseMisfit } from './entries.ts';
import { createPostgresCall, isMissingTable, type PostgresCall } from './postgres-calls.ts';
import { nearestInPostgres } from './postgres-nearest.ts';
import { columnsOf, RECORD_COLUMNS, type RecordRow, recordOfRow, vectorBytes } from './postgres-rows.ts';

const BATCH = 500;

/** Two that make the same tables at once would fail each other. */
const MAKING_TABLES = 0x636f6c64;

const catalogue = `
create schema if not exists cold;
create table if not exists cold.collections (
  name        text primary key,
  embedder_id text not null,
  dimension   integer not null,
  made_at     timestamptz not null default now()
);`;

const table = (name: string): string => `
create table if not exists cold.${name} (
  user_id          text collate "C" not null,
  memory_id        text collate "C" not null,
  kind             text not null,
  text             text not null,
  occurred_at      text not null,
  source_event_ids text[] not null,
  vector           bytea not null,
  primary key (user_id, memory_id)
);`;

/**
 * Cold memory in PostgreSQL, one table a collection in a schema of its own: filled by the same process manager as Chroma,
 * so no transaction is held open while an embedder is asked, and a rebuild of the read models does not embed again.
 * A vector is a `bytea` of float4 and the cosine is taken here: over 3,000 memories of 1,024 numbers that was four times
 * as fast as `sum` over `unnest` of a `real[]`.
 */
export const createPostgresEngine = (pool: pg.Pool): ColdEngine => {
  const call = createPostgresCall();
  const collections = (signal: AbortSignal): Promise<ColdCollection[]> => call(signal, () => listed(pool));
  return {
    name: 'postgres',
    open: (embedder) => openTable(pool, call, collectionOf(DEFAULT_PREFIX, embedder)),
    collections,
    drop: ({ name }, signal) =>
      call(signal, async () => {
        if (!(await listed(pool)).some((known) => known.name === name)) return;
        await inTransaction(pool, '', async (tx) => {
          await tx.query(`drop table if exists cold.${name}`);
          await tx.query('delete from cold.collections where name = $1', [name]);
        });
      }),
  };
};

/** Names are put into statements: only those of the form we give are taken from the table. */
const listed = async (pool: pg.Pool): Promise<ColdCollection[]> => {
  const { rows } = await pool
    .query<{ name: string; embedder_id: string; dimension: number }>(
      'select name, embedder_id, dimension from cold.collections order by made_at, name',
    )
    .catch((error) => {
      if (isMissingTable(error)) return { rows: [] };
      throw error;
    });
  return rows
    .filter(({ name }) => isOurs(DEFAULT_PREFIX, name))
    .map(({ name, embedder_id, dimension }) => ({ name, embedderId: embedder_id, dimension }));
};

const openTable = (pool: pg.Pool, call: PostgresCall, collection: ColdCollection): ColdMemory => {
  const { name, dimension } = collection;
  const exists = (signal: AbortSignal): Promise<boolean> =>
    call(signal, async () => {
      const { rows } = await pool.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
        `cold.${name}`,
      ]);
      return rows[0]!.there && (await listed(pool)).some((known) => known.name === name);
    });
  const count = (signal: AbortSignal): Promise<number> =>
    call(signal, async () => {
      const { rows } = await pool.query<{ n: string }>(`select count(*) as n from cold.${name}`);
      return Number(rows[0]!.n);
    });

  return {
    engine: 'postgres',
    collection,
    exists,
    prepare: (signal) =>
      call(signal, () =>
        inTransaction(pool, `select pg_advisory_xact_lock(${MAKING_TABLES})`, async (tx) => {
          await tx.query(catalogue + table(name));
          await tx.query(
            'insert into cold.collections (name, embedder_id, dimension) values ($1, $2, $3) on conflict do nothing',
            [name, collection.embedderId, dimension],
          );
        }),
      ),
    upsert: async (entries, signal) => {
      const ready = readyToStore(entries, dimension);
      await call(signal, () =>
        inBatches(ready, BATCH, (batch) =>
          pool.query(
            `insert into cold.${name} (${RECORD_COLUMNS}, vector)
             select user_id, memory_id, kind, text, occurred_at,
                    array(select jsonb_array_elements_text(source_event_ids::jsonb)), vector
               from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
                    as m (${RECORD_COLUMNS}, vector)
             on conflict (user_id, memory_id) do update
                set kind = excluded.kind, text = excluded.text, occurred_at = excluded.occurred_at,
                    source_event_ids = excluded.source_event_ids, vector = excluded.vector`,
            [...columnsOf(batch), batch.map(({ vector }) => vectorBytes(vector))],
          ),
        ),
      );
    },
    remove: (memories, signal) =>
      call(signal, () =>
        inBatches(newestByKey(memories), BATCH, (batch) =>
          pool.query(
            `delete from cold.${name} t using unnest($1::text[], $2::text[]) as gone (user_id, memory_id)
              where t.user_id = gone.user_id and t.memory_id = gone.memory_id`,
            [batch.map(({ userId }) => userId), batch.map(({ memoryId }) => memoryId)],
          ),
        ),
      ),
    forgetUser: (userId, signal) =>
      call(signal, async () => {
        for (const known of await listed(pool))
          await pool.query(`delete from cold.${known.name} where user_id = $1`, [userId]);
      }),
    query: async (userId, vector, limit, signal) => {
      refuseMisfit(vector, dimension, 'a query');
      if (limit < 1) return [];
      // Vectors and texts of one moment: a memory that changes meanwhile is answered as it was or not at all.
      const settings = 'set transaction isolation level repeatable read read only';
      return call(signal, () =>
        inTransaction(pool, settings, (tx) =>
          nearestInPostgres(tx, `cold.${name}`, userId, vector, limit, signal),
        ),
      );
    },
    list: (offset, limit, signal) =>
      call(signal, async () => {
        const { rows } = await pool.query<RecordRow>(
          `select ${RECORD_COLUMNS} from cold.${name} order by user_id, memory_id offset $1 limit $2`,
          [offset, limit],
        );
        return rows.map(recordOfRow);
      }),
    count,
    check: async (signal) => {
      const started = performance.now();
      const version = await call(signal, async () => {
        const { rows } = await pool.query<{ server_version: string }>('show server_version');
        return rows[0]!.server_version;
      });
      const latencyMs = performance.now() - started;
      return { version, latencyMs, memories: (await exists(signal)) ? await count(signal) : undefined };
    },
  };
};
