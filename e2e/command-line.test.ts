import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOwnedServer } from '../app/embedded-postgres/join.ts';
import {
  type DataDir,
  makeDataDir,
  type RunningAuren,
  runAuren,
  SECRET,
  spawnAuren,
  startAuren,
} from './testing/auren.ts';
import { daysAgo, healthExport, nightsOf } from './testing/bodies.ts';
import { storedWebhooks } from './testing/database.ts';
import { items } from './testing/pages.ts';
import { isGone, postmasterOf } from './testing/processes.ts';
import { ask } from './testing/terra.ts';
import { until } from './testing/until.ts';

const KEY = randomBytes(32).toString('base64');
const NO_STACK = /^\s+at /m;

describe('the command line', () => {
  let data: DataDir;
  let folder: string;
  beforeAll(async () => {
    data = await makeDataDir();
    folder = join(data.path, '..');
  });
  afterAll(async () => {
    await data?.remove();
  });
  const write = async (name: string, lines: readonly string[]): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };
  const run = (args: readonly string[], given = {}) => runAuren(data.path, args, given);

  describe('while nothing runs', () => {
    it('migrates, once', async () => {
      const first = await run(['migrate']);
      expect([first.code, first.output]).toEqual([0, expect.stringContaining('applied 0001_event_log')]);
      const second = await run(['migrate']);
      expect([second.code, second.output.trim()]).toEqual([0, 'The schema is up to date.']);
    });

    it('imports a file with a database of its own, and leaves none running', async () => {
      const file = await write('ada.ndjson', nightsOf('ada', 30, 1).bodies);
      const { code, output } = await run(['import', file, '--provider', 'terra']);
      expect([code, output]).toEqual([0, expect.stringContaining('60 new, 0 already known, 0 refused')]);
      const left = postmasterOf(data.path);
      expect(left === undefined || isGone(left)).toBe(true);
    });

    it('says that a provider without an API cannot be connected to', async () => {
      const { code, output } = await run(['connect', '--provider', 'terra', '--user', 'ada']);
      expect([code, output]).toEqual([1, expect.stringContaining('auren: provider_unknown: ')]);
      expect(output).not.toMatch(NO_STACK);
    });

    it('leaves no database running when it is interrupted', async () => {
      const file = await write('long.ndjson', nightsOf('long', 3_000, 5).bodies);
      const child = spawnAuren(data.path, ['import', file, '--provider', 'terra']);
      const exited = once(child, 'exit');
      const postmaster = await until('its database', () => {
        const pid = postmasterOf(data.path);
        return pid !== undefined && !isGone(pid) ? pid : undefined;
      });
      await until('it works', async () => (await storedWebhooks(data.path).catch(() => [])).length > 100);
      child.kill('SIGINT');
      expect(await exited).toEqual([130, null]);
      expect(isGone(postmaster)).toBe(true);
    });

    it('refuses another master key than the one its data was sealed with', async () => {
      const { code, output } = await run(['serve'], { AUREN_MASTER_KEY: KEY });
      expect([code, output]).toEqual([1, expect.stringContaining('master_key_mismatch')]);
      const left = postmasterOf(data.path);
      expect(left === undefined || isGone(left)).toBe(true);
    });

    it('refuses unknown commands, providers and files with exit code 1', async () => {
      const wrong = [
        ['nonsense'],
        ['import', join(folder, 'ada.ndjson')],
        ['import', join(folder, 'ada.ndjson'), '--provider', 'fitbit'],
        ['import', join(folder, 'missing.ndjson'), '--provider', 'terra'],
        ['import', folder, '--provider', 'terra'],
      ];
      for (const args of wrong) {
        const { code, output } = await run(args);
        expect([args, code]).toEqual([args, 1]);
        expect(output).not.toMatch(NO_STACK);
      }
    });
  });

  describe('beside a running app', () => {
    let auren: RunningAuren;
    beforeAll(async () => {
      auren = await startAuren(data.path);
    });
    afterAll(async () => {
      await auren?.stop();
    });
    const head = async () => (await storedWebhooks(data.path)).length;

    it('finds what was imported before', async () => {
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/ada/nights');
      expect(items(json)).toHaveLength(30);
    });

    it('imports, and the same file again is nothing new', async () => {
      const file = await write('bob.ndjson', nightsOf('bob', 20, 2).bodies);
      const first = await run(['import', file, '--provider', 'terra']);
      expect([first.code, first.output]).toEqual([0, expect.stringContaining('40 lines in')]);
      expect(first.output).toContain('40 new, 0 already known, 0 refused');
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/bob/nights');
      expect(items(json)).toHaveLength(20);
      const position = await logHead();
      const second = await run(['import', file, '--provider', 'terra']);
      expect([second.code, second.output]).toEqual([
        0,
        expect.stringContaining('0 new, 40 already known, 0 refused'),
      ]);
      expect(await logHead()).toBe(position);
    });

    const logHead = async (): Promise<unknown> => {
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/admin/projections');
      return items<{ head: string }>(json)[0]!.head;
    };

    it('takes the good lines of a bad file and names the bad ones', async () => {
      const [one, two] = nightsOf('cal', 1, 3).bodies;
      const file = await write('bad.ndjson', [one!, '{"half":', '', `${two}\r`, 'null']);
      await appendFile(file, Buffer.from([0xff, 0x0a]));
      const { code, output } = await run(['import', file, '--provider', 'terra']);
      expect(code).toBe(1);
      expect(output).toContain('3 new, 0 already known, 2 refused');
      expect(output).toMatch(/line 2: .*JSON/);
      expect(output).toMatch(/line 6: .*UTF-8/);
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/cal/nights');
      expect(items(json)).toHaveLength(1);
    });

    it('takes healthkit bodies for the user it is told', async () => {
      const file = await write('health.ndjson', [
        healthExport('heart_rate', 'count/min', [
          { date: `${daysAgo(1)} 07:30:00 +0000`, qty: 63, source: 'Watch' },
        ]),
      ]);
      const without = await run(['import', file, '--provider', 'healthkit']);
      expect([without.code, without.output]).toEqual([1, expect.stringMatching(/line 1: .*--user/)]);
      expect((await run(['import', file, '--provider', 'healthkit', '--user', 'dee'])).code).toBe(0);
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/dee/readings?metric=heart_rate');
      expect(items(json)).toMatchObject([{ value: 63 }]);
    });

    it('completes an import that was killed when it is run again', async () => {
      const bodies = nightsOf('eve', 1_000, 4).bodies;
      const file = await write('eve.ndjson', bodies);
      const before = await head();
      const child = spawnAuren(data.path, ['import', file, '--provider', 'terra']);
      const exited = once(child, 'exit');
      await until('some of it is stored', async () => (await head()) > before + 100);
      child.kill('SIGKILL');
      await exited;
      const taken = (await head()) - before;
      expect(taken).toBeLessThan(bodies.length);
      const { code, output } = await run(['import', file, '--provider', 'terra']);
      expect(code).toBe(0);
      const [, fresh, known] = /(\d+) new, (\d+) already known, 0 refused/.exec(output)!.map(Number);
      expect([fresh! + known!, await head()]).toEqual([bodies.length, before + bodies.length]);
      expect(known).toBeGreaterThanOrEqual(100);
    });

    it('makes tokens, lists them without their secret, and revokes them', async () => {
      const made = await run(['token', 'create', '--user', 'ada', '--name', 'laptop']);
      expect([made.code, made.output]).toEqual([0, expect.stringMatching(/^auren_[\w-]{43}$/m)]);
      const list = await run(['token', 'list']);
      expect(list.output).toMatch(/^[0-9a-f-]{36} {2}ada {2}\S+ {2}valid {2}laptop$/m);
      expect(list.output).not.toContain(made.output.trim());
      const id = /^([0-9a-f-]{36}) {2}ada/m.exec(list.output)![1]!;
      expect((await run(['token', 'revoke', id])).code).toBe(0);
      expect((await run(['token', 'revoke', id])).code).toBe(1);
      expect((await run(['token', 'list'])).output).toMatch(/ada {2}\S+ {2}revoked /);
      for (const args of [['create'], ['revoke', 'x']])
        expect([args, (await run(['token', ...args])).code]).toEqual([args, 1]);
    });

    it('simulates a person and shows the states', async () => {
      const { code, output } = await run(['simulate', '--url', auren.url, '--user', 'sim', '--nights', '30']);
      expect([code, output]).toEqual([
        0,
        expect.stringContaining('60 signed webhooks acknowledged for sim.'),
      ]);
      expect(output.match(/^ {2}\d{4}-\d\d-\d\d {2}[a-z_]+/gm)).toHaveLength(10);
      const other = await run(['simulate', '--url', auren.url], {
        TERRA_SIGNING_SECRET: 'not-the-secret-of-the-app',
      });
      expect([other.code, other.output]).toEqual([1, expect.stringContaining('signature_invalid')]);
      for (const args of [
        ['--user', 'a b'],
        ['--url', 'http://127.0.0.1:1'],
      ]) {
        const wrong = await run(['simulate', ...args]);
        expect([args, wrong.code]).toEqual([args, 1]);
        expect(wrong.output).not.toMatch(NO_STACK);
      }
    });

    it('finds itself well', async () => {
      const { code, output } = await run(['doctor']);
      expect([code, output]).toEqual([0, expect.stringMatching(/ok +database +PostgreSQL \d+.* \(joined\)/)]);
      expect(output).toMatch(/TERRA_SIGNING_SECRET +set$/m);
      expect(output).not.toContain(SECRET);
      expect(output).not.toContain('BAD');
    });

    it('keeps every secret to its owner and out of its words', async () => {
      for (const name of await readdir(data.path)) {
        const { mode } = await stat(join(data.path, name));
        if (name !== 'postgres') expect([name, (mode & 0o777).toString(8)]).toEqual([name, '600']);
        else expect((mode & 0o77).toString(8)).toBe('0');
      }
      const secrets = await Promise.all(
        ['admin-token', 'master-key', 'postgres-password'].map((name) =>
          readFile(join(data.path, name), 'utf8'),
        ),
      );
      for (const secret of secrets) expect(auren.output()).not.toContain(secret.trim());
      expect(auren.output()).toContain(join(data.path, 'admin-token'));
    });

    describe('with DATABASE_URL', () => {
      let url: string;
      beforeAll(async () => {
        url = (await findOwnedServer(data.path))!;
      });

      it('refuses a master key that is not the one of the database, at once', async () => {
        for (const args of [['gateway'], ['doctor']]) {
          const from = performance.now();
          const { code, output } = await run(args, { DATABASE_URL: url, AUREN_MASTER_KEY: KEY });
          expect([args, code, output]).toEqual([
            args,
            1,
            expect.stringMatching(/master_key_mismatch|first started with/),
          ]);
          expect(performance.now() - from).toBeLessThan(10_000);
          expect(output).not.toContain(KEY);
        }
      });

      it('a port that is taken ends the start at once', async () => {
        const key = (await readFile(join(data.path, 'master-key'), 'utf8')).trim();
        const from = performance.now();
        const { code, output } = await run(['gateway'], {
          DATABASE_URL: url,
          AUREN_MASTER_KEY: key,
          AUREN_ADMIN_TOKEN: 'x'.repeat(40),
          PORT: new URL(auren.url).port,
        });
        expect([code, output]).toEqual([1, expect.stringMatching(/port_in_use.*PORT/)]);
        expect(performance.now() - from).toBeLessThan(10_000);
      });
    });
  });

  describe('a database that is not there', () => {
    it.each([
      ['nobody listens', 'postgres://u:secret-word@127.0.0.1:1/auren'],
      ['nobody listens on either address', 'postgres://u:secret-word@localhost:1/auren'],
      ['no such host', 'postgres://u:secret-word@nowhere.invalid/auren'],
    ])('%s', async (_name, url) => {
      await expectNamed(url, new URL(url).hostname);
    });

    it('somebody listens and never speaks', async () => {
      const silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as { port: number };
      await expectNamed(`postgres://u:secret-word@127.0.0.1:${port}/auren`, '127.0.0.1', ['doctor', 'serve']);
      silent.close();
    });

    /** Says in time which database, and what to do. */
    const expectNamed = async (url: string, host: string, commands = ['doctor']): Promise<void> => {
      const check = async (command: string): Promise<void> => {
        const from = performance.now();
        const { code, output } = await run([command], { DATABASE_URL: url, AUREN_MASTER_KEY: KEY });
        expect([command, code]).toEqual([command, 1]);
        expect(performance.now() - from).toBeLessThan(10_000);
        expect(output).toMatch(/DATABASE_URL/);
        expect(output).toContain(`${host}:${new URL(url).port || 5432}`);
        expect(output).toMatch(/start it|set DATABASE_URL/i);
        expect(output).not.toMatch(NO_STACK);
        expect(output).not.toContain('secret-word');
      };
      await Promise.all(commands.map(check));
    };
  });

  describe('settings that cannot be used stop the start', () => {
    const wrong: readonly (readonly [name: string, value: string])[] = [
      ['PORT', '70000'],
      ['LOG_LEVEL', 'loud'],
      ['MAX_CONCURRENT_WEBHOOKS', '0'],
      ['MAX_WEBHOOK_BYTES', '12MB'],
      ['WEBHOOK_TOLERANCE_S', '-5'],
      ['AUREN_RULESET', 'made/up'],
    ];
    const wrongSecrets: readonly (readonly [name: string, value: string])[] = [
      ['DATABASE_URL', 'mysql://u:secret-word@h/d'],
      ['AUREN_MASTER_KEY', 'c2hvcnQ='],
    ];

    it.each(['serve', 'doctor'])(
      '%s: each is named with its value and what is allowed, secrets without theirs',
      async (command) => {
        const { code, output } = await run([command], Object.fromEntries([...wrong, ...wrongSecrets]));
        expect([code, output]).toEqual([1, expect.stringContaining('config_invalid')]);
        for (const [name, value] of wrong) expect(output).toMatch(new RegExp(`${name}="${value}": .{10,}`));
        for (const [name, value] of wrongSecrets) {
          expect(output).toMatch(new RegExp(`${name}=\\(hidden\\): .{10,}`));
          expect(output).not.toContain(value);
        }
        expect(output).not.toMatch(NO_STACK);
      },
    );

    it('an engine that is not built in', async () => {
      const { code, output } = await run(['serve'], { EVENTSTORE_URL: 'esdb://localhost:2113' });
      expect([code, output]).toEqual([1, expect.stringContaining('EVENTSTORE_URL')]);
    });

    it('DATABASE_URL without AUREN_MASTER_KEY', async () => {
      const { code, output } = await run(['serve'], {
        DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/auren',
      });
      expect([code, output]).toEqual([
        1,
        expect.stringContaining('AUREN_MASTER_KEY is required with DATABASE_URL'),
      ]);
      expect(output).not.toContain('secret-word');
    });
  });
});
