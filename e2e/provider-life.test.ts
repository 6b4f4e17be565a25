import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysAgo, healthExport, sleepEntry, terraBody, terraEvent } from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { items } from './testing/pages.ts';
import {
  type FetchedProvider,
  nightOf,
  OURA,
  type ProviderWorld,
  RMSSD,
  startProviderWorld,
  WHOOP,
} from './testing/provider-world.ts';
import { postHealthkit, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

const SHARED = 'e2e-shared-healthkit-token';
const DATE = daysAgo(2);

describe('from connecting to disconnecting', () => {
  let world: ProviderWorld;
  beforeAll(async () => {
    world = await startProviderWorld({ HEALTHKIT_TOKEN: SHARED });
  });
  afterAll(() => world?.stop());

  const values = async (user: string, metric: string): Promise<number[]> => {
    const { json } = await world.get(`/api/v1/users/${user}/readings?metric=${metric}`);
    return items<{ value: number }>(json).map(({ value }) => value);
  };

  describe.each([OURA, WHOOP])('$name', (provider: FetchedProvider) => {
    const user = `life-${provider.name}`;
    const account = provider.account(1);

    it('a person agrees, and is connected as who the provider says they are', async () => {
      const answer = await world.connect(provider, user, account);
      expect([answer.status, answer.json]).toEqual([
        200,
        { provider: provider.name, external_user: account, user_id: user },
      ]);
      expect(await world.connectionStatus(user)).toEqual([`${provider.name} connected`]);
    });

    it('a night that is notified is fetched and assessed', async () => {
      const sent = await world.notify(provider, account, world.put(provider, account, nightOf(DATE, 51)));
      expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 202));
      await world.untilRmssd(user, DATE, 51);
    });

    it('a corrected night supersedes', async () => {
      const before = await world.night(user, DATE);
      await world.notify(provider, account, world.put(provider, account, nightOf(DATE, 63)));
      await world.untilRmssd(user, DATE, 63);
      const after = await world.night(user, DATE);
      expect(after!.supersedes).not.toBeNull();
      expect(after).not.toEqual(before);
    });

    it('a deleted night takes its readings back', async () => {
      const { record } = provider
        .night(account, nightOf(DATE, 63))
        .find(({ collection }) => collection === 'sleep')!;
      const recordId = String(record['id']);
      await world.notify(provider, account, world.api[provider.name].remove(account, 'sleep', recordId));
      await until('the readings are gone', async () => (await values(user, RMSSD)).length === 0);
      expect(await values(user, 'sleep_duration.total')).toEqual([]);
    });

    it('who disconnects is asked for no more', async () => {
      const { status, json } = await world.disconnect(provider.name, user);
      expect([status, json]).toEqual([
        200,
        {
          provider: provider.name,
          was_connected: true,
          revoked_at_provider: world.api[provider.name].style.revokePath === undefined ? null : true,
        },
      ]);
      if (world.api[provider.name].style.revokePath !== undefined)
        expect(world.api[provider.name].tokens.grantsOf(account)).toBe(0);
      expect(await world.connectionStatus(user)).toEqual([`${provider.name} disconnected`]);
      const seen = world.api[provider.name].requests.length;
      await world.notify(provider, account, world.put(provider, account, nightOf(daysAgo(1), 70)));
      await until(
        'the fetch is parked',
        async () => (await world.parkedFetches(provider, account)).length > 0,
      );
      expect(world.api[provider.name].requests.length).toBe(seen);
      expect((await world.rmssdOf(user))[daysAgo(1)]).toBeUndefined();
    });

    it('and may connect again', async () => {
      expect((await world.connect(provider, user, account)).status).toBe(200);
      expect(await world.connectionStatus(user)).toEqual([`${provider.name} connected`]);
      await world.untilRmssd(user, daysAgo(1), 70);
    });
  });

  it('terra: announced, pushed, corrected, retracted, left', async () => {
    const person = { external: 'ext-life', reference: 'life-terra' };
    const post = async (body: string): Promise<void> => {
      expect((await postTerra(world.auren.url, body)).status).toBe(202);
    };
    await post(terraEvent('auth', person, { status: 'success' }));
    expect(await world.connectionStatus('life-terra')).toEqual(['terra connected']);
    const night = (rmssd: number) => terraBody('sleep', person, [sleepEntry(DATE, { avg_hrv_rmssd: rmssd })]);
    await post(night(51));
    await world.untilRmssd('life-terra', DATE, 51);
    await post(night(63));
    await world.untilRmssd('life-terra', DATE, 63);
    const run = (upload_type: number) =>
      terraBody('activity', person, [
        {
          metadata: {
            start_time: `${DATE}T17:00:00.000000+00:00`,
            end_time: `${DATE}T17:40:00.000000+00:00`,
            summary_id: 'run-1',
            upload_type,
          },
          heart_rate_data: { summary: { max_hr_bpm: 171 } },
        },
      ]);
    await post(run(1));
    expect(await values('life-terra', 'heart_rate')).toEqual([171]);
    await post(run(4));
    expect(await values('life-terra', 'heart_rate')).toEqual([]);
    await post(terraEvent('deauth', person));
    expect(await world.connectionStatus('life-terra')).toEqual(['terra disconnected']);
  });

  it('Apple Health: the first data connects, a window that is sent again replaces', async () => {
    const at = (hour: string) => `${DATE} ${hour}:00:00 +0000`;
    const post = async (data: readonly object[]): Promise<void> => {
      const body = healthExport('heart_rate', 'bpm', data, { user_id: 'life-apple' });
      const answer = await postHealthkit(world.auren.url, body, { authorization: `Bearer ${SHARED}` });
      expect(answer.status).toBe(202);
    };
    await post([
      { date: at('06'), qty: 58 },
      { date: at('07'), qty: 61 },
    ]);
    expect(await world.connectionStatus('life-apple')).toEqual(['healthkit connected']);
    expect(await values('life-apple', 'heart_rate')).toEqual([58, 61]);
    await post([
      { date: at('06'), qty: 59 },
      { date: at('07'), qty: 61 },
      { date: at('08'), qty: 66 },
    ]);
    expect(await values('life-apple', 'heart_rate')).toEqual([59, 61, 66]);
  });

  it('parked no event', async () => {
    expect(await parkedEvents(world.data.path)).toEqual([]);
  });
});
