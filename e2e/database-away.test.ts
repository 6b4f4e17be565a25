import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRelay, type Relay } from '../eventstore/testing/relay.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody } from './testing/bodies.ts';
import { startSteadyLoad } from './testing/load.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { items } from './testing/pages.ts';
import { expectUnavailable, readiness } from './testing/readiness.ts';
import { untilSettled } from './testing/settled.ts';
import { type Answer, ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

describe('log and read models in one database', () => {
  let database: OwnDatabase;
  let relay: Relay;
  let data: DataDir;
  let auren: RunningAuren;
  beforeAll(async () => {
    database = await createOwnDatabase();
    relay = await createRelay(database.url);
    data = await makeDataDir();
    auren = await startAuren(data.path, {
      DATABASE_URL: relay.url,
      AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
    });
  });
  afterAll(async () => {
    await auren?.stop();
    await relay?.close();
    await database?.remove();
    await data?.remove();
  });
  const request = (path: string, init: RequestInit = {}): Promise<Answer> =>
    ask(auren.url, auren.adminToken, path, { ...init, headers: { prefer: 'respond-async' } });
  const chat = (message: string): Promise<Answer> =>
    request('/api/v1/chat', { method: 'POST', body: JSON.stringify({ user_id: 'ada', message }) });

  const checkIn = (note: string): Promise<Answer> =>
    request('/api/v1/users/ada/check-ins', {
      method: 'POST',
      body: JSON.stringify({ date: daysAgo(1), note }),
    });

  it('away: nothing is promised, help is still given; back: all goes on by itself', async () => {
    for (const body of nightsOf('ada', 4, 7).bodies)
      expect((await postTerra(auren.url, body)).status).toBe(202);
    await untilSettled(auren.url, auren.adminToken);
    const steady = startSteadyLoad(auren.url, 2);
    await until('some promises', () => steady.load.promised.length >= 4);
    await relay.refuse();
    const entry = sleepEntry(daysAgo(1), { avg_hr_bpm: 50 });
    const [webhook, nights, reply, cry, said, cryInNote] = await Promise.all([
      postTerra(auren.url, terraBody('sleep', { external: 'ext-ada', reference: 'ada' }, [entry])),
      request('/api/v1/users/ada/nights'),
      chat('How am I?'),
      chat('I want to kill myself'),
      checkIn('slept well'),
      checkIn('I want to kill myself'),
    ]);
    for (const answer of [webhook, nights, reply, said]) expectUnavailable(answer);
    expect([cry.status, cry.json['turn'], cry.json['safety']]).toMatchObject([200, null, { flag: 'SF1' }]);
    expect([cryInNote.status, cryInNote.json['stored'], cryInNote.json['safety']]).toMatchObject([
      200,
      false,
      { flag: 'SF1' },
    ]);
    expect(await readiness(auren.url)).toMatchObject({ code: 503, status: 'not_ready' });
    expect((await fetch(`${auren.url}/health`)).status).toBe(200);
    expect((await fetch(`${auren.url}/metrics`)).status).toBe(200);

    await relay.open();
    const before = steady.load.promised.length;
    await until('webhooks are accepted', () => steady.load.promised.length > before + 2);
    await until('it is ready', async () => (await readiness(auren.url)).status === 'ready');
    const { promised } = await steady.stop();
    await untilSettled(auren.url, auren.adminToken);
    expect(items((await request('/api/v1/users/ada/nights')).json)).toHaveLength(4);
    const { rows } = await database.pool.query<{ event_id: string }>('select event_id from read.deliveries');
    const read = rows.map((row) => row.event_id);
    expect(new Set(read).size).toBe(read.length);
    expect(promised.filter((id) => !new Set(read).has(id))).toEqual([]);
  });
});
