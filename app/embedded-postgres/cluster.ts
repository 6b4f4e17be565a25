import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, giveTo, obstacleFor } from './account.ts';
import type { Binaries } from './binaries.ts';
import { readIfPresent, scratchPath, syncDirectory } from './durable-files.ts';
import { EmbeddedPostgresError, errorCode } from './error.ts';
import { initialize } from './initdb.ts';
import { sharedPlace } from './shared-place.ts';

/** Where a data directory has its cluster: the cluster itself, or a link to it. */
export function clusterEntry(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * The real path of the cluster of this data directory; null when it has none yet.
 *
 * @throws {EmbeddedPostgresError} `postgres_start_failed` when something else is in its place, or a link whose target
 *   is gone: to start empty then would hide lost data.
 */
export async function existingCluster(dataDir: string): Promise<string | null> {
  const entry = clusterEntry(dataDir);
  if ((await lstat(entry).catch(nullIfAbsent)) === null) return null;
  const directory = await realpath(entry).catch(nullIfAbsent);
  if (directory === null) {
    throw new EmbeddedPostgresError(
      'postgres_start_failed',
      `${entry} points to a database folder that is gone. Restore that folder, or remove ${entry} to start empty.`,
    );
  }
  if ((await readIfPresent(join(directory, 'PG_VERSION'))) !== null) return directory;
  if ((await readdir(directory)).length === 0) return null;
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `${directory} is not a PostgreSQL database folder (it has no PG_VERSION). ` +
      'Move it away, or set AUREN_DATA_DIR to another folder.',
  );
}

function nullIfAbsent(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}

export interface NewCluster {
  readonly dataDir: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly password: string;
  readonly log: (message: string) => void;
  /** Where to put it when the account cannot enter the data directory, by preference. */
  readonly sharedPlaces: readonly string[];
}

/**
 * Makes the cluster of this data directory and answers its real path. It appears in one step when it is complete: a
 * kill at any moment leaves either nothing or a cluster. When another app was faster its cluster is the answer.
 */
export async function createCluster(wanted: NewCluster): Promise<string> {
  const { dataDir, account, log } = wanted;
  const obstacle = account === null ? null : await obstacleFor(account, dataDir);
  if (obstacle === null) {
    await initializeAt(wanted, dataDir, clusterEntry(dataDir));
  } else {
    const place = await sharedPlace(wanted.sharedPlaces);
    const directory = join(place, `cluster-${randomBytes(8).toString('hex')}`);
    await initializeAt(wanted, place, directory);
    if (await linkFromDataDirectory(dataDir, directory)) {
      log(
        `The account ${account?.name} cannot enter ${obstacle}: the database is kept in ${directory}, ` +
          `and ${clusterEntry(dataDir)} points to it.`,
      );
    }
  }
  await syncDirectory(dataDir);
  const created = await existingCluster(dataDir);
  if (created !== null) return created;
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `${clusterEntry(dataDir)} vanished while it was made. Start again.`,
  );
}

async function initializeAt(wanted: NewCluster, parent: string, target: string): Promise<void> {
  const { account, binaries, password } = wanted;
  const workspace = scratchPath(parent);
  await mkdir(workspace, { mode: 0o700 });
  try {
    if (account !== null) await chown(workspace, account.uid, account.gid);
    await rename(await initialize(binaries, account, workspace, password), target);
    await syncDirectory(parent);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Whether our cluster became the one of the data directory; otherwise another app was faster and ours is removed. */
async function linkFromDataDirectory(dataDir: string, directory: string): Promise<boolean> {
  const entry = clusterEntry(dataDir);
  await rmdir(entry).catch(() => undefined); // an empty folder in its place; anything else stays
  try {
    await symlink(directory, entry);
    return true;
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOTEMPTY';
}

/**
 * Repairs what a restore from a backup or a careless chown leaves: PostgreSQL starts only in a folder that is its own
 * account's and closed to others.
 */
export async function repairOwnership(directory: string, account: Account | null): Promise<void> {
  const { uid, mode } = await stat(directory);
  if (account !== null && uid !== account.uid) await giveTo(account, directory);
  if ((mode & 0o777) !== 0o700) await chmod(directory, 0o700);
}
