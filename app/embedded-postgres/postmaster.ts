import { setTimeout as pause } from 'node:timers/promises';
import type { PreparedDirectory } from './data-directory.ts';
import { EmbeddedPostgresError, errorCode } from './error.ts';
import { launch, RECOVERY_LIMIT_MS } from './launch.ts';
import { type PostmasterState, readPostmaster, removeStaleFile } from './postmaster-file.ts';
import { isAlive, isPostmasterOf } from './process-identity.ts';
import { waitFor } from './wait.ts';

const STOPPING_LIMIT_MS = 30_000;
const HELD_LIMIT_MS = 20_000;
const UNREADABLE_LIMIT_MS = 2_000;
const RETRY_MS = 200;
const PORT_ATTEMPTS = 5;

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** It was running before we came. */
  readonly adopted: boolean;
}

/**
 * A ready server of this data directory: the one that runs, or a new one. Remains of a killed server never stop it.
 *
 * @throws {EmbeddedPostgresError} `data_directory_in_use` when a server neither serves nor ends, `postgres_start_failed`.
 */
export async function readyPostmaster(
  prepared: PreparedDirectory,
  log: (message: string) => void,
): Promise<Postmaster> {
  const { directory } = prepared;
  let heldSince: number | null = null;
  let portsTaken = 0;
  for (;;) {
    const state = await readPostmaster(directory);
    if (state.kind === 'live') {
      const adopted = await untilServing(directory, state, log);
      if (adopted !== null) return { ...adopted, adopted: true };
      continue;
    }
    await clearRemains(directory, state);
    const outcome = await launch(prepared, log);
    if (outcome.kind === 'ready') return { pid: outcome.pid, port: outcome.port, adopted: false };
    if (outcome.kind === 'port_taken') {
      portsTaken += 1;
      if (portsTaken < PORT_ATTEMPTS) continue;
      throw new EmbeddedPostgresError(
        'postgres_start_failed',
        `${PORT_ATTEMPTS} ports of 127.0.0.1 that were free were taken before PostgreSQL could use them: ${outcome.detail}. Start again.`,
      );
    }
    heldSince ??= performance.now();
    if (performance.now() - heldSince > HELD_LIMIT_MS) {
      throw new EmbeddedPostgresError(
        'data_directory_in_use',
        `Processes of an earlier PostgreSQL still hold ${directory}: ${outcome.detail} ` +
          'End the "postgres" processes of this directory, then start again.',
      );
    }
    await pause(RETRY_MS);
  }
}

/** Waits for a running server: its address when it serves, null when it has ended. */
async function untilServing(
  directory: string,
  first: Extract<PostmasterState, { kind: 'live' }>,
  log: (message: string) => void,
): Promise<{ pid: number; port: number } | null> {
  const { pid } = first;
  if (first.status === 'starting') log(`PostgreSQL (process ${pid}) is starting; waiting for it.`);
  const served = await waitFor(RECOVERY_LIMIT_MS, async () => {
    const now = await readPostmaster(directory);
    if (now.kind !== 'live' || now.pid !== pid || now.status === 'stopping') return null;
    return now.status === 'ready' && now.port !== null ? { pid, port: now.port } : undefined;
  });
  if (served === undefined) {
    throw new EmbeddedPostgresError(
      'postgres_start_failed',
      `PostgreSQL (process ${pid}) is not ready after ${RECOVERY_LIMIT_MS / 60_000} minutes. Start again to wait for it.`,
    );
  }
  if (served !== null) return served;
  if (await isPostmasterOf(pid, directory)) {
    log(`PostgreSQL (process ${pid}) is shutting down; waiting for its end.`);
    if (!(await untilGone(pid, directory, STOPPING_LIMIT_MS))) {
      throw new EmbeddedPostgresError(
        'data_directory_in_use',
        `PostgreSQL (process ${pid}) of ${directory} has been shutting down for ${STOPPING_LIMIT_MS / 1000} s, ` +
          'probably because an app is still connected to it. End that app, then start again.',
      );
    }
  }
  return null;
}

/** Removes a `postmaster.pid` at which PostgreSQL itself would stop; others it removes after its own checks. */
async function clearRemains(directory: string, state: PostmasterState): Promise<void> {
  if (state.kind === 'stale' && isAlive(state.pid)) return removeStaleFile(directory, state.text);
  if (state.kind !== 'unreadable') return;
  const changed = await waitFor(UNREADABLE_LIMIT_MS, async () =>
    (await readPostmaster(directory)).kind === 'unreadable' ? undefined : true,
  );
  if (changed === undefined) await removeStaleFile(directory, state.text);
}

async function untilGone(pid: number, directory: string, limitMs: number): Promise<boolean> {
  const gone = await waitFor(limitMs, async () =>
    (await isPostmasterOf(pid, directory)) ? undefined : true,
  );
  return gone ?? false;
}

/** PostgreSQL's ways to stop, each with the time it is given: fast, immediate, and at last the kernel's. */
const STOP_SIGNALS: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
];

/** Stops the server and resolves when its process is gone. What was committed is safe with each of the signals. */
export async function stopPostmaster(
  pid: number,
  directory: string,
  log: (message: string) => void,
): Promise<void> {
  for (const [signal, limitMs] of STOP_SIGNALS) {
    if (!(await isPostmasterOf(pid, directory))) return;
    if (signal !== 'SIGINT') log(`PostgreSQL (process ${pid}) does not stop; sending ${signal}.`);
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw error;
    }
    if (await untilGone(pid, directory, limitMs)) return;
  }
  log(`PostgreSQL (process ${pid}) could not be ended.`);
}
