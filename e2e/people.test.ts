import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import {
  daysAgo,
  healthExport,
  sleepEntry,
  type TerraPerson,
  terraBody,
  terraEvent,
} from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { items } from './testing/pages.ts';
import { type Answer, ask, postHealthkit, postTerra } from './testing/terra.ts';

const SHARED = 'e2e-shared-healthkit-token';
const SDNN = 'heart_rate_variability.sdnn';

describe('whose data it is', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const get = (path: string) => ask(auren.url, auren.adminToken, path);
  const values = async (user: string, metric: string) =>
    items<{ value: number }>((await get(`/api/v1/users/${user}/readings?metric=${metric}`)).json).map(
      ({ value }) => value,
    );

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, { HEALTHKIT_TOKEN: SHARED });
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  describe('HealthKit', () => {
    const variability = (qty: number, more: object = {}) =>
      healthExport(
        'heart_rate_variability',
        'ms',
        [{ date: `${daysAgo(1)} 07:30:00 +0200`, qty, source: 'Apple Watch' }],
        more,
      );
    let token = '';

    beforeAll(async () => {
      const made = await ask(auren.url, auren.adminToken, '/api/v1/admin/tokens', {
        method: 'POST',
        body: JSON.stringify({ name: 'phone', user_id: 'hana' }),
      });
      token = made.json['token'] as string;
    });

    const expectTaken = (answer: Answer): void => {
      expect([answer.status, answer.json['status'], answer.json['duplicate']]).toEqual([
        202,
        'accepted',
        false,
      ]);
    };

    it('takes a token of the user as bearer, and SDNN is stored as SDNN', async () => {
      expectTaken(await postHealthkit(auren.url, variability(41), { authorization: `Bearer ${token}` }));
      expect(await values('hana', SDNN)).toEqual([41]);
      expect(await values('hana', 'heart_rate_variability.rmssd')).toEqual([]);
      const again = await postHealthkit(auren.url, variability(41), { authorization: `Bearer ${token}` });
      expect([again.status, again.json['duplicate']]).toEqual([202, true]);
    });

    it('takes a token of the user as api-key; the token wins over a user named in the body', async () => {
      expectTaken(await postHealthkit(auren.url, variability(42, { user_id: 'ivo' }), { 'api-key': token }));
      expect(await values('hana', SDNN)).toEqual([42]);
      expect((await get('/api/v1/users/ivo/state')).status).toBe(404);
    });

    it('takes the shared token with the user in the body or the query, and refuses it without', async () => {
      const shared = { authorization: `Bearer ${SHARED}` };
      expectTaken(await postHealthkit(auren.url, variability(43, { user_id: 'ivo' }), shared));
      expect(await values('ivo', SDNN)).toEqual([43]);
      expectTaken(await postHealthkit(auren.url, variability(44), { 'api-key': SHARED }, '?user_id=jana'));
      expect(await values('jana', SDNN)).toEqual([44]);
      const nobody = await postHealthkit(auren.url, variability(45), shared);
      expect([nobody.status, nobody.json['code']]).toEqual([400, 'invalid_request']);
    });

    it('answers 400 to what it cannot read, once it knows who sends it', async () => {
      const before = await values('hana', SDNN);
      for (const text of ['', '{"data":', 'NaN']) {
        const answer = await postHealthkit(auren.url, text, { 'api-key': token });
        expect([answer.status, answer.json['code']]).toEqual([400, 'body_unreadable']);
        const stranger = await postHealthkit(auren.url, text, {});
        expect(stranger.status).toBe(403);
      }
      expect(await values('hana', SDNN)).toEqual(before);
    });

    it('answers 403 without, with a wrong, with an admin and with a revoked token', async () => {
      const made = await ask(auren.url, auren.adminToken, '/api/v1/admin/tokens', {
        method: 'POST',
        body: JSON.stringify({ name: 'lost phone', user_id: 'hana' }),
      });
      await ask(auren.url, auren.adminToken, `/api/v1/admin/tokens/${made.json['id']}`, { method: 'DELETE' });
      for (const headers of [
        {},
        { 'api-key': 'nonsense' },
        { authorization: `Bearer ${auren.adminToken}` },
        { authorization: `Bearer ${made.json['token']}` },
      ] as Record<string, string>[]) {
        const answer = await postHealthkit(auren.url, variability(46), headers);
        expect([answer.status, answer.json['code']]).toEqual([403, 'forbidden']);
      }
      expect(await values('hana', SDNN)).toEqual([42]);
    });
  });

  describe('Terra connections', () => {
    const unnamed: TerraPerson = { external: 'ext-con' };
    const named: TerraPerson = { external: 'ext-con', reference: 'con' };
    const sleepOf = (person: TerraPerson, day: number, bpm: number) =>
      terraBody('sleep', person, [sleepEntry(daysAgo(day), { avg_hr_bpm: bpm })]);
    const post = async (body: string): Promise<void> => {
      const answer = await postTerra(auren.url, body);
      expect([answer.status, answer.json['duplicate']]).toEqual([202, false]);
    };
    const unassigned = async () =>
      items<{ external_user: string; deliveries: number }>((await get('/api/v1/admin/unassigned')).json)
        .filter(({ external_user }) => external_user.startsWith('ext-'))
        .map(({ external_user, deliveries }) => [external_user, deliveries]);
    const connections = async () =>
      items<{ kind: string }>((await get('/api/v1/users/con/timeline?limit=1000')).json)
        .map(({ kind }) => kind)
        .filter((kind) => /Device|Connection/.test(kind))
        .toReversed();

    it('keeps a body that names nobody under unassigned', async () => {
      await post(sleepOf(unnamed, 9, 51));
      await post(sleepOf(unnamed, 8, 52));
      expect(await unassigned()).toEqual([['ext-con', 2]]);
      expect((await get('/api/v1/users/con/state')).json['code']).toBe('user_unknown');
    });

    it('replays it once a connection names the user', async () => {
      await post(terraEvent('auth', named, { status: 'success', reference_id: 'con' }));
      expect(await values('con', 'heart_rate')).toEqual([51, 52]);
      expect(await unassigned()).toEqual([]);
      expect(await connections()).toEqual(['DeviceConnected']);
    });

    it('knows the person from then on', async () => {
      await post(sleepOf(unnamed, 7, 53));
      expect(await values('con', 'heart_rate')).toEqual([51, 52, 53]);
      expect(await unassigned()).toEqual([]);
    });

    it('ends with deauth; data that still comes is kept and revives nothing', async () => {
      await post(terraEvent('deauth', named, { status: 'success', message: 'user deauthenticated' }));
      await post(sleepOf(named, 6, 54));
      expect(await values('con', 'heart_rate')).toEqual([51, 52, 53, 54]);
      expect(await connections()).toEqual(['DeviceConnected', 'DeviceDisconnected']);
    });

    it('connects anew with auth', async () => {
      await post(terraEvent('auth', named, { status: 'success', attempt: 2 }));
      expect(await connections()).toEqual(['DeviceConnected', 'DeviceDisconnected', 'DeviceConnected']);
    });

    it('follows the person to the new id of a user_reauth', async () => {
      const user = (id: string) => ({ user_id: id, provider: 'GARMIN', reference_id: 'con' });
      await post(
        JSON.stringify({
          type: 'user_reauth',
          status: 'warning',
          old_user: user('ext-con'),
          new_user: user('ext-con-2'),
        }),
      );
      await post(sleepOf({ external: 'ext-con-2' }, 5, 55));
      expect(await values('con', 'heart_rate')).toEqual([51, 52, 53, 54, 55]);
      expect((await connections()).at(-1)).toBe('DeviceConnected');
    });

    it('follows the person when the user_reauth names nobody, by the old id', async () => {
      const user = (id: string) => ({ user_id: id, provider: 'GARMIN', reference_id: null });
      await post(
        JSON.stringify({
          type: 'user_reauth',
          status: 'warning',
          old_user: user('ext-con-2'),
          new_user: user('ext-con-3'),
        }),
      );
      await post(sleepOf({ external: 'ext-con-3' }, 4, 56));
      expect(await values('con', 'heart_rate')).toEqual([51, 52, 53, 54, 55, 56]);
      expect(await unassigned()).toEqual([]);
    });

    it('assigns what keeps coming while the connection becomes known', async () => {
      const people = Array.from({ length: 20 }, (_, i) => ({
        external: `ext-race-${i}`,
        reference: `race-${i}`,
      }));
      const days = Array.from({ length: 15 }, (_, i) => 30 - i);
      const tell = async (person: (typeof people)[number]): Promise<void> => {
        await post(terraEvent('auth', person, { status: 'success' }));
        for (const day of days) await post(sleepOf({ external: person.external }, day, 40 + day));
      };
      await Promise.all(people.map(tell));
      expect(await unassigned()).toEqual([]);
      for (const { reference } of people)
        expect([reference, await values(reference, 'heart_rate')]).toEqual([
          reference,
          days.map((day) => 40 + day),
        ]);
    });

    it('stores what it does not know, and answers 202', async () => {
      await post(terraEvent('lab_report.completed', named, { something: { new: true } }));
      await post(terraEvent('connection_error', named, { status: 'error', message: 'token expired' }));
      expect((await connections()).length).toBeGreaterThan(3);
    });
  });

  it('parked nothing', async () => {
    expect(await parkedEvents(data.path)).toEqual([]);
  });
});
