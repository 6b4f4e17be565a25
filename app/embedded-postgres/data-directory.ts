import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, accountFor, runsAsRoot } from './account.ts';
import { type Binaries, locateBinaries } from './binaries.ts';
import { createCluster, existingCluster, repairOwnership } from './cluster.ts';
import { createOnce, readIfPresent, removeAbandonedScratch, syncDirectory } from './durable-files.ts';
import { EmbeddedPostgresError, inDataDirectory } from './error.ts';
import { reachableBinaries, SHARED_PLACES } from './shared-place.ts';

const PASSWORD_FILE = 'postgres-password';

/** A data directory that is ready for its server to be started. */
export interface PreparedDirectory {
  readonly dataDir: string;
  /** Real path of the cluster. */
  readonly directory: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly password: string;
  readonly logFile: string;
}

/** Finds or makes what a start needs: the folder, the password, the programs within reach, the cluster. */
export async function prepareDataDirectory(
  path: string,
  log: (message: string) => void,
  sharedPlaces: readonly string[] = SHARED_PLACES,
): Promise<PreparedDirectory> {
  const installed = await locateBinaries();
  return inDataDirectory(path, async () => {
    const dataDir = await makeDataDirectory(path);
    await removeAbandonedScratch(dataDir);
    const existing = await existingCluster(dataDir);
    const account = await accountFor(existing);
    const binaries = await reachableBinaries(installed, account, log, sharedPlaces);
    const password = await keptPassword(dataDir, existing);
    const directory =
      existing ?? (await createCluster({ dataDir, account, binaries, password, log, sharedPlaces }));
    await repairOwnership(directory, account);
    return { dataDir, directory, account, binaries, password, logFile: join(dataDir, 'postgres.log') };
  });
}

/** Root's folder can be passed but not listed by others, because the database inside it belongs to another account. */
async function makeDataDirectory(path: string): Promise<string> {
  const created = await mkdir(path, { recursive: true, mode: runsAsRoot() ? 0o711 : 0o700 });
  const dataDir = await realpath(path);
  await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  if (created !== undefined) {
    const outermost = dirname(await realpath(created));
    for (let folder = dirname(dataDir); folder.startsWith(outermost); folder = dirname(folder)) {
      await syncDirectory(folder);
      if (folder === outermost) break;
    }
  }
  return dataDir;
}

async function keptPassword(dataDir: string, cluster: string | null): Promise<string> {
  const kept = await readIfPresent(join(dataDir, PASSWORD_FILE));
  const text =
    kept ??
    (cluster === null
      ? await createOnce(dataDir, PASSWORD_FILE, `${randomBytes(24).toString('base64url')}\n`)
      : '');
  const password = text.trim();
  if (password !== '') return password;
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `${join(dataDir, PASSWORD_FILE)}, the password of the database in ${cluster ?? dataDir}, is missing or empty. ` +
      'Restore it from a backup; to start empty remove the database too.',
  );
}
