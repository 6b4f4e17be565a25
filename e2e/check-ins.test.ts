import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, runAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf, sleepEntry, terraBody } from './testing/bodies.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';

interface Night {
  readonly date: string;
  readonly state: string;
  readonly ruleset: string;
  readonly contexts: readonly string[];
  readonly flags: readonly string[];
  readonly evidence: readonly { readonly channel: string; readonly value: number }[];
  readonly contradicting: readonly { readonly channel: string; readonly value: number }[];
}

describe('check-ins', () => {
  let data: DataDir;
  let auren: RunningAuren;
  const at = '/api/v1/users/ada';
  const get = (path: string) => ask(auren.url, auren.adminToken, `${at}/${path}`);
  const say = (words: object, user = 'ada') =>
    ask(auren.url, auren.adminToken, `/api/v1/users/${user}/check-ins`, {
      method: 'POST',
      body: JSON.stringify(words),
    });
  const newest = async (query = ''): Promise<Night> => {
    const { json } = await get(`nights?limit=1000${query}`);
    return items<Night>(json).at(-1)!;
  };

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    const person = { external: 'ext-bea', reference: 'bea' };
    const bodies = [
      ...nightsOf('ada', 40, 3).bodies,
      terraBody('activity', person, [sleepEntry(daysAgo(2), { avg_hr_bpm: 140 })]),
    ];
    for (const answer of await Promise.all(bodies.map((body) => postTerra(auren.url, body))))
      expect(answer.status).toBe(202);
    await get('state');
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('count once, however often they are sent, and are refused when their id says something else', async () => {
    const words = { id: 'one', date: daysAgo(3), scores: { mood: 4 }, contexts: ['late_meal'] };
    const first = await say(words);
    expect([first.status, first.json]).toEqual([
      201,
      { id: 'one', date: daysAgo(3), stored: true, duplicate: false, safety: null },
    ]);
    const again = await say(words);
    expect([again.status, again.json['duplicate']]).toEqual([200, true]);
    const other = await say({ ...words, contexts: ['alcohol'] });
    expect([other.status, other.json['code']]).toEqual([409, 'check_in_conflict']);
    const { json } = await get('check-ins');
    expect(items<{ id: string; said: object }>(json).map(({ id, said }) => [id, said])).toEqual([
      ['one', { contexts: ['late_meal'] }],
      ['one', { scores: { mood: 4 } }],
    ]);
    const timeline = items<{ kind: string; summary: object }>((await get('timeline?limit=2')).json);
    expect(timeline.map(({ kind }) => kind)).toContain('ContextTagged');
  });

  it('are refused with a code: a future date, no words, an unknown person', async () => {
    expect((await say({ date: daysAgo(-3), rest_day: true })).json).toMatchObject({
      code: 'invalid_request',
    });
    expect((await say({ date: daysAgo(1) })).json).toMatchObject({ code: 'invalid_request' });
    expect((await say({ date: daysAgo(1), rest_day: true }, 'nobody')).json).toMatchObject({
      code: 'user_unknown',
      status: 404,
    });
  });

  it('change the night they are about, and the rule set that sees no words says what it said', async () => {
    const before = await newest();
    expect(before).toMatchObject({ ruleset: 'neuros-cns/0.2', contexts: [] });
    expect((await say({ date: before.date, contexts: ['vaccine'], sleep_need_minutes: 800 })).status).toBe(
      201,
    );
    const after = await newest();
    expect(after).toMatchObject({ date: before.date, contexts: ['vaccine'] });
    expect(after.flags).toContain('vaccination');
    const debt = [...after.evidence, ...after.contradicting].find(({ channel }) => channel === 'sleep_debt');
    expect(debt!.value).toBeGreaterThan(60);
    expect(items((await get('nights?ruleset=neuros-cns/0.1')).json)).toEqual([]);
    expect((await get('nights?ruleset=made/up')).status).toBe(400);
  });

  it('exclude from a state', async () => {
    expect((await say({ date: daysAgo(0), exclusions: ['pregnancy'] })).status).toBe(201);
    expect((await say({ date: (await newest()).date, exclusions: ['pregnancy'] })).status).toBe(201);
    expect(await newest()).toMatchObject({
      state: 'insufficient_data',
      flags: expect.arrayContaining(['excluded']),
    });
  });

  it('are screened first: help is in the answer, and the check-in is kept', async () => {
    const { status, json } = await say({ date: daysAgo(1), note: 'I want to kill myself' });
    expect([status, json['stored']]).toEqual([201, true]);
    expect(json['safety']).toMatchObject({ flag: 'SF1', text: expect.stringContaining('988') });
  });

  it('are told of by replay, which changes nothing', async () => {
    const before = (await get('nights?limit=1000')).json;
    const { code, output } = await runAuren(data.path, ['replay', '--ruleset', 'neuros-cns/0.1']);
    expect([code, output]).toEqual([0, expect.stringMatching(/ada: \d+ of \d+ nights change/)]);
    expect(output).toContain('gate:excluded | gate:pass');
    expect(output).toMatch(/Total: [1-9]\d* of/);
    expect((await get('nights?limit=1000')).json).toEqual(before);
    expect((await runAuren(data.path, ['replay', '--ruleset', 'made/up'])).output).toContain(
      'no rule set made/up',
    );
  });

  it('are left alone by another rule set, which then shows its own decisions beside', async () => {
    const extended = (await get('nights?limit=1000')).json;
    await auren.stop();
    auren = await startAuren(data.path, { AUREN_RULESET: 'neuros-cns/0.1' });
    const core = items<Night>((await get('nights?limit=1000')).json);
    expect(core).toHaveLength(items(extended).length);
    expect(core.at(-1)).toMatchObject({ ruleset: 'neuros-cns/0.1', contexts: [] });
    expect(core.at(-1)!.state).not.toBe('insufficient_data');
    expect((await get('nights?limit=1000&ruleset=neuros-cns/0.2')).json).toEqual(extended);
  });
});
