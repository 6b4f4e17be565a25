import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isPostmasterOf } from './process-identity.ts';
import { type DataFolder, makeDataFolder } from './testing/data-folder.ts';
import { spawnOwner } from './testing/owner.ts';
import { waitFor } from './wait.ts';

let place: DataFolder;
let messages: string[];
const start = () =>
  startEmbeddedPostgres({ dataDir: place.dataDir, log: (message) => messages.push(message) });

beforeEach(async () => {
  messages = [];
  place = await makeDataFolder();
});
afterEach(() => place.remove());

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const remember = (url: string) =>
  query(url, "create table kept (word text); insert into kept values ('still here')");
const recall = async (url: string) => (await query(url, 'select word from kept'))[0]?.word;

describe('start and stop', () => {
  it('makes a durable UTF-8 database that only this machine reaches', async () => {
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    const [row] = await query(
      postgres.url,
      `select current_database() as database, current_setting('server_version_num')::int / 10000 as major,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
              current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as sockets,
              (select datlocale from pg_database where datname = 'auren') as locale`,
    );
    expect(row).toEqual({
      database: 'auren',
      major: 18,
      fsync: 'on',
      commit: 'on',
      encoding: 'UTF8',
      zone: 'UTC',
      address: '127.0.0.1',
      sockets: '',
      locale: 'C.UTF-8',
    });
    await postgres.stop();
  });

  it('keeps the password in a file of its own and lets nobody in without it', async () => {
    const postgres = await start();
    const { mode } = await stat(join(place.dataDir, 'postgres-password'));
    expect(mode & 0o777).toBe(0o600);
    expect((await stat(postgres.directory)).mode & 0o777).toBe(0o700);
    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await postgres.stop();
  });

  it('keeps the data over a restart, and no process after a stop', async () => {
    const first = await start();
    await remember(first.url);
    const pid = await place.serverPid();
    await Promise.all([first.stop(), first.stop()]);
    expect(await isPostmasterOf(pid, first.directory)).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await recall(second.url)).toBe('still here');
    await second.stop();
  });

  it('does not log statements that fail, because they hold personal data', async () => {
    const postgres = await start();
    await expect(query(postgres.url, "select 'a private word'::int")).rejects.toThrow();
    await postgres.stop();
    const log = await readFile(join(place.dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('private');
  });
});

describe('one app at a time', () => {
  it('refuses a second app and names the first', async () => {
    const owner = spawnOwner(place.dataDir);
    await owner.started();
    await expect(start()).rejects.toMatchObject({
      code: 'data_directory_in_use',
      ownerPid: owner.pid,
      message: expect.stringContaining(`process ${owner.pid}`),
    });
    await owner.stop();
  });

  it.each([1, 2])('lets exactly one of two win that come at once to an empty folder (round %i)', async () => {
    const owners = [spawnOwner(place.dataDir), spawnOwner(place.dataDir)];
    const events = await Promise.all(owners.map((owner) => owner.next()));
    const outcomes = events.map((event) => (event.event === 'failed' ? event.code : event.event));
    expect(outcomes.toSorted()).toEqual(['data_directory_in_use', 'started']);
    const winner = events.findIndex(({ event }) => event === 'started');
    const started = events[winner];
    if (started?.event === 'started')
      expect(await query(started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owners[winner]?.stop();
    expect((await readdir(place.dataDir)).toSorted()).toEqual([
      'postgres',
      'postgres-password',
      'postgres.log',
    ]);
  });
});

describe('after a kill', () => {
  it('adopts the server that outlived its app, with its data, and can stop it', async () => {
    const owner = spawnOwner(place.dataDir);
    const { url } = await owner.started();
    await remember(url);
    const pid = await place.serverPid();
    await owner.kill('group');
    const postgres = await start();
    expect(postgres.adopted).toBe(true);
    expect(postgres.url).toBe(url);
    expect(await place.serverPid()).toBe(pid);
    expect(await recall(postgres.url)).toBe('still here');
    await postgres.stop();
    expect(await isPostmasterOf(pid, postgres.directory)).toBe(false);
  });

  it('recovers when the server was killed too', async () => {
    const owner = spawnOwner(place.dataDir);
    await remember((await owner.started()).url);
    const pid = await place.serverPid();
    await owner.kill();
    process.kill(pid, 'SIGKILL');
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await recall(postgres.url)).toBe('still here');
    await postgres.stop();
  });

  it('starts over when the first start was killed half-way', async () => {
    const owner = spawnOwner(place.dataDir);
    const begun = await waitFor(20_000, async () => {
      const names = await readdir(place.dataDir).catch(() => []);
      const workspace = names.find((name) => name.startsWith('postgres.new-'));
      if (workspace === undefined) return undefined;
      const inside = await readdir(join(place.dataDir, workspace, 'cluster')).catch(() => []);
      return inside.length > 0 ? true : undefined;
    });
    expect(begun).toBe(true);
    await owner.kill('process');
    const postgres = await start();
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it.each([
    ['the id of a process that is something else', () => `${process.pid}`],
    ['the id of no process', () => '2147483646'],
    ['nothing, as a power cut leaves it', () => null],
  ])('starts although postmaster.pid holds %s', async (_, pid) => {
    const first = await start();
    await remember(first.url);
    const file = join(first.directory, 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, pid() === null ? '' : [pid(), ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await recall(second.url)).toBe('still here');
    await second.stop();
  });

  it('waits for a server that is shutting down, then starts', async () => {
    const owner = spawnOwner(place.dataDir);
    const { url } = await owner.started();
    const guest = new pg.Client({ connectionString: url });
    await guest.connect();
    const pid = await place.serverPid();
    await owner.kill();
    process.kill(pid, 'SIGTERM'); // a smart shutdown waits for its clients
    const starting = start();
    await waitFor(10_000, () => (messages.some((text) => text.includes('shutting down')) ? true : undefined));
    await guest.end();
    const postgres = await starting;
    expect(messages.join()).toContain('shutting down');
    expect(postgres.adopted).toBe(false);
    expect(await place.serverPid()).not.toBe(pid);
    await postgres.stop();
  });
});

describe('while it runs', () => {
  it('tells when the server is lost', async () => {
    const postgres = await start();
    process.kill(await place.serverPid(), 'SIGKILL');
    expect(await postgres.lost).toMatchObject({ code: 'postgres_lost' });
    await postgres.stop();
  });

  it('takes its lock again when the server restarted its sessions', async () => {
    const postgres = await start();
    const victim = new pg.Client({ connectionString: postgres.url });
    victim.on('error', () => undefined);
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]!.pid, 'SIGKILL');
    const retaken = await waitFor(20_000, () =>
      messages.some((text) => text.includes('still ours')) ? true : undefined,
    );
    expect(retaken).toBe(true);
    await expect(start()).rejects.toMatchObject({ code: 'data_directory_in_use', ownerPid: process.pid });
    await postgres.stop();
  });
});
