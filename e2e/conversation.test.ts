import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';

const SESSION = 'evening';

describe('talking with NEUROS', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const chat = (user: string, message: string, more: object = {}) =>
    ask(auren.url, auren.adminToken, '/api/v1/chat', {
      method: 'POST',
      body: JSON.stringify({ user_id: user, message, ...more }),
    });

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    const bodies = [...nightsOf('ada', 40, 1).bodies, ...nightsOf('bob', 10, 2).bodies];
    for (const answer of await Promise.all(bodies.map((body) => postTerra(auren.url, body))))
      expect(answer.status).toBe(202);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('says how the person is, with numbers whose events exist', async () => {
    const { status, json } = await chat('ada', 'How am I?');
    expect(status).toBe(200);
    const state = (await ask(auren.url, auren.adminToken, '/api/v1/users/ada/state')).json;
    expect(json).toMatchObject({
      turn: 1,
      state: state['state'],
      date: state['date'],
      safety: null,
      partial: false,
    });
    expect(json['response']).not.toBe('');
    const sources = json['sources'] as { event_ids: string[]; value: number }[];
    expect(sources.length).toBeGreaterThan(0);
    for (const { event_ids } of sources) expect(event_ids.length).toBeGreaterThan(0);
  });

  it('streams the answer as server-sent events; put together they are the reply', async () => {
    const response = await fetch(`${auren.url}/api/v1/chat`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${auren.adminToken}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ user_id: 'ada', message: 'Why?' }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((block) => /^event: (\w+)\ndata: (.*)$/.exec(block)!)
      .map(([, name, text]) => ({ name, data: JSON.parse(text!) as Record<string, unknown> }));
    const last = events.pop()!;
    expect(last.name).toBe('reply');
    expect(events.length).toBeGreaterThan(1);
    expect(events.map(({ data: { text } }) => text).join('')).toBe(last.data['response']);
  });

  it('keeps two people with the same session apart', async () => {
    await chat('ada', 'I took magnesium-zebra tablets before bed.', { session_id: SESSION });
    const bob = await chat('bob', 'What do you remember about magnesium-zebra?', { session_id: SESSION });
    expect(bob.json['turn']).toBe(1);
    expect(JSON.stringify(bob.json['memories'])).not.toContain('zebra tablets');
    expect(bob.json['response']).not.toContain('before bed');
    const ada = await chat('ada', 'What do you remember about magnesium-zebra?', { session_id: SESSION });
    expect(ada.json['turn']).toBe(2);
    expect(ada.json['response']).toContain('magnesium-zebra tablets');
  });

  it('goes on with the turn after a restart', async () => {
    expect(await auren.stop()).toBe(0);
    auren = await startAuren(data.path);
    const ada = await chat('ada', 'And what do you remember about magnesium-zebra now?', {
      session_id: SESSION,
    });
    expect([ada.status, ada.json['turn']]).toEqual([200, 3]);
    expect(ada.json['response']).toContain('magnesium-zebra tablets');
    expect((await chat('bob', 'How am I?', { session_id: SESSION })).json['turn']).toBe(2);
  });

  it('takes any text: NUL, half a surrogate pair, right-to-left, 8,000 characters', async () => {
    const odd = [
      'what\u0000now',
      'broken \ud83d half',
      '\u202eback to front',
      'x'.repeat(8_000),
      '\u{1f600}',
    ];
    for (const message of odd) {
      const { status } = await chat('bob', message, { session_id: `odd\u0000session\ud83d` });
      expect(status, JSON.stringify(message.slice(0, 20))).toBe(200);
    }
    const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/bob/timeline?limit=1000');
    const told = items<{ kind: string }>(json).filter(({ kind }) => kind === 'MessageReceived');
    expect(told).toHaveLength(2 + odd.length);
    expect(await parkedEvents(data.path)).toEqual([]);
  });
});
