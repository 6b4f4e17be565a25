import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, readObstacleFor } from './account.ts';
import { type Binaries, binariesIn } from './binaries.ts';
import { removeAbandonedScratch, scratchPath, syncDirectory } from './durable-files.ts';
import { EmbeddedPostgresError, errorCode, errorMessage } from './error.ts';

export const SHARED_PLACES: readonly string[] = ['/var/lib/auren', '/var/tmp/auren'];

/**
 * A folder every account can pass, for root whose own folders the database account cannot enter. It must be root's
 * and writable by root alone: PostgreSQL is started from it, and `/var/tmp` is open to everyone.
 *
 * @throws {EmbeddedPostgresError} `data_directory_unwritable` when no such folder can be had.
 */
export async function sharedPlace(places: readonly string[]): Promise<string> {
  const refusals: string[] = [];
  for (const place of places) {
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      const found = await lstat(place);
      if (!found.isDirectory() || found.uid !== 0) throw new Error(`${place} is not a folder of root`);
      if ((found.mode & 0o022) !== 0) throw new Error(`${place} is writable by others than root`);
      await chmod(place, 0o755);
      await removeAbandonedScratch(place);
      return place;
    } catch (error) {
      refusals.push(errorMessage(error));
    }
  }
  throw new EmbeddedPostgresError(
    'data_directory_unwritable',
    `The database account cannot reach this folder, and there is no other place for it: ${refusals.join('; ')}. ` +
      'Install AUREN and set AUREN_DATA_DIR outside of folders that are closed to other accounts, ' +
      'run AUREN as a plain user, or set DATABASE_URL.',
  );
}

/** The binaries where the account can run them: as installed when it can reach them, else a copy made once. */
export async function reachableBinaries(
  installed: Binaries,
  account: Account | null,
  log: (message: string) => void,
  places: readonly string[],
): Promise<Binaries> {
  if (account === null) return installed;
  const obstacle = await binariesObstacle(installed, account);
  if (obstacle === null) return installed;
  const place = await sharedPlace(places);
  const root = join(place, `postgres-${installed.version}`);
  if ((await lstat(root).catch(() => null)) === null) {
    log(
      `The account ${account.name} cannot enter ${obstacle}: the PostgreSQL programs are copied to ${root}.`,
    );
    await copyOnce(installed.root, root, place);
  }
  return binariesIn(root, installed.version);
}

async function binariesObstacle(binaries: Binaries, account: Account): Promise<string | null> {
  const { root, postgres, initdb } = binaries;
  for (const path of [postgres, initdb, join(root, 'lib'), join(root, 'share')]) {
    const obstacle = await readObstacleFor(account, path);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

async function copyOnce(from: string, to: string, place: string): Promise<void> {
  const scratch = scratchPath(place);
  try {
    await copyReadable(from, scratch);
    await rename(scratch, to);
    await syncDirectory(place);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    // Another app has put the same copy there first.
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Copies a folder so that everyone can read it; links stay links. Synced, since the copy is trusted for good. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      const executable = ((await lstat(source)).mode & 0o100) !== 0;
      const handle = await open(target, 'r');
      try {
        await handle.chmod(executable ? 0o755 : 0o644);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  }
  await syncDirectory(to);
}
