import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, runAuren, startAuren } from './testing/auren.ts';
import { daysAgo, sleepEntry, terraBody } from './testing/bodies.ts';
import { parkedEvents, storedWebhooks, withDatabase } from './testing/database.ts';
import { runLoad } from './testing/load.ts';
import { items } from './testing/pages.ts';
import { isGone, postmasterOf, workerOf } from './testing/processes.ts';
import { openRaw, readRaw } from './testing/raw-http.ts';
import { ask, postTerra, sign } from './testing/terra.ts';
import { until } from './testing/until.ts';

const CONNECTIONS = 50;
/** So many promises are the middle of the load. */
const MIDDLE = 10 * CONNECTIONS;
/** However slow the machine: a stop that takes longer is one that hangs. */
const STOP_MS = 30_000;

describe('a 2xx is a promise', () => {
  let data: DataDir;
  let auren: RunningAuren;
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });
  const isOver = (): boolean => auren.process.exitCode !== null || auren.process.signalCode !== null;
  /** One test that fails must not fail the others. */
  beforeEach(async () => {
    if (isOver()) auren = await startAuren(data.path);
  });

  /** Load until the app is gone; `strike` ends it in the middle. */
  const loadThrough = async (strike: () => Promise<unknown>) => {
    let struck: Promise<unknown> | undefined;
    const load = await runLoad(auren.url, CONNECTIONS, isOver, (promised) => {
      if (promised >= MIDDLE) struck ??= strike();
    });
    await struck;
    expect(load.promised.length).toBeGreaterThan(CONNECTIONS);
    return load;
  };

  const everything: string[] = [];
  /** What was promised is in the log, each once. */
  const expectStored = async (promised: readonly string[]): Promise<void> => {
    everything.push(...promised);
    const stored = await storedWebhooks(data.path);
    const known = new Set(stored);
    expect(known.size).toBe(stored.length);
    expect(everything.filter((id) => !known.has(id))).toEqual([]);
  };

  it('kept through SIGKILL of the app in the middle of a load', async () => {
    const worker = workerOf(auren.process.pid!)!;
    const { promised } = await loadThrough(() => auren.kill());
    await until('the worker ends with its parent', () => isGone(worker));
    auren = await startAuren(data.path);
    await expectStored(promised);
  });

  it('kept through SIGKILL of the app and of its database', async () => {
    const postmaster = postmasterOf(data.path)!;
    const { promised } = await loadThrough(async () => {
      process.kill(postmaster, 'SIGKILL');
      await auren.kill();
    });
    auren = await startAuren(data.path);
    await expectStored(promised);
  });

  it('SIGTERM in the middle of a load: every request is answered, nothing stays behind', async () => {
    const worker = workerOf(auren.process.pid!)!;
    const postmaster = postmasterOf(data.path)!;
    let tookMs = 0;
    let exitCode: number | null = null;
    const { promised, refused, unanswered } = await loadThrough(async () => {
      const from = performance.now();
      exitCode = await auren.stop();
      tookMs = performance.now() - from;
    });
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(STOP_MS);
    expect([...unanswered]).toEqual([['ECONNREFUSED', CONNECTIONS]]);
    expect([...refused.keys()].filter((key) => key !== '503 draining')).toEqual([]);
    expect([isGone(worker), isGone(postmaster)]).toEqual([true, true]);
    auren = await startAuren(data.path);
    await expectStored(promised);
  });

  it('a killed worker is started again, and the flow goes on', async () => {
    const first = workerOf(auren.process.pid!)!;
    process.kill(first, 'SIGKILL');
    const body = terraBody('sleep', { external: 'ext-w', reference: 'wim' }, [
      sleepEntry(daysAgo(1), { avg_hr_bpm: 54 }),
    ]);
    expect((await postTerra(auren.url, body)).status).toBe(202);
    const second = await until('another worker', () => {
      const found = workerOf(auren.process.pid!);
      return found === first ? undefined : found;
    });
    const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/wim/readings?metric=heart_rate');
    expect(items(json)).toMatchObject([{ value: 54 }]);
    expect((await fetch(`${auren.url}/ready`)).status).toBe(200);
    expect(isGone(second)).toBe(false);
  });

  it('SIGTERM with a client that stands still: ends all the same', async () => {
    const body = terraBody('sleep', { external: 'ext-slow', reference: 'slow' }, [
      sleepEntry(daysAgo(1), {}),
    ]);
    const socket = await openRaw(auren.url);
    socket.write(
      `POST /webhooks/terra HTTP/1.1\r\nhost: x\r\nterra-signature: ${sign(body)}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
    );
    await until('the request is in', async () =>
      /^auren_webhooks_in_flight 1$/m.test(await (await fetch(`${auren.url}/metrics`)).text()),
    );
    const ended = readRaw(socket);
    const from = performance.now();
    expect(await auren.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(STOP_MS);
    await ended;
    auren = await startAuren(data.path);
  });

  it('an app killed in its first moment leaves no worker, and none of them bars the next start', async () => {
    for (let round = 0; round < 2; round++) {
      const worker = await until('a worker', () => workerOf(auren.process.pid!));
      await auren.kill();
      await until('the worker ends with its parent', () => isGone(worker), 10_000);
      auren = await startAuren(data.path);
    }
    expect((await fetch(`${auren.url}/health`)).status).toBe(200);
  });

  it('and all of it came out of the read models', async () => {
    const answer = await ask(auren.url, auren.adminToken, '/api/v1/users/load-0/nights', {
      headers: { prefer: 'wait=60' },
    });
    expect(items(answer.json).length).toBeGreaterThan(0);
    const { rows } = await withDatabase(data.path, (client) =>
      client.query('select event_id from read.deliveries'),
    );
    const stored = await storedWebhooks(data.path);
    expect(rows.map(({ event_id }) => event_id).toSorted()).toEqual(stored.toSorted());
    expect(await parkedEvents(data.path)).toEqual([]);
  });

  it('a second app on the same data directory is told who has it', async () => {
    const from = performance.now();
    const { code, output } = await runAuren(data.path, ['serve']);
    expect(code).not.toBe(0);
    expect(performance.now() - from).toBeLessThan(20_000);
    expect(output).toMatch(/data_directory_in_use/);
    expect(output).toContain(`process ${auren.process.pid}`);
    expect(output).toContain('AUREN_DATA_DIR');
    expect(output).not.toMatch(/^\s+at /m);
    expect((await fetch(`${auren.url}/ready`)).status).toBe(200);
  });
});
