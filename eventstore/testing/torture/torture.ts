import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createPostgresLog } from '../../postgres/postgres-log.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { ReaderOrders, ReaderVerdict } from './protocol.ts';
import { compareWithTable, startTailReaders, type TailReader } from './tail-reader.ts';
import { randomFrom } from './workload.ts';
import { startWriterProcess } from './writers.ts';

export interface TortureOptions {
  /** A migrated database of its own. */
  readonly url: string;
  /** Another database of the same server. */
  readonly otherDatabaseUrl: string;
  readonly seconds: number;
  readonly seed: number;
  readonly onProgress?: (progress: TortureProgress) => void;
  readonly progressEveryMs?: number;
}

export interface TortureProgress {
  readonly elapsedS: number;
  /** Answers to appends, by status. */
  readonly answers: Ledger['counts'];
  /** Records that the unsharded reader of this process has seen. */
  readonly seen: number;
  readonly killedProcesses: number;
  readonly killedConnections: number;
  readonly violations: number;
}

export interface TortureReport extends TortureProgress {
  readonly found: readonly string[];
  readonly records: number;
  readonly streams: number;
  /** Shortest distance that the two foreign transactions kept the oldest transaction id behind, in ids. */
  readonly heldBackBy: number;
}

const WRITER_PROCESSES = 3;
const WRITERS_EACH = 4;
const SHARDS = 4;
const READER_PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));

/**
 * Many writers on few streams, killed at random, beside readers that follow everything and two foreign transactions
 * that stay open throughout. Answers everything that was not as the log promises; nothing is the only good answer.
 */
export const runTorture = async (options: TortureOptions): Promise<TortureReport> => {
  const { url, seconds } = options;
  const random = randomFrom(options.seed);
  const run = randomUUID();
  const started = performance.now();
  const found: string[] = [];
  const ledger = createLedger();
  const pool = new pg.Pool({ connectionString: url, max: SHARDS + 3 });
  const log = createPostgresLog({ url, pool });
  const foreign = await Promise.all([holdTransaction(url), holdTransaction(options.otherDatabaseUrl)]);
  const readers = startTailReaders(log, SHARDS);
  const readerProcess = startReaderProcess({ url, shards: SHARDS });
  const writers = Array.from({ length: WRITER_PROCESSES }, (_, number) =>
    startWriterProcess(
      { url, run, seed: options.seed * 10 + number, writers: WRITERS_EACH },
      ledger,
      (what) => found.push(what),
    ),
  );

  let killedProcesses = 0;
  let killedConnections = 0;
  const stop = new AbortController();
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stop.signal }).catch(() => {});
  const killProcesses = async (): Promise<void> => {
    for (await pause(1_500); !stop.signal.aborted; await pause(500 + random() * 2_500)) {
      await writers[Math.floor(random() * writers.length)]!.killAndRestart();
      killedProcesses++;
    }
  };
  const killConnections = async (): Promise<void> => {
    for (await pause(1_000); !stop.signal.aborted; await pause(500 + random() * 1_500))
      killedConnections += await killOneWriterConnection(pool);
  };
  const progress = (): TortureProgress => ({
    elapsedS: (performance.now() - started) / 1_000,
    answers: { ...ledger.counts },
    seen: readers[0]!.seen.length,
    killedProcesses,
    killedConnections,
    violations: found.length + readers.reduce((sum, reader) => sum + reader.violations.length, 0),
  });
  const ticker = setInterval(() => options.onProgress?.(progress()), options.progressEveryMs ?? 10_000);

  const killing = Promise.all([killProcesses(), killConnections()]);
  await sleep(seconds * 1_000);
  stop.abort();
  await killing;
  await Promise.all(writers.map((writer) => writer.stop()));
  clearInterval(ticker);

  const heldBackBy = Math.min(...(await Promise.all(foreign.map((transaction) => transaction.heldBackBy()))));
  const head = await log.head();
  const verdict = readerProcess.finish(head);
  await Promise.all(readers.map((reader) => reader.finish(head)));
  found.push(...(await audit(pool, ledger, readers)));
  const theirs = await verdict;
  found.push(...theirs.violations.map((what) => `in the other process: ${what}`));
  const { rows } = await pool.query<{ records: string; streams: string }>(
    `select count(*) as records, (select count(*) from log.streams where version > 0) as streams from log.events`,
  );
  const records = Number(rows[0]!.records);
  if (theirs.seen !== records) found.push(`the other process saw ${theirs.seen} of ${records} records`);
  await Promise.all(foreign.map((transaction) => transaction.end()));
  await log.close();
  await pool.end();
  return {
    ...progress(),
    violations: found.length,
    found,
    records,
    streams: Number(rows[0]!.streams),
    heldBackBy,
  };
};

const audit = async (pool: pg.Pool, ledger: Ledger, readers: readonly TailReader[]): Promise<string[]> => [
  ...readers.flatMap((reader) => reader.violations),
  ...(await compareWithTable(pool, readers)),
  ...(await ledger.audit(pool)),
];

/** A transaction that has a transaction id and does nothing more: what stalls or fools logs that order by it. */
const holdTransaction = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ xid: string }>('begin')
    .then(() => client.query<{ xid: string }>('select pg_current_xact_id()::text as xid'));
  const own = Number(rows[0]!.xid);
  return {
    heldBackBy: async (): Promise<number> => {
      const { rows: now } = await client.query<{ next: string }>(
        'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
      );
      return Number(now[0]!.next) - own;
    },
    end: async (): Promise<void> => {
      await client.query('rollback');
      await client.end();
    },
  };
};

/** Takes a connection away while its statement runs. Answers how many. */
const killOneWriterConnection = async (pool: pg.Pool): Promise<number> => {
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from (
       select pid from pg_stat_activity
        where datname = current_database() and application_name = 'auren log writer' and state = 'active'
        order by random() limit 1) victim`,
  );
  return rowCount ?? 0;
};

const startReaderProcess = (orders: ReaderOrders) => {
  const child: ChildProcess = spawn(process.execPath, [READER_PROGRAM, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    finish: async (position: bigint): Promise<ReaderVerdict> => {
      child.stdin!.write(`${position}\n`);
      const { value, done } = await lines.next();
      return done === true
        ? { seen: 0, violations: ['the reader process ended without a word'] }
        : (JSON.parse(value as string) as ReaderVerdict);
    },
  };
};
