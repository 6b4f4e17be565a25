import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { spawnAs } from './account.ts';
import type { PreparedDirectory } from './data-directory.ts';
import { EmbeddedPostgresError } from './error.ts';
import { POSTGRES_ENVIRONMENT, spawnFailure } from './initdb.ts';
import { readPostmaster } from './postmaster-file.ts';
import { serverSettings } from './settings.ts';
import { waitFor } from './wait.ts';

const LOG_ROTATION_BYTES = 4 * 1024 * 1024;
/** After a crash the server replays its log before it is ready: up to max_wal_size, on a slow disk minutes. */
export const RECOVERY_LIMIT_MS = 10 * 60_000;
const RECOVERY_NOTICE_MS = 10_000;

export type LaunchOutcome =
  | { readonly kind: 'ready'; readonly pid: number; readonly port: number }
  /** Another server, or what a killed one left behind, holds the cluster. */
  | { readonly kind: 'held'; readonly detail: string }
  | { readonly kind: 'port_taken'; readonly detail: string };

/**
 * Starts a server in its own session, so that neither Ctrl-C nor a signal to our process group reaches it, and waits
 * until it is ready. It does not keep our event loop alive.
 *
 * @throws {EmbeddedPostgresError} `postgres_start_failed` with the server's own words, `unsupported_platform`.
 */
export async function launch(
  prepared: PreparedDirectory,
  log: (message: string) => void,
): Promise<LaunchOutcome> {
  const { directory, binaries, account, logFile } = prepared;
  const port = await freePort();
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const settings = Object.entries(serverSettings(port, memory)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = await openLog(logFile);
  try {
    const logStart = (await output.stat()).size;
    const child = spawn(binaries.postgres, ['-D', directory, ...settings], {
      ...spawnAs(account),
      cwd: '/',
      detached: true,
      env: POSTGRES_ENVIRONMENT,
      stdio: ['ignore', output.fd, output.fd],
    });
    child.on('error', () => undefined); // reported by the wait below; an error event nobody hears would be thrown
    try {
      await once(child, 'spawn');
    } catch (error) {
      throw spawnFailure(error, binaries.postgres, account);
    }
    const pid = child.pid as number;
    child.unref();
    const hasExited = () => child.exitCode !== null || child.signalCode !== null;
    if (await untilReady(directory, pid, hasExited, log)) return { kind: 'ready', pid, port };
    if (hasExited()) return explain(await linesOf(logFile, logStart, pid), logFile);
    throw new EmbeddedPostgresError(
      'postgres_start_failed',
      `PostgreSQL (process ${pid}) is not ready after ${RECOVERY_LIMIT_MS / 60_000} minutes. ` +
        `It goes on; see ${logFile}, and start again to wait for it.`,
    );
  } finally {
    await output.close();
  }
}

/** True when server `pid` is ready; false when it ended first or the limit passed. */
async function untilReady(
  directory: string,
  pid: number,
  hasExited: () => boolean,
  log: (message: string) => void,
): Promise<boolean> {
  let noticeAt = performance.now() + RECOVERY_NOTICE_MS;
  const ready = await waitFor(RECOVERY_LIMIT_MS, async () => {
    if (hasExited()) return false;
    const state = await readPostmaster(directory);
    if (state.kind === 'live' && state.pid === pid && state.status === 'ready') return true;
    if (performance.now() > noticeAt) {
      noticeAt += RECOVERY_NOTICE_MS;
      log('PostgreSQL is still starting (after a crash it replays its log first).');
    }
    return undefined;
  });
  return ready ?? false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server has an address and port');
  return address.port;
}

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_ROTATION_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

/** What one server process wrote to the log, or all that was written when it wrote nothing under its id. */
async function linesOf(logFile: string, from: number, pid: number): Promise<readonly string[]> {
  const lines = (await readFile(logFile)).subarray(from).toString('utf8').trim().split('\n');
  const own = lines.filter((line) => line.includes(`[${pid}]`));
  return own.length > 0 ? own : lines.slice(-10);
}

/** Reads from the last words of a server that ended while starting why it did. */
export function explain(lines: readonly string[], logFile: string): LaunchOutcome {
  const detail = lines
    .filter((line) => /\b(FATAL|PANIC|DETAIL|HINT|error|could not)\b/i.test(line))
    .map((line) => line.replace(/^.*?\[\d+\] /, '').trim())
    .join(' ');
  if (/lock file ".*" (already exists|is empty)|pre-existing shared memory block/.test(detail)) {
    return { kind: 'held', detail };
  }
  if (/could not bind .*Address already in use/.test(detail)) return { kind: 'port_taken', detail };
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `PostgreSQL ended while it was starting: ${detail || lines.join(' ')}. The whole log is ${logFile}.`,
  );
}
