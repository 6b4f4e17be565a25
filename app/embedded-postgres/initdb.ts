import { spawn } from 'node:child_process';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, spawnAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError, errorCode, errorMessage } from './error.ts';

export const SUPERUSER = 'auren';

/** Environment of the PostgreSQL programs: messages in English (they are read back), nothing inherited from the app. */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Makes a cluster in `<workspace>/cluster` (initdb syncs it to disk); the workspace must belong to the account.
 * C.UTF-8 comes from PostgreSQL itself, so sorting does not depend on the machine's locales.
 *
 * @throws {EmbeddedPostgresError} `postgres_start_failed`, `unsupported_platform`.
 */
export async function initialize(
  binaries: Binaries,
  account: Account | null,
  workspace: string,
  password: string,
): Promise<string> {
  const directory = join(workspace, 'cluster');
  const passwordFile = join(workspace, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== null) await chown(passwordFile, account.uid, account.gid);
  const { status, output } = await run(binaries.initdb, account, [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  if (status === 0) return directory;
  throw new EmbeddedPostgresError(
    'postgres_start_failed',
    `PostgreSQL could not create its database folder (initdb ended with ${status}): ${output.trim()}. ` +
      'Check free space and rights of the data directory.',
  );
}

function run(
  program: string,
  account: Account | null,
  parameters: readonly string[],
): Promise<{ status: number | string; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...spawnAs(account),
      cwd: '/',
      env: POSTGRES_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', (error) => reject(spawnFailure(error, program, account)));
    child.once('close', (status, signal) => resolve({ status: status ?? signal ?? 'unknown', output }));
  });
}

/** What it means that a program of a complete installation could not be started at all. */
export function spawnFailure(
  error: unknown,
  program: string,
  account: Account | null,
): EmbeddedPostgresError {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOEXEC') {
    return new EmbeddedPostgresError(
      'unsupported_platform',
      `${program} does not run on this system: it needs the GNU C library, which Alpine and other musl systems lack. ` +
        'Use a glibc based system, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
  const who = account === null ? '' : ` as ${account.name} (PostgreSQL refuses to run as root)`;
  return new EmbeddedPostgresError(
    'postgres_start_failed',
    `${program} could not be started${who}: ${errorMessage(error)}. ` +
      'Run AUREN as a plain user, or set DATABASE_URL to a PostgreSQL server.',
    { cause: error },
  );
}
