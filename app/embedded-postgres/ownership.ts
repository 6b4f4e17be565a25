import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { PreparedDirectory } from './data-directory.ts';
import { EmbeddedPostgresError, errorMessage } from './error.ts';
import { ensureDatabase, isUnreachable, letLoopEnd, takeOwnerLock } from './lock.ts';
import { type Postmaster, readyPostmaster, stopPostmaster } from './postmaster.ts';
import { isPostmasterOf } from './process-identity.ts';

export const DATABASE = 'auren';
const ATTEMPTS = 10;
const RETRY_MS = 200;
const RETAKE_LIMIT_MS = 30_000;

type Log = (message: string) => void;

export interface OwnedServer {
  readonly postmaster: Postmaster;
  /** Its session holds the lock. */
  readonly client: pg.Client;
}

/**
 * Brings up the server and takes its lock. Of two apps that come at once either may have launched the server; the one
 * that gets the lock has it, the other leaves it running.
 *
 * @throws {EmbeddedPostgresError} `data_directory_in_use`, `postgres_start_failed`, `unsupported_platform`.
 */
export async function ownServer(prepared: PreparedDirectory, log: Log): Promise<OwnedServer> {
  let cause: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const postmaster = await readyPostmaster(prepared, log);
    let client: pg.Client | null = null;
    try {
      const outcome = await takeOwnerLock({ port: postmaster.port, password: prepared.password });
      if (outcome.kind === 'taken') {
        client = outcome.client;
        await ensureDatabase(client, DATABASE);
        return { postmaster, client };
      }
      if (outcome.kind === 'in_use') throw inUse(prepared.dataDir, outcome.ownerPid);
      cause = outcome.cause;
    } catch (error) {
      await client?.end().catch(() => undefined);
      if (!isUnreachable(error)) {
        const isOthers = error instanceof EmbeddedPostgresError && error.code === 'data_directory_in_use';
        if (!postmaster.adopted && !isOthers) await stopPostmaster(postmaster.pid, prepared.directory, log);
        throw error;
      }
      cause = error;
    }
    await pause(RETRY_MS);
  }
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `PostgreSQL runs but does not let us in: ${errorMessage(cause)}. See ${prepared.logFile}.`,
    { cause },
  );
}

function inUse(dataDir: string, ownerPid: number | null): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'data_directory_in_use',
    `Another AUREN${ownerPid === null ? '' : ` (process ${ownerPid})`} uses the data directory ${dataDir}. ` +
      'Stop it first, or set AUREN_DATA_DIR to another folder.',
    { ownerPid },
  );
}

export interface Ownership {
  /** Resolves when the server or the lock is lost before `release`; never rejects. */
  readonly lost: Promise<EmbeddedPostgresError>;
  /** From now on the end of the connection is expected. */
  expectEnd(): void;
  close(): Promise<void>;
}

/**
 * Watches the session that holds the lock. When it ends although the server lives (PostgreSQL restarts all sessions
 * after one of its processes crashed) the lock is taken again.
 */
export function watchOwnership(prepared: PreparedDirectory, server: OwnedServer, log: Log): Ownership {
  let isEndExpected = false;
  let holder = server.client;
  const { promise: lost, resolve } = Promise.withResolvers<EmbeddedPostgresError>();

  const watch = (client: pg.Client) => {
    holder = client;
    letLoopEnd(client);
    client.once('end', () => {
      if (!isEndExpected) void recover();
    });
  };
  const recover = async () => {
    const outcome = await retakeLock(prepared, server.postmaster, log);
    if (isEndExpected) {
      if (!(outcome instanceof EmbeddedPostgresError)) await outcome.end().catch(() => undefined);
    } else if (outcome instanceof EmbeddedPostgresError) resolve(outcome);
    else watch(outcome);
  };

  watch(server.client);
  return {
    lost,
    expectEnd() {
      isEndExpected = true;
    },
    close: () => holder.end().catch(() => undefined),
  };
}

async function retakeLock(
  prepared: PreparedDirectory,
  { pid, port }: Postmaster,
  log: Log,
): Promise<pg.Client | EmbeddedPostgresError> {
  const deadline = performance.now() + RETAKE_LIMIT_MS;
  try {
    while (performance.now() < deadline && (await isPostmasterOf(pid, prepared.directory))) {
      const outcome = await takeOwnerLock({ port, password: prepared.password });
      if (outcome.kind === 'in_use') return inUse(prepared.dataDir, outcome.ownerPid);
      if (outcome.kind === 'taken') {
        log('PostgreSQL had ended all its sessions; it serves again, and the data directory is still ours.');
        return outcome.client;
      }
      await pause(RETRY_MS);
    }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) return error;
    return new EmbeddedPostgresError('postgres_lost', `PostgreSQL is lost: ${errorMessage(error)}.`, {
      cause: error,
    });
  }
  return new EmbeddedPostgresError(
    'postgres_lost',
    `PostgreSQL (process ${pid}) ended unexpectedly. Its last words are in ${prepared.logFile}; ` +
      'start AUREN again: committed data is recovered.',
  );
}
