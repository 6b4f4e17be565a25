import { lchown, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** An account to run PostgreSQL as, by number. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for PostgreSQL, which refuses to run as root: null (run as ourselves) for a plain user; as root the
 * owner of the existing cluster, else `postgres`, else `nobody`.
 *
 * @throws {EmbeddedPostgresError} `unsupported_platform` when root has no such account to change to.
 */
export async function accountFor(existingCluster: string | null): Promise<Account | null> {
  if (!runsAsRoot()) return null;
  const accounts = await passwdAccounts();
  if (existingCluster !== null) {
    const { uid, gid } = await stat(existingCluster);
    if (uid !== 0) return { name: accounts.find((a) => a.uid === uid)?.name ?? `uid ${uid}`, uid, gid };
  }
  const account =
    accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
  if (account === undefined) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      'PostgreSQL does not run as root, and /etc/passwd has neither "postgres" nor "nobody" to run it as. ' +
        'Run AUREN as a plain user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return account;
}

async function passwdAccounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => /^-?\d+$/.test(fields[2] ?? '') && /^-?\d+$/.test(fields[3] ?? ''))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

/**
 * Options of `spawn` that change to the account. Node (libuv) drops root's supplementary groups when a uid is given;
 * it takes signed numbers, as macOS writes them (nobody is -2).
 */
export function spawnAs(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid | 0, gid: account.gid | 0 };
}

const READ = 4;
const EXECUTE = 1;

function allows(
  entry: { mode: number; uid: number; gid: number },
  account: Account,
  wanted: number,
): boolean {
  const shift = entry.uid === account.uid ? 6 : entry.gid === account.gid ? 3 : 0;
  return ((entry.mode >> shift) & wanted) === wanted;
}

/**
 * The outermost folder above or at `path` that the account may not pass, or `path` itself where it may not be read;
 * null when nothing is in the way. Judged by mode bits: an access list that grants more is not seen.
 */
export async function obstacleFor(account: Account, path: string): Promise<string | null> {
  const target = await realpath(path);
  const chain = [target];
  for (let folder = target; folder !== dirname(folder); ) {
    folder = dirname(folder);
    chain.unshift(folder);
  }
  for (const place of chain) {
    if (!allows(await stat(place), account, EXECUTE)) return place;
  }
  return null;
}

/** Like `obstacleFor`, and the last part must be readable too: programs, and folders that are listed. */
export async function readObstacleFor(account: Account, path: string): Promise<string | null> {
  const obstacle = await obstacleFor(account, path);
  if (obstacle !== null) return obstacle;
  return allows(await stat(path), account, READ) ? null : path;
}

/** Gives a folder and all in it to the account; links are changed, not followed. */
export async function giveTo(account: Account, path: string): Promise<void> {
  await lchown(path, account.uid, account.gid);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(account, join(path, name));
}
