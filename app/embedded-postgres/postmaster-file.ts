import { randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfPresent } from './durable-files.ts';
import { errorCode } from './error.ts';
import { isPostmasterOf } from './process-identity.ts';

export type PostmasterStatus = 'starting' | 'ready' | 'stopping';

export type PostmasterState =
  | { readonly kind: 'none' }
  /** The file has no process id (yet): a server is about to write it, or a power cut has emptied it. */
  | { readonly kind: 'unreadable'; readonly text: string }
  /** The file of a server that is gone; `pid` may belong to something else by now. */
  | { readonly kind: 'stale'; readonly text: string; readonly pid: number }
  | {
      readonly kind: 'live';
      readonly pid: number;
      readonly port: number | null;
      readonly status: PostmasterStatus;
    };

function filePath(directory: string): string {
  return join(directory, 'postmaster.pid');
}

/**
 * Reads `postmaster.pid` and proves it against the running processes. Its lines (PostgreSQL's `miscadmin.h`,
 * LOCK_FILE_LINE_*): process id, data directory, start time, port, socket directory, listen address, shared memory
 * key, status.
 */
export async function readPostmaster(directory: string): Promise<PostmasterState> {
  const text = await readIfPresent(filePath(directory));
  if (text === null) return { kind: 'none' };
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return { kind: 'unreadable', text };
  if (!(await isPostmasterOf(pid, directory))) return { kind: 'stale', text, pid };
  const port = Number(lines[3]);
  return { kind: 'live', pid, port: port > 0 ? port : null, status: statusOf(lines[7] ?? '') };
}

function statusOf(word: string): PostmasterStatus {
  if (word === 'ready' || word === 'standby') return 'ready';
  return word === 'stopping' ? 'stopping' : 'starting';
}

/**
 * Removes a file that was found to be left over. It is moved aside first and put back when it has changed since it was
 * read: another app may have started a server in between, and a server whose file is gone shuts itself down.
 */
export async function removeStaleFile(directory: string, seen: string): Promise<void> {
  const path = filePath(directory);
  const aside = `${path}.stale-${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readIfPresent(aside)) !== seen) {
    await link(aside, path).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
  await rm(aside, { force: true });
}
