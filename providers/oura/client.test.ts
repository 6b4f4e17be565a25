import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '../api.ts';
import { fetchAccount, fetchRecord, fetchWindow } from './client.ts';
import { collections } from './documents.ts';
import { type Answer, account, collect, fakeApi, mapped, night, nowMs, problem } from './testing.ts';

const page = (data: unknown[], next_token: unknown = null) => ({ data, next_token });
const below = (path: string): string => path.replace('/v2/usercollection/', '');
const row = (timestamp: string, bpm = 55) => ({ timestamp, bpm, source: 'sleep' });

/** Answers by collection; everything else has no data. */
const fakeOura = (answers: Record<string, Answer>) =>
  fakeApi((request) => {
    const name = below(request.path);
    if (Object.hasOwn(answers, name)) return answers[name]!(request);
    return name === 'personal_info' ? { id: account, email: 'a@example.org', weight: 71.5 } : page([]);
  });

describe('the account', () => {
  test('is the id of personal_info', async () => {
    const { context, asked } = fakeApi(() => ({ id: account, email: 'a@example.org' }));
    expect(await fetchAccount(context.call)).toBe(account);
    expect(asked).toEqual([{ path: '/v2/usercollection/personal_info' }]);
  });

  test.each([[null], [[]], [{}], [{ id: '' }], [{ id: {} }]])('is not in %j', async (answer) => {
    await expect(fetchAccount(fakeApi(() => answer).context.call)).rejects.toMatchObject({
      problem: 'unreadable',
    });
  });
});

describe('the record of a notification', () => {
  test('is fetched by its id, as new as the moment it was asked for', async () => {
    const body = { id: 'r-1', day: '2026-03-29', vo2_max: 44 };
    const { context, asked } = fakeApi(() => body);
    expect(await fetchRecord(context, { collection: 'vO2_max', recordId: 'r-1' })).toEqual([
      { collection: 'vO2_max', recordId: 'r-1', ordering: nowMs, body },
    ]);
    expect(asked).toEqual([{ path: '/v2/usercollection/vO2_max/r-1' }]);
  });

  test('may be not there yet', async () => {
    const { context } = fakeApi(() => problem('not_found'));
    await expect(fetchRecord(context, { collection: 'sleep', recordId: 'r-1' })).rejects.toMatchObject({
      problem: 'not_found',
    });
  });

  test.each([
    ['sleep', '../personal_info'],
    ['sleep', '..'],
    ['nothing', 'r-1'],
    ['../..', 'r-1'],
    ['heartrate', 'person:yesterday'],
  ])('%s %s is not asked for', async (collection, recordId) => {
    const { context, asked } = fakeApi(() => ({}));
    await expect(fetchRecord(context, { collection, recordId })).rejects.toMatchObject({
      problem: 'refused',
    });
    expect(asked).toEqual([]);
  });

  test('that is no object is unreadable', async () => {
    const { context } = fakeApi(() => []);
    await expect(fetchRecord(context, { collection: 'tag', recordId: 'r-1' })).rejects.toMatchObject({
      problem: 'unreadable',
    });
  });

  test('a sleep brings the heart rates of the UTC days it touches', async () => {
    const { context, asked } = fakeOura({
      'sleep/night-1': () => night,
      heartrate: () => page([row('2026-03-28T22:30:00.000Z'), row('2026-03-29T01:00:00.000Z', 53)]),
    });
    const records = await fetchRecord(context, { collection: 'sleep', recordId: 'night-1' });
    expect(records.map(({ collection, recordId }) => [collection, recordId])).toEqual([
      ['sleep', 'night-1'],
      ['heartrate', `${account}:2026-03-28`],
      ['heartrate', `${account}:2026-03-29`],
    ]);
    expect(records[1]!.body).toEqual({ day: '2026-03-28', data: [row('2026-03-28T22:30:00.000Z')] });
    expect(asked[1]).toEqual({
      path: '/v2/usercollection/heartrate',
      query: { start_datetime: '2026-03-28T00:00:00.000Z', end_datetime: '2026-03-30T00:00:00.000Z' },
    });
    for (const { collection, recordId, body } of records)
      expect(mapped(collection, body, recordId)).toMatchObject([
        { documentKey: `${collection}:${recordId}` },
      ]);
  });

  test.each([
    [{ ...night, type: 'deleted' }],
    [{ ...night, type: 'rest' }],
    [{ ...night, bedtime_start: null }],
    [{ ...night, bedtime_start: '2026-01-01T00:00:00Z' }],
  ])('a sleep like %j brings no series', async (body) => {
    const { context, asked } = fakeApi(() => body);
    expect(await fetchRecord(context, { collection: 'sleep', recordId: 'night-1' })).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  test('a sleep counts without its series; what may pass is tried again as a whole', async () => {
    const notice = { collection: 'sleep', recordId: 'night-1' };
    const failing = (name: Parameters<typeof problem>[0]) =>
      fakeOura({ 'sleep/night-1': () => night, heartrate: () => problem(name) }).context;
    for (const name of ['forbidden', 'unauthorized', 'not_found', 'refused', 'unreadable'] as const)
      expect(await fetchRecord(failing(name), notice)).toHaveLength(1);
    for (const name of ['unavailable', 'rate_limited', 'not_connected'] as const)
      await expect(fetchRecord(failing(name), notice)).rejects.toMatchObject({ problem: name });
  });
});

describe('a window', () => {
  const window = { from: '2026-03-28T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' };
  const swept = (answers: Record<string, Answer>, over = window) => {
    const { context, asked } = fakeOura(answers);
    return { asked, records: collect(fetchWindow(context, over)) };
  };

  test('asks every collection, with days to spare on both sides', async () => {
    const { asked, records } = swept({});
    expect((await records).map(({ collection }) => collection)).toEqual(['personal_info']);
    expect(asked.map(({ path }) => below(path)).toSorted()).toEqual(
      ['heartrate', 'personal_info', ...collections.map(({ name }) => name)].toSorted(),
    );
    const padded = { start_date: '2026-03-26', end_date: '2026-03-31' };
    expect(asked.find(({ path }) => below(path) === 'sleep')?.query).toEqual(padded);
    expect(asked.find(({ path }) => below(path) === 'ring_configuration')?.query).toEqual({});
  });

  test('keeps every day that some place on earth has during it, and no other', async () => {
    const days = ['2026-03-26', '2026-03-27', '2026-03-28', '2026-03-30', '2026-03-31'];
    const { records } = swept({ daily_sleep: () => page(days.map((day) => ({ id: `of-${day}`, day }))) });
    expect((await records).slice(1).map(({ recordId }) => recordId)).toEqual([
      'of-2026-03-27',
      'of-2026-03-28',
      'of-2026-03-30',
    ]);
  });

  test('keeps records without a day, and passes over those without an id', async () => {
    const { records } = swept({
      ring_configuration: () => page([{ id: 'ring', day: '2020-01-01' }]),
      enhanced_tag: () => page([{ id: 'tag', start_day: '2026-03-01' }, { text: 'x' }, null, { id: '..' }]),
    });
    expect((await records).slice(1).map(({ recordId }) => recordId)).toEqual(['tag', 'ring']);
  });

  test('goes on to the last page', async () => {
    const workouts: ApiRequest[] = [];
    const { records } = swept({
      workout: (request) => {
        workouts.push(request);
        const token = request.query?.['next_token'];
        return page(
          [{ id: `w-${workouts.length}`, day: '2026-03-29' }],
          token === 't-2' ? null : token === 't-1' ? 't-2' : 't-1',
        );
      },
    });
    expect((await records).slice(1).map(({ recordId, ordering }) => [recordId, ordering > nowMs])).toEqual([
      ['w-1', true],
      ['w-2', true],
      ['w-3', true],
    ]);
    expect(workouts.map(({ query }) => [query?.['next_token'], query?.['start_date']])).toEqual([
      [undefined, '2026-03-26'],
      ['t-1', '2026-03-26'],
      ['t-2', '2026-03-26'],
    ]);
  });

  test.each([
    ['a token that comes twice', () => page([], 'again'), 2],
    ['a token that is no text', () => page([], 5), 1],
    ['no page', () => ({ items: [] }), 1],
    ['nothing', () => undefined, 1],
  ])('ends a list at %s, fetches the rest, and says so', async (_what, answer, calls) => {
    const { asked, records } = swept({ tag: answer });
    await expect(records).rejects.toMatchObject({ problem: 'unreadable' });
    expect(asked.filter(({ path }) => below(path) === 'tag')).toHaveLength(calls);
    expect(asked.some(({ path }) => below(path) === 'heartrate')).toBe(true);
  });

  test('a list has at most 1,000 pages', async () => {
    let count = 0;
    const { records } = swept({ tag: () => page([], `t-${count++}`) });
    await expect(records).rejects.toMatchObject({ problem: 'unreadable' });
    expect(count).toBe(1_000);
  });

  test('the heart rates come as whole UTC days, a week at a time', async () => {
    const weeks: ApiRequest[] = [];
    const { records } = swept(
      {
        heartrate: (request) => {
          weeks.push(request);
          const { start_datetime, end_datetime } = request.query!;
          const noon = start_datetime!.replace('T00', 'T12');
          return request.query!['next_token'] === undefined
            ? page([row(start_datetime!), row(noon)], 'more')
            : page([{ bpm: 50 }, row(end_datetime!)]);
        },
      },
      { from: '2026-03-01T15:00:00.000Z', to: '2026-03-10T09:00:00.000Z' },
    );
    const days = (await records).slice(1);
    // A row at the very end is of a day that this answer does not have whole.
    expect(days.map(({ recordId, body }) => [recordId, (body as { data: unknown[] }).data.length])).toEqual([
      [`${account}:2026-03-01`, 3],
      [`${account}:2026-03-08`, 3],
    ]);
    expect(weeks.map(({ query }) => [query?.['start_datetime'], query?.['end_datetime']])).toEqual([
      ['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
      ['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
      ['2026-03-08T00:00:00.000Z', '2026-03-11T00:00:00.000Z'],
      ['2026-03-08T00:00:00.000Z', '2026-03-11T00:00:00.000Z'],
    ]);
  });

  test('the e-mail address is not kept', async () => {
    const [person] = await swept({}).records;
    expect(person).toMatchObject({ collection: 'personal_info', recordId: account });
    expect(person!.body).toEqual({ id: account, weight: 71.5 });
  });

  test.each(['forbidden', 'unauthorized'] as const)(
    'a collection that is %s does not end the others',
    async (name) => {
      const { records } = swept({
        daily_spo2: () => problem(name),
        heartrate: () => problem(name),
        workout: () => page([{ id: 'w-1', day: '2026-03-29' }]),
      });
      expect((await records).map(({ collection }) => collection)).toEqual(['personal_info', 'workout']);
    },
  );

  test.each(['forbidden', 'unauthorized'] as const)('all of them %s do', async (name) => {
    const all = Object.fromEntries(
      [...collections.map((entry) => entry.name), 'heartrate'].map((entry) => [entry, () => problem(name)]),
    );
    await expect(swept(all).records).rejects.toMatchObject({ problem: name });
  });

  test('personal_info may be withheld or not there; a token that it does not take is none', async () => {
    expect(await swept({ personal_info: () => problem('forbidden') }).records).toEqual([]);
    await expect(swept({ personal_info: () => problem('not_found') }).records).rejects.toMatchObject({
      problem: 'not_found',
    });
    const { asked, records } = swept({ personal_info: () => problem('unauthorized') });
    await expect(records).rejects.toMatchObject({ problem: 'unauthorized' });
    expect(asked).toHaveLength(1);
  });

  test.each(['rate_limited', 'unavailable', 'not_connected'] as const)('%s ends it at once', async (name) => {
    const { asked, records } = swept({ sleep: () => problem(name) });
    await expect(records).rejects.toMatchObject({ problem: name });
    expect(asked).toHaveLength(2);
  });
});
