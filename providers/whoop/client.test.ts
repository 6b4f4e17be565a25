import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FetchedRecord, ProviderApiError } from '../api.ts';
import { api } from './client.ts';
import { cycle, fakeCall, joined, measurement, nowMs, recovery, sleep, sleepId, workout } from './testing.ts';

const window = { from: '2026-03-27T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' };
const query = 'limit=25&start=2026-03-27T00%3A00%3A00.000Z&end=2026-03-30T00%3A00%3A00.000Z';
const sleepPath = `/v2/activity/sleep/${sleepId}`;
const page = (records: unknown[], next_token?: unknown) => ({ records, next_token });
const empty = {
  '/v2/activity/sleep': page([]),
  '/v2/cycle': page([]),
  '/v2/activity/workout': page([]),
  '/v2/recovery': page([]),
};

const everything = async (answers: Record<string, unknown>) => {
  const { context, asked } = fakeCall(answers);
  const records: FetchedRecord[] = [];
  for await (const some of api.fetchWindow(context, window)) records.push(...some);
  return { records, asked };
};
const named = (records: readonly FetchedRecord[]) =>
  records.map(({ collection, recordId }) => [collection, recordId]);

describe('what a notification names', () => {
  test('a sleep', async () => {
    const { context, asked } = fakeCall({ [sleepPath]: sleep });
    const records = await api.fetchRecord(context, { collection: 'sleep', recordId: sleepId });
    const ordering = Date.parse('2026-03-29T06:10:00.500Z');
    expect(records).toEqual([{ collection: 'sleep', recordId: sleepId, ordering, body: sleep }]);
    expect(asked).toEqual([`GET ${sleepPath}`]);
  });

  test('a recovery: its sleep, then that of the cycle, never by the id itself', async () => {
    const { context, asked } = fakeCall({ [sleepPath]: sleep, '/v2/cycle/4711/recovery': recovery });
    const records = await api.fetchRecord(context, { collection: 'recovery', recordId: sleepId });
    expect(named(records)).toEqual([
      ['sleep', sleepId],
      ['recovery', sleepId],
    ]);
    expect(records[1]).toMatchObject({ body: joined, ordering: Date.parse('2026-03-29T06:12:00.000Z') });
    expect(asked).toEqual([`GET ${sleepPath}`, 'GET /v2/cycle/4711/recovery']);
  });

  test.each([
    ['is of another sleep', { ...recovery, sleep_id: 'another' }],
    ['is not there', new ProviderApiError('not_found', 'no')],
  ])('a recovery whose cycle %s is looked for in the list', async (_, ofCycle) => {
    const { context, asked } = fakeCall({
      [sleepPath]: sleep,
      '/v2/cycle/4711/recovery': ofCycle,
      '/v2/recovery': page([{ ...recovery, sleep_id: 'another' }, recovery]),
    });
    const records = await api.fetchRecord(context, { collection: 'recovery', recordId: sleepId });
    expect(records[1]!.body).toEqual(joined);
    expect(asked.at(-1)).toBe(
      'GET /v2/recovery?limit=25&start=2026-03-27T22%3A30%3A00.000Z&end=2026-03-30T05%3A30%3A00.000Z',
    );
  });

  test('a recovery that is nowhere is not there yet; another failure stays what it is', async () => {
    const notice = { collection: 'recovery', recordId: sleepId };
    const nowhere = fakeCall({ [sleepPath]: sleep, '/v2/recovery': page([]) });
    await expect(api.fetchRecord(nowhere.context, notice)).rejects.toMatchObject({ problem: 'not_found' });
    const limited = fakeCall({
      [sleepPath]: sleep,
      '/v2/cycle/4711/recovery': new ProviderApiError('rate_limited', 'later', { retryAfterS: 9 }),
    });
    await expect(api.fetchRecord(limited.context, notice)).rejects.toMatchObject({ retryAfterS: 9 });
  });

  test('a workout, a cycle, and nothing of a collection WHOOP does not have', async () => {
    const { context } = fakeCall({
      '/v2/activity/workout/w': workout,
      '/v2/cycle/1': cycle,
      '/v2/activity/sleep/x': 7,
    });
    const fetched = (collection: string, recordId: string) =>
      api.fetchRecord(context, { collection, recordId });
    expect(named(await fetched('workout', 'w'))).toEqual([['workout', 'w']]);
    expect(named(await fetched('cycle', '1'))).toEqual([['cycle', '1']]);
    expect(await fetched('constructor', '1')).toEqual([]);
    await expect(fetched('sleep', 'x')).rejects.toMatchObject({ problem: 'unreadable' });
  });
});

describe('a window', () => {
  test('all collections; a recovery gets the times of its sleep without asking again', async () => {
    const { records, asked } = await everything({
      '/v2/activity/sleep': page([sleep]),
      '/v2/cycle': page([cycle]),
      '/v2/activity/workout': page([workout]),
      '/v2/recovery': page([recovery]),
      '/v2/user/measurement/body': measurement,
    });
    expect(named(records)).toEqual([
      ['sleep', sleepId],
      ['cycle', '4711'],
      ['workout', workout.id],
      ['recovery', sleepId],
      ['body_measurement', 'current'],
    ]);
    expect(records[3]!.body).toEqual(joined);
    expect(records[4]).toEqual({
      collection: 'body_measurement',
      recordId: 'current',
      body: measurement,
      ordering: nowMs,
    });
    expect(asked).toHaveLength(5);
    expect(asked[0]).toBe(`GET /v2/activity/sleep?${query}`);
  });

  test('follows the pages to their end', async () => {
    const cycles = Array.from({ length: 60 }, (_, index) => ({ ...cycle, id: index }));
    const { records, asked } = await everything({
      ...empty,
      [`/v2/cycle?${query}`]: page(cycles.slice(0, 25), 'b'),
      [`/v2/cycle?${query}&nextToken=b`]: page(cycles.slice(25, 50), 'c'),
      [`/v2/cycle?${query}&nextToken=c`]: page(cycles.slice(50), null),
    });
    expect(named(records)).toEqual(cycles.map(({ id }) => ['cycle', String(id)]));
    expect(asked.filter((url) => url.includes('/v2/cycle'))).toHaveLength(3);
  });

  test('pages that do not end are a fault, not a loop', async () => {
    await expect(everything({ ...empty, '/v2/cycle': page([cycle], 'again') })).rejects.toMatchObject({
      problem: 'unreadable',
    });
    let next = 0;
    const answers = {
      ...empty,
      get '/v2/cycle'() {
        return page([], `token ${next++}`);
      },
    };
    await expect(everything(answers)).rejects.toMatchObject({ problem: 'unreadable' });
    expect(next).toBe(1_000);
    await expect(everything({ ...empty, '/v2/cycle': {} })).rejects.toMatchObject({ problem: 'unreadable' });
  });

  test('the sleep of a recovery that lies outside is asked for; one that is gone leaves the recovery without times', async () => {
    const outside = await everything({ ...empty, '/v2/recovery': page([recovery]), [sleepPath]: sleep });
    expect(outside.records[0]!.body).toEqual(joined);
    const gone = await everything({ ...empty, '/v2/recovery': page([recovery]) });
    expect(gone.records[0]!.body).toEqual({ recovery, sleep: null });
  });

  test('what has no id is passed over', async () => {
    const { records } = await everything({
      ...empty,
      '/v2/cycle': page([null, {}, { id: 'a/b' }]),
      '/v2/recovery': page([{}]),
    });
    expect(records).toEqual([]);
  });
});

test('without a time of its own a record is as new as its fetch', async () => {
  for (const updated_at of [undefined, 'yesterday', '2027-01-01T00:00:00Z']) {
    const { context } = fakeCall({ [sleepPath]: { ...sleep, updated_at } });
    const [record] = await api.fetchRecord(context, { collection: 'sleep', recordId: sleepId });
    expect(record!.ordering).toBe(nowMs);
  }
});

test('the person of a token, and the end of it', async () => {
  const { call, asked } = fakeCall({
    '/v2/user/profile/basic': { user_id: 10129 },
    '/v2/user/access': undefined,
  });
  expect(await api.fetchAccount(call, {})).toBe('10129');
  await api.revoke!(call, '10129');
  expect(asked.at(-1)).toBe('DELETE /v2/user/access');
  await expect(api.fetchAccount(fakeCall({ '/v2/user/profile/basic': {} }).call, {})).rejects.toMatchObject({
    problem: 'unreadable',
  });
});

test('tokens come from the origin of the API, and can be renewed', () => {
  const { oauth, url } = api;
  expect(oauth.authorizeUrl).toBe(new URL(oauth.authorizePath, url).href);
  expect(new URL(oauth.tokenPath, url).href).toBe('https://api.prod.whoop.com/oauth/oauth2/token');
  expect(oauth.scopes).toContain(oauth.refreshScope);
});

const samples = new URL('../../../shared/data/payloads/', import.meta.url);
const sample = (name: string) => JSON.parse(readFileSync(new URL(`whoop-api-${name}.json`, samples), 'utf8'));

test.skipIf(!existsSync(samples))(
  "WHOOP's own examples are read whole (skipped where they are not present)",
  () => {
    const count = (collection: string, body: unknown) => {
      const [document] = api.mapRecord(
        { collection, recordId: 'x', ordering: 0, body },
        { externalUser: '1' },
        nowMs,
      );
      return [document!.readings.length, document!.quarantined.length];
    };
    expect(count('sleep', sample('sleep'))).toEqual([9, 0]);
    expect(count('sleep', sample('sleep-pending'))).toEqual([0, 0]);
    expect(count('recovery', { recovery: sample('recovery'), sleep: sample('sleep') })).toEqual([5, 0]);
    expect(count('cycle', sample('cycle'))).toEqual([4, 0]);
    expect(count('workout', sample('workout'))).toEqual([6, 0]);
    expect(count('body_measurement', sample('body-measurement'))).toEqual([2, 0]);
  },
);
