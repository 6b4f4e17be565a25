import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DataDir,
  type Environment,
  makeDataDir,
  type RunningAuren,
  runAuren,
  startAuren,
} from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { readiness, untilDown } from './testing/readiness.ts';
import { ask, postTerra } from './testing/terra.ts';

/** What is promised is 10 s; the rest is for Node itself to start on a machine that does other things too. */
const EXIT_MS = 15_000;

const takePort = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

let mute: Server;
let places: Record<'nobody listens' | 'no such host' | 'never speaks', string>;
let database: OwnDatabase;
let data: DataDir;
let given: Environment;
beforeAll(async () => {
  const gone = createServer();
  const nobody = await takePort(gone);
  gone.close();
  mute = createServer((socket) => socket.on('error', () => {}).resume());
  places = {
    'nobody listens': `127.0.0.1:${nobody}`,
    'no such host': 'no-such-host.invalid:9999',
    'never speaks': `127.0.0.1:${await takePort(mute)}`,
  };
  database = await createOwnDatabase();
  data = await makeDataDir();
  given = { DATABASE_URL: database.url, AUREN_MASTER_KEY: randomBytes(32).toString('base64') };
});
afterAll(async () => {
  mute?.close();
  await database?.remove();
  await data?.remove();
});
const PLACES = ['nobody listens', 'no such host', 'never speaks'] as const;

describe('an engine that AUREN rests on is not there', () => {
  it.each(PLACES)(
    '%s: serve, gateway and worker say which engine, why and what to do, and end',
    async (place) => {
      const cases: [variable: string, url: string, remedy: RegExp][] = [
        [
          'DATABASE_URL',
          `postgres://someone:pa55word@${places[place]}/auren`,
          /Start it, or set DATABASE_URL/,
        ],
        [
          'EVENTSTORE_URL',
          `esdb://someone:pa55word@${places[place]}?tls=false`,
          /Is it running.*Unset EVENTSTORE_URL/,
        ],
      ];
      for (const [variable, url, remedy] of cases) {
        const end = async (command: string): Promise<void> => {
          const from = performance.now();
          const { code, output } = await runAuren(data.path, [command], { ...given, [variable]: url });
          const what = `${command} with ${variable}: ${output}`;
          expect(code, what).toBeGreaterThan(0);
          expect(performance.now() - from, what).toBeLessThan(EXIT_MS);
          expect(output, what).toContain(variable);
          expect(output, what).toContain(places[place].split(':')[0]);
          expect(output, what).toMatch(remedy);
          expect(output, what).not.toMatch(/pa55word|^\s+at /m);
        };
        await Promise.all(['serve', 'gateway', 'worker'].map(end));
      }
    },
  );
});

describe('engines that AUREN can do without are not there', () => {
  let auren: RunningAuren | undefined;
  afterAll(async () => {
    await auren?.stop();
  });

  it.each(PLACES)('%s: it starts, says so in /ready, and the flow works', async (place) => {
    auren = await startAuren(data.path, {
      ...given,
      AUREN_NAMESPACE: 'e2e-nowhere',
      REDIS_URL: `redis://${places[place]}`,
      CHROMA_URL: `http://${places[place]}`,
      KAFKA_BROKERS: places[place],
      EMBEDDING_URL: `http://${places[place]}/v1`,
      EMBEDDING_MODEL: 'none',
    });
    const { url, adminToken } = auren;
    const user = `nowhere-${PLACES.indexOf(place)}`;
    const { nights, bodies } = nightsOf(user, 8, 3);
    for (const body of bodies) expect((await postTerra(url, body)).status).toBe(202);
    const answer = await ask(url, adminToken, `/api/v1/users/${user}/nights`);
    expect(items(answer.json)).toHaveLength(nights.length);
    const reply = await ask(url, adminToken, '/api/v1/chat', {
      method: 'POST',
      body: JSON.stringify({ user_id: user, message: 'How am I?' }),
    });
    expect(reply).toMatchObject({ status: 200, json: { partial: true, turn: 1 } });
    expect(reply.json['response']).not.toBe('');
    await untilDown(url, 'redis', 'chroma', 'embeddings', 'kafka');
    expect(await readiness(url)).toMatchObject({ code: 200, status: 'degraded' });
    expect(await auren.stop()).toBe(0);
  });
});
