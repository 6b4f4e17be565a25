import { spawnSync } from 'node:child_process';
import { access, chown, cp, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { accountFor, obstacleFor, runsAsRoot, spawnAs } from './account.ts';
import { binariesIn, locateBinaries } from './binaries.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { reachableBinaries, sharedPlace } from './shared-place.ts';
import { type DataFolder, makeDataFolder } from './testing/data-folder.ts';
import { spawnOwner } from './testing/owner.ts';

let place: DataFolder | null = null;
afterEach(async () => {
  await place?.remove();
  place = null;
});

const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 };

async function nobodyReaches(path: string): Promise<boolean> {
  return (await obstacleFor(NOBODY, path)) === null;
}

describe.skipIf(!runsAsRoot())('as root (skipped for a plain user: only root can change its account)', () => {
  it('runs the server as an unprivileged account', async () => {
    place = await makeDataFolder();
    const postgres = await startEmbeddedPostgres({ dataDir: place.dataDir, log: () => undefined });
    const account = await accountFor(null);
    const status = await readFile(`/proc/${await place.serverPid()}/status`, 'utf8').catch(() => null);
    if (status !== null) {
      expect(status).toMatch(new RegExp(`^Uid:\\s+${account?.uid}\\s`, 'm'));
      expect(status).toMatch(/^Groups:\s*$/m);
    }
    expect((await stat(postgres.directory)).uid).toBe(account?.uid);
    await postgres.stop();
  });

  it('keeps the cluster elsewhere when the account cannot enter the folder, and finds it again', async () => {
    place = await makeDataFolder(0o700);
    const { dataDir, shared } = place;
    const messages: string[] = [];
    const start = () =>
      startEmbeddedPostgres({ dataDir, sharedPlaces: [shared], log: (text) => messages.push(text) });
    const first = await start();
    expect(dirname(first.directory)).toBe(shared);
    expect((await lstat(join(dataDir, 'postgres'))).isSymbolicLink()).toBe(true);
    expect(messages.filter((text) => text.includes(first.directory))).toHaveLength(1);
    const client = new pg.Client({ connectionString: first.url });
    await client.connect();
    await client.query('create table kept ()');
    await client.end();
    await first.stop();
    const second = await start();
    expect(second.directory).toBe(first.directory);
    expect(messages.filter((text) => text.includes(first.directory))).toHaveLength(1);
    await second.stop();
  });

  it('copies programs that the account cannot enter, once, and they run', async () => {
    place = await makeDataFolder(0o700);
    const installed = await locateBinaries();
    const hidden = join(dirname(place.dataDir), 'native');
    await cp(installed.root, hidden, { recursive: true, verbatimSymlinks: true });
    const messages: string[] = [];
    const copied = () =>
      reachableBinaries(binariesIn(hidden, '18'), NOBODY, (text) => messages.push(text), [place!.shared]);
    const [binaries] = await Promise.all([copied(), copied()]);
    expect(binaries.root).toBe(join(place.shared, 'postgres-18'));
    const said = spawnSync(binaries.initdb, ['--version'], {
      ...spawnAs(NOBODY),
      encoding: 'utf8',
      cwd: '/',
    });
    expect(said.stdout).toMatch(/^initdb \(PostgreSQL\) 18\./);
    const count = messages.length;
    expect((await copied()).root).toBe(binaries.root);
    expect(messages).toHaveLength(count);
  });

  it('gives a cluster back that root has taken over, as after a restored backup', async () => {
    place = await makeDataFolder();
    const { dataDir } = place;
    const first = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    await first.stop();
    expect(spawnSync('chown', ['-R', '0:0', dataDir]).status).toBe(0);
    const second = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    expect((await stat(second.directory)).uid).not.toBe(0);
    await second.stop();
  });

  it('uses the place of nobody but root', async () => {
    place = await makeDataFolder();
    await mkdir(place.shared);
    await chown(place.shared, NOBODY.uid, NOBODY.gid);
    await expect(sharedPlace([place.shared])).rejects.toMatchObject({ code: 'data_directory_unwritable' });
    const second = join(place.folder, 'second');
    expect(await sharedPlace([place.shared, second])).toBe(second);
  });

  it('as nobody it runs directly, and root continues as the owner of the cluster', async ({ skip }) => {
    const program = await realpath(process.execPath);
    if (!(await nobodyReaches(program)) || !(await nobodyReaches(import.meta.dirname))) {
      skip('this checkout is in a folder that the account nobody cannot enter');
    }
    place = await makeDataFolder();
    const { dataDir } = place;
    await chown(dirname(dataDir), NOBODY.uid, NOBODY.gid);
    const owner = spawnOwner(dataDir, { uid: NOBODY.uid, gid: NOBODY.gid });
    const { directory } = await owner.started();
    expect((await stat(directory)).uid).toBe(NOBODY.uid);
    await owner.kill();
    const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    expect(postgres.adopted).toBe(true);
    await postgres.stop();
    const again = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    expect((await stat(again.directory)).uid).toBe(NOBODY.uid);
    await again.stop();
  });

  it('tells a plain user that the folder is not theirs', async ({ skip }) => {
    if (!(await nobodyReaches(import.meta.dirname)) || !(await nobodyReaches(process.execPath))) {
      skip('this checkout is in a folder that the account nobody cannot enter');
    }
    place = await makeDataFolder();
    const owner = spawnOwner(place.dataDir, { uid: NOBODY.uid, gid: NOBODY.gid });
    expect(await owner.next()).toMatchObject({ event: 'failed', code: 'data_directory_unwritable' });
  });
});

describe('a data directory that cannot be used', () => {
  it('is refused when it is a file', async () => {
    place = await makeDataFolder();
    await writeFile(place.dataDir, '');
    await access(place.dataDir);
    await expect(
      startEmbeddedPostgres({ dataDir: place.dataDir, log: () => undefined }),
    ).rejects.toMatchObject({ code: 'data_directory_unwritable' });
  });

  it('is refused, and left alone, when something else is in the place of the cluster', async () => {
    place = await makeDataFolder();
    const file = join(place.dataDir, 'postgres', 'letters.txt');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'mine');
    await expect(
      startEmbeddedPostgres({ dataDir: place.dataDir, log: () => undefined }),
    ).rejects.toMatchObject({
      code: 'postgres_start_failed',
      message: expect.stringContaining('PG_VERSION'),
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });
});
