import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CodedError } from '../../domain/errors.ts';
import { checkAppend } from '../append-check.ts';
import type { AppendResult, EventLog, LogPage, ReadFilter, StoredRecord } from '../event-log.ts';
import { createGroupCommit, type GroupCommitLimits, type QueuedAppend } from '../group-commit.ts';
import { appendGroup } from './append-group.ts';
import { createAppendedSignal } from './appended-signal.ts';
import { failureOf } from './failures.ts';

export interface PostgresLogOptions {
  readonly url: string;
  /** For reads; the log opens one more connection for appends and one to announce and hear of them. */
  readonly pool: pg.Pool;
  readonly limits?: Partial<GroupCommitLimits>;
  /** How long a group is retried before its outcome is reported as unknown. */
  readonly retryForMs?: number;
  readonly onGroup?: (group: { appends: number; durationMs: number }) => void;
}

const LIMITS: GroupCommitLimits = {
  maxAppends: 500,
  maxBytes: 16 * 1024 * 1024,
  maxQueuedAppends: 20_000,
  maxQueuedBytes: 256 * 1024 * 1024,
};

/** A page never holds much more than this, so that large bodies cannot fill the memory. */
const PAGE_BYTES = 16 * 1024 * 1024;

interface Row {
  head: string;
  found: string | null;
  position: string | null;
  stream: string;
  version: string;
  event_id: string;
  type: string;
  schema_version: number;
  metadata: StoredRecord['metadata'];
  data: Buffer;
  recorded_at: Date;
}

const COLUMNS = 'position, stream, version, event_id, type, schema_version, metadata, data, recorded_at';

export type PostgresLog = EventLog & { depth(): { appends: number; bytes: number } };

export const createPostgresLog = (options: PostgresLogOptions): PostgresLog => {
  const { pool } = options;
  const retryForMs = options.retryForMs ?? 10_000;
  const signal = createAppendedSignal(options.url);
  let writer: pg.Client | undefined;
  let accepting = true;
  let closed = false;

  const connectWriter = async (): Promise<pg.Client> => {
    if (writer !== undefined) return writer;
    const client = new pg.Client({
      connectionString: options.url,
      application_name: 'auren log writer',
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
      options:
        '-c synchronous_commit=on -c lock_timeout=2s -c statement_timeout=20s -c default_transaction_isolation=read\\ committed',
    });
    client.on('error', () => dropWriter(client));
    await client.connect();
    writer = client;
    return client;
  };
  const dropWriter = (client: pg.Client | undefined): void => {
    if (client === writer) writer = undefined;
    client?.end().catch(() => {});
  };

  const unavailable = (cause: unknown): CodedError =>
    new CodedError('engine_unavailable', 503, 'the event log did not confirm the append', {
      cause,
      retryAfterS: 2,
    });

  /** Retrying is safe: record ids make a second commit of the same group a duplicate. */
  const commit = async (group: readonly QueuedAppend[]): Promise<AppendResult[]> => {
    const deadline = performance.now() + retryForMs;
    for (let attempt = 1; ; attempt++) {
      let client: pg.Client | undefined;
      try {
        client = await connectWriter();
        return await appendGroup(client, group);
      } catch (error) {
        if (failureOf(error) === 'data') throw error;
        dropWriter(client);
        if (closed || performance.now() >= deadline) throw unavailable(error);
        await sleep(Math.min(1_000, 20 * 2 ** attempt) * (0.5 + Math.random() / 2));
      }
    }
  };

  /** A record that the engine refuses must not fail its neighbours: halve until it stands alone. */
  const commitOrIsolate = async (group: readonly QueuedAppend[]): Promise<(AppendResult | CodedError)[]> => {
    try {
      return await commit(group);
    } catch (error) {
      if (failureOf(error) !== 'data') return group.map(() => unavailable(error));
      if (group.length === 1)
        return [new CodedError('append_invalid', 500, 'the log refused the record', { cause: error })];
      const middle = group.length >> 1;
      return [
        ...(await commitOrIsolate(group.slice(0, middle))),
        ...(await commitOrIsolate(group.slice(middle))),
      ];
    }
  };

  const groups = createGroupCommit(
    async (group) => {
      const started = performance.now();
      const results = await commitOrIsolate(group);
      options.onGroup?.({ appends: group.length, durationMs: performance.now() - started });
      signal.announce();
      return results;
    },
    { ...LIMITS, ...options.limits },
  );

  return {
    append: async (stream, expected, records) => {
      checkAppend(stream, expected, records);
      if (!accepting) throw unavailable(new Error('the log is closed'));
      return groups.append({ stream, expected, records });
    },
    readStream: async (stream, after = 0) => {
      const { rows } = await pool.query<Row>({
        name: 'read_stream',
        text: `select ${COLUMNS} from log.events where stream = $1 and version > $2 order by version`,
        values: [stream, after],
      });
      return rows.map(toRecord);
    },
    readAll: (after, limit, filter) => readAll(pool, after, limit, filter),
    readAt: async (position) => {
      const { rows } = await pool.query<Row>({
        name: 'read_at',
        text: `select ${COLUMNS} from log.events where position = $1`,
        values: [position.toString()],
      });
      return rows.map(toRecord)[0];
    },
    head: async () => {
      const { rows } = await pool.query<{ head: string }>(
        'select coalesce(max(position), 0) as head from log.events',
      );
      return BigInt(rows[0]!.head);
    },
    onAppended: signal.onAppended,
    depth: groups.depth,
    close: async () => {
      accepting = false;
      await groups.idle();
      closed = true;
      await Promise.all([signal.close(), writer?.end()]);
    },
  };
};

/** Head and page come from one snapshot, so an incomplete page really means "nothing more up to head". */
const readAll = async (
  pool: pg.Pool,
  after: bigint,
  limit: number,
  filter: ReadFilter = {},
): Promise<LogPage> => {
  const { rows } = await pool.query<Row>({
    name: 'read_all',
    text: `select h.head, e.*
       from (select coalesce(max(position), 0) as head from log.events) h
       left join lateral (
         select * from (
           select p.*, count(*) over () as found,
                  sum(octet_length(data)) over (order by position) - octet_length(data) as bytes_before
             from (select ${COLUMNS} from log.events
                    where position > $1 and ($3::text[] is null or type = any ($3))
                      and ($4::int is null or shard % $4 = $5)
                    order by position limit $2) p) q
          where bytes_before < ${PAGE_BYTES}) e on true
      order by e.position`,
    values: [
      after.toString(),
      limit,
      filter.types ?? null,
      filter.shard?.count ?? null,
      filter.shard?.index ?? null,
    ],
  });
  const records = rows.filter((row) => row.position !== null).map(toRecord);
  const head = BigInt(rows[0]!.head);
  const last = records.at(-1)?.position ?? after;
  const complete = records.length < limit && Number(rows[0]!.found ?? 0) === records.length;
  return { records, position: complete && head > last ? head : last };
};

const toRecord = (row: Row): StoredRecord => ({
  id: row.event_id,
  type: row.type,
  schemaVersion: row.schema_version,
  data: row.data,
  metadata: row.metadata,
  stream: row.stream,
  version: Number(row.version),
  position: BigInt(row.position!),
  recordedAt: row.recorded_at.toISOString(),
});
