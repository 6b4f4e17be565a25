import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, runAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody, thermometerBody } from './testing/bodies.ts';
import { parkedEvents, readModelRows, withDatabase } from './testing/database.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

const QUERIES = [
  'state',
  'nights',
  'readings?metric=heart_rate',
  'readings?metric=heart_rate&bucket=1d',
  'timeline',
];

describe('read models are rebuildable', () => {
  let data: DataDir;
  let auren: RunningAuren;
  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(auren.url, auren.adminToken, `/api/v1/users/ada/${path}`, { headers });

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    const person = { external: 'ext-bea', reference: 'bea' };
    const bodies = [
      ...nightsOf('ada', 40, 3).bodies,
      ...[50, 60, 0].map((bpm) => terraBody('sleep', person, [sleepEntry(daysAgo(1), { avg_hr_bpm: bpm })])),
      terraBody('sleep', person, [sleepEntry(daysAgo(2), { avg_hr_bpm: 1_000, resting_hr_bpm: '48' })]),
      terraBody('activity', person, [sleepEntry(daysAgo(1), { avg_hr_bpm: 140 })]),
      thermometerBody(person, 39.5),
      terraBody('sleep', { external: 'ext-nobody' }, [sleepEntry(daysAgo(1), { avg_hr_bpm: 50 })]),
    ];
    for (const answer of await Promise.all(bodies.map((body) => postTerra(auren.url, body))))
      expect(answer.status).toBe(202);
    for (const message of [
      'How am I?',
      'I started taking magnesium.',
      'What do you remember about magnesium?',
    ])
      await ask(auren.url, auren.adminToken, '/api/v1/chat', {
        method: 'POST',
        body: JSON.stringify({ user_id: 'ada', session_id: 's', message }),
      });
    expect((await get('nights')).status).toBe(200);
    // As often as it takes to wonder about it.
    for (const days of [1, 2, 3]) {
      const checkIn = await ask(auren.url, auren.adminToken, '/api/v1/users/ada/check-ins', {
        method: 'POST',
        body: JSON.stringify({ date: daysAgo(days), scores: { mood: 4 }, contexts: ['alcohol'] }),
      });
      expect(checkIn.status).toBe(201);
    }
    expect((await get('nights')).status).toBe(200);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('to the same rows while the app runs and is asked', async () => {
    const before = await readModelRows(data.path);
    expect(Object.values(before).filter((rows) => rows.length === 0)).toEqual([]);
    let isOver = false;
    const asking = (async () => {
      const statuses: string[] = [];
      while (!isOver)
        for (const query of QUERIES) {
          const { status, json } = await get(query, { prefer: 'wait=0' });
          const isEmpty = query !== 'state' && status === 200 && items(json).length === 0;
          statuses.push(`${status}${isEmpty ? ' empty' : ''}`);
        }
      return statuses;
    })();
    const { code, output } = await runAuren(data.path, ['replay']).finally(() => {
      isOver = true;
    });
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('Every read model equals what stood before.'),
    ]);
    expect(output).not.toContain('DIFFERENT');
    const statuses = await asking;
    expect(statuses.length).toBeGreaterThan(QUERIES.length * 3);
    expect(new Set(statuses)).toEqual(new Set(['200']));
    expect(await readModelRows(data.path)).toEqual(before);
  });

  it('to the same rows after every one of them was emptied; exit code 3 says that they differed', async () => {
    const before = await readModelRows(data.path);
    await withDatabase(data.path, async (client) => {
      for (const table of Object.keys(before)) await client.query(`truncate read.${table}`);
    });
    const { code, output } = await runAuren(data.path, ['replay']);
    expect([code, output]).toEqual([3, expect.stringContaining('DIFFERENT')]);
    expect(await readModelRows(data.path)).toEqual(before);
    expect((await runAuren(data.path, ['replay'])).code).toBe(0);
  });

  it('one at a time, by name; an unknown name is refused with those there are', async () => {
    const one = await runAuren(data.path, ['replay', 'readings']);
    expect([one.code, one.output]).toEqual([0, expect.stringContaining('readings:')]);
    expect(one.output).not.toContain('timeline');
    const none = await runAuren(data.path, ['replay', 'moods']);
    expect([none.code, none.output]).toEqual([1, expect.stringMatching(/no projection moods.*readings/s)]);
  });

  it('by itself after all of them were dropped', async () => {
    const before = await readModelRows(data.path);
    await withDatabase(data.path, (client) => client.query('drop schema read cascade'));
    expect(await auren.stop()).toBe(0);
    auren = await startAuren(data.path);
    await until('the state is back', async () => (await get('state', { prefer: 'wait=5' })).status === 200);
    expect((await get('nights')).status).toBe(200);
    expect(
      await until('the rows are back', async () => {
        const now = await readModelRows(data.path);
        return JSON.stringify(now) === JSON.stringify(before) ? now : undefined;
      }),
    ).toEqual(before);
    const body = terraBody('sleep', { external: 'ext-cal', reference: 'cal' }, [
      sleepEntry(daysAgo(1), { avg_hr_bpm: 51 }),
    ]);
    expect((await postTerra(auren.url, body)).status).toBe(202);
    expect(
      (await ask(auren.url, auren.adminToken, '/api/v1/users/cal/state')).status,
      'and the flow goes on',
    ).toBe(200);
    expect(await parkedEvents(data.path)).toEqual([]);
  });

  it('without the readings that retention has removed, and with them once that is lifted', async () => {
    const before = await readModelRows(data.path);
    const none = await runAuren(data.path, ['retention']);
    expect([none.code, none.output]).toEqual([1, expect.stringContaining('is not set')]);
    const { code, output } = await runAuren(data.path, ['retention'], { READINGS_RETENTION_DAYS: '1' });
    expect([code, output]).toEqual([0, expect.stringContaining('were removed')]);
    const after = await readModelRows(data.path);
    for (const table of ['readings', 'reading_hours']) {
      expect(after[table]!.length).toBeGreaterThan(0);
      expect(after[table]!.length).toBeLessThan(before[table]!.length);
    }
    const { readings, reading_hours } = before;
    expect({ ...after, readings, reading_hours }, 'and nothing else').toEqual(before);
    expect((await runAuren(data.path, ['replay'])).code).toBe(0);
    expect(await readModelRows(data.path)).toEqual(after);
    expect((await runAuren(data.path, ['retention', '--lift'])).code).toBe(0);
    expect((await runAuren(data.path, ['replay', 'readings'])).code).toBe(3);
    expect(await readModelRows(data.path)).toEqual(before);
  });
});
