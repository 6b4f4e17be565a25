import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualNight } from '../domain/testing/nights.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody, thermometerBody } from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

interface Notice {
  readonly flag: string;
  readonly text: string;
}
interface Proposal {
  readonly rank: string;
  readonly proposed_on: string;
}

describe('what people tell', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const call = (path: string, body?: object) =>
    ask(
      auren.url,
      auren.adminToken,
      `/api/v1/${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
  const say = (user: string, words: object) =>
    call(`users/${user}/check-ins`, { date: daysAgo(0), ...words });
  const notices = async (user: string) => (await call(`users/${user}/state`)).json['notices'] as Notice[];
  const untilFlags = (user: string, flags: readonly string[]) =>
    until(
      `flags ${flags}`,
      async () => String((await notices(user)).map(({ flag }) => flag)) === String(flags),
    );
  const proposals = async (user: string) =>
    items<Proposal>((await call(`users/${user}/interventions?limit=100`)).json);
  /** Unusual last nights, after which somebody who said nothing is proposed one thing. */
  const sleep = async (user: string, first: number, last: number): Promise<void> => {
    for (const body of nightsOf(user, 40, 7).bodies.slice(first, last))
      expect((await postTerra(auren.url, body)).status).toBe(202);
    // Twice: what the first makes of the nights is in the log when the second waits for it.
    await call(`users/${user}/state`);
    await call(`users/${user}/state`);
  };

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    for (const user of ['ada', 'bea', 'cia', 'dan']) await sleep(user, 0, 1);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('about their health raises a red flag, which a German message is told in German, until it is taken back', async () => {
    expect((await say('ada', { health: { asleep_while_driving: true } })).status).toBe(201);
    await untilFlags('ada', ['SF10']);
    const told = await call('chat', { user_id: 'ada', message: 'Wie geht es mir heute?' });
    expect(told.json['response']).toMatch(/^Was du über deinen Schlaf berichtet hast/);
    expect(told.json['cognitive_mode']).toBe('sentinel');
    expect((await say('ada', { health: { asleep_while_driving: false } })).status).toBe(201);
    await untilFlags('ada', []);
    const [said] = items<{ said: object }>((await call('users/ada/check-ins')).json);
    expect(said!.said).toEqual({ health: { asleep_while_driving: false } });
  });

  it('as a condition excludes from a state, whatever list it is told in', async () => {
    expect((await say('ada', { conditions: ['pregnancy'] })).status).toBe(201);
    await untilFlags('ada', ['SF12']);
    expect((await call('users/ada/state')).json).toMatchObject({ state: 'insufficient_data' });
  });

  it('that is unknown is refused with a code and what may be said', async () => {
    const { status, json } = await say('ada', { conditions: ['hypochondria'] });
    expect([status, json['code']]).toEqual([400, 'invalid_request']);
    expect(json['detail']).toMatch(/conditions.*raynaud/);
    expect((await say('ada', { health: { headache: true } })).json['code']).toBe('invalid_request');
  });

  it('in words of despair is answered with help alone, and nothing is proposed after it', async () => {
    const { json } = await say('bea', { scores: { mood: 1 }, note: 'I want to kill myself' });
    expect(Object.keys(json).sort()).toEqual(['date', 'duplicate', 'id', 'safety', 'stored']);
    expect(json['safety']).toEqual({ flag: 'SF1', text: expect.stringContaining('988') });
    await sleep('bea', 1, 80);
    expect((await call('users/bea/state')).json).not.toMatchObject({ state: 'insufficient_data' });
    expect(await proposals('bea')).toEqual([]);
    await sleep('eve', 0, 80);
    expect(await proposals('eve')).toHaveLength(1);
  });

  it('as consent lets more than one thing be proposed', async () => {
    expect((await say('cia', { unprompted_consent: true })).status).toBe(201);
    const low = { ...usualNight(0), rmssdMs: 33, nightHeartRatePerMin: 64 };
    const slept = [...Array.from({ length: 40 }, (_, index) => usualNight(index)), ...Array(5).fill(low)];
    const entries = slept.map(({ rmssdMs, nightHeartRatePerMin }, index) =>
      sleepEntry(daysAgo(slept.length - 1 - index), {
        avg_hrv_rmssd: rmssdMs,
        avg_hr_bpm: nightHeartRatePerMin,
      }),
    );
    await postTerra(auren.url, terraBody('sleep', { external: 'ext-cia', reference: 'cia' }, entries));
    await sleep('cia', 1, 1);
    expect((await call('users/cia/state')).json).toMatchObject({ state: 'strained' });
    expect((await proposals('cia')).map(({ rank }) => rank).sort()).toEqual(['primary', 'secondary']);
  });

  it('nor does anything come beside a value that presses', async () => {
    await postTerra(auren.url, thermometerBody({ external: 'ext-dan', reference: 'dan' }, 40.2));
    await untilFlags('dan', ['SF6']);
    await sleep('dan', 1, 80);
    expect(await proposals('dan')).toEqual([]);
  });

  it('parks nothing', async () => {
    expect(await parkedEvents(data.path)).toEqual([]);
  });
});
