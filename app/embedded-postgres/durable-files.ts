import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './error.ts';
import { isAlive } from './process-identity.ts';

/** Makes a finished rename, link or creation inside `directory` survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const SCRATCH = /^postgres\.new-(\d+)-[0-9a-f]+$/;

/** A path in `parent` for something that is not finished. It names our process, so that leftovers can be told. */
export function scratchPath(parent: string): string {
  return join(parent, `postgres.new-${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** Removes the scratch files of processes that no longer exist (killed in the middle of their work). */
export async function removeAbandonedScratch(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const owner = SCRATCH.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      // Its initdb may live on for a second and write between our removals: then the next start removes it.
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

export async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Creates the file with mode 0600 unless it exists; answers what it then holds. Of several processes that do this
 * at once one writes and all read the same text.
 */
export async function createOnce(parent: string, name: string, text: string): Promise<string> {
  const path = join(parent, name);
  const scratch = scratchPath(parent);
  const handle = await open(scratch, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(scratch, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(scratch, { force: true });
  }
  await syncDirectory(parent);
  return readFile(path, 'utf8');
}
