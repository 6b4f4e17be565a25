import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, SECRET, startAuren } from './testing/auren.ts';
import { daysAgo, sleepEntry, terraBody } from './testing/bodies.ts';
import { parkedEvents, storedWebhooks, withDatabase } from './testing/database.ts';
import { everyPage, items } from './testing/pages.ts';
import { openRaw, sendRaw } from './testing/raw-http.ts';
import { type Answer, ask, postTerra, sign } from './testing/terra.ts';
import { until } from './testing/until.ts';

/** Words and values that must never be read in what AUREN prints. */
const NAME = 'canary-4c1d';
const BPM = 61.73519;
const SHARED = 'canary-shared-healthkit-token';
const MIB = 1024 * 1024;
const person = { external: `ext-${NAME}`, reference: `user-${NAME}` };
const USER = `/api/v1/users/user-${NAME}`;

describe('bad input', () => {
  let auren: RunningAuren;
  let data: DataDir;
  let stored = 0;
  const get = (path: string) => ask(auren.url, auren.adminToken, path);
  const problem = ({ status, headers, json }: Answer) => {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(json).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    expect(json['request_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(json)).not.toContain(NAME);
    return [status, json['code']];
  };
  /** How many more deliveries the log holds than at the last look. */
  const fresh = async (): Promise<number> => {
    const before = stored;
    stored = (await storedWebhooks(data.path)).length;
    return stored - before;
  };
  const expectTaken = async (answer: Answer, count = 1): Promise<void> => {
    expect([answer.status, answer.json['status']]).toEqual([202, 'accepted']);
    expect(await fresh()).toBe(count);
  };
  const entry = (extra: object = {}) => sleepEntry(daysAgo(1), { avg_hr_bpm: BPM }, extra);
  const body = (note: string) => terraBody('sleep', person, [{ ...entry(), note: `${NAME} ${note}` }]);

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, { LOG_LEVEL: 'debug', HEALTHKIT_TOKEN: SHARED });
    await expectTaken(await postTerra(auren.url, body('first')));
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  describe('signatures', () => {
    const at = (t: number, text: string) => ({ 'terra-signature': sign(text, t) });
    const second = (round: (value: number) => number) => round(Date.now() / 1_000);

    it('refuses wrong, missing and malformed ones', async () => {
      const text = body('unsigned');
      const t = second(Math.floor);
      const right = sign(text).split('v1=')[1]!;
      const bad = [
        '',
        't=',
        'nonsense',
        `t=${t}`,
        `v1=${right}`,
        `t=${t},v1=`,
        `t=${t},v1=${right.slice(1)}`,
        `t=${t},v1=${'0'.repeat(64)}`,
        `t=${t},v0=${right}`,
        `t=${t};v1=${right}`,
        `t=-${t},v1=${right}`,
        `t=1e9,v1=${right}`,
        `t=${t},t=${t + 1},v1=${right}`,
        `${'t=1,'.repeat(2_000)}v1=${right}`,
        sign(text, t, 'other-secret'),
        sign(text, t, ''),
        `t=${t},v1=${createHmac('sha256', SECRET).update(text).digest('hex')}`,
      ];
      for (const signature of bad)
        expect([
          signature,
          problem(await postTerra(auren.url, text, { 'terra-signature': signature })),
        ]).toEqual([signature, [401, 'signature_invalid']]);
      const unsigned = await fetch(`${auren.url}/webhooks/terra`, { method: 'POST', body: text });
      expect(unsigned.status).toBe(401);
      expect(await fresh()).toBe(0);
    });

    it('refuses 301 seconds, old or ahead, and takes 299', async () => {
      const stale = [401, 'signature_stale'];
      const old = body('old');
      expect(problem(await postTerra(auren.url, old, at(second(Math.floor) - 301, old)))).toEqual(stale);
      expect(problem(await postTerra(auren.url, old, at(second(Math.ceil) + 301, old)))).toEqual(stale);
      expect(await fresh()).toBe(0);
      await expectTaken(await postTerra(auren.url, old, at(second(Math.ceil) - 299, old)));
      const ahead = body('ahead');
      await expectTaken(await postTerra(auren.url, ahead, at(second(Math.floor) + 299, ahead)));
    });

    it('takes a re-used signature for the same body as a duplicate, and for another not at all', async () => {
      const text = body('once');
      const signature = { 'terra-signature': sign(text) };
      await expectTaken(await postTerra(auren.url, text, signature));
      const again = await postTerra(auren.url, text, signature);
      expect([again.status, again.json['duplicate']]).toEqual([202, true]);
      expect(problem(await postTerra(auren.url, body('forged'), signature))).toEqual([
        401,
        'signature_invalid',
      ]);
      expect(await fresh()).toBe(0);
    });

    it('stores another body under a known trace id as a delivery of its own', async () => {
      const trace = { 'x-terra-trace-id': `trace-${NAME}` };
      await expectTaken(await postTerra(auren.url, body('trace 1'), trace));
      await expectTaken(await postTerra(auren.url, body('trace 2'), trace));
    });
  });

  describe('bodies that cannot be read', () => {
    it.each([
      ['empty', ''],
      ['not JSON', `{"${NAME}":`],
      [
        'not UTF-8',
        Buffer.concat([Buffer.from(`{"a":"${NAME}`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
      ],
      ['UTF-16', Buffer.from(`{"a":"${NAME}"}`, 'utf16le')],
      ['NaN', `{"type":"sleep","data":[{"a":NaN,"b":"${NAME}"}]}`],
      ['Infinity', `{"a":Infinity}`],
      ['two values', `{"a":1}{"b":"${NAME}"}`],
      ['a NUL byte', Buffer.from([0])],
      ['half a body', body('truncated').slice(0, -20)],
    ])('%s: 400', async (_name, bytes) => {
      expect(problem(await postTerra(auren.url, bytes))).toEqual([400, 'body_unreadable']);
      expect(await fresh()).toBe(0);
    });

    it('a connection that ends in the middle of a body stores nothing', async () => {
      const text = body('cut');
      const socket = await openRaw(auren.url);
      socket.write(
        `POST /webhooks/terra HTTP/1.1\r\nhost: x\r\nterra-signature: ${sign(text)}\r\ncontent-length: ${text.length}\r\n\r\n${text.slice(0, 50)}`,
      );
      await until('the request is in', async () => (await inFlight()) === 1);
      socket.destroy();
      await until('the request is forgotten', async () => (await inFlight()) === 0);
      expect(await fresh()).toBe(0);
    });

    const inFlight = async (): Promise<number> => {
      const metrics = await (await fetch(`${auren.url}/metrics`)).text();
      return Number(/^auren_webhooks_in_flight (\d+)$/m.exec(metrics)?.[1] ?? 0);
    };

    it('over the limit, announced or not: 413', async () => {
      const large = Buffer.alloc(12 * MIB + 1, 0x20);
      expect(problem(await postTerra(auren.url, large))).toEqual([413, 'body_too_large']);
      const chunks = new ReadableStream({
        start: (controller) => {
          for (let i = 0; i < 13; i++) controller.enqueue(large.subarray(0, MIB));
          controller.close();
        },
      });
      const response = await fetch(`${auren.url}/webhooks/terra`, {
        method: 'POST',
        headers: { 'terra-signature': sign(large) },
        body: chunks,
        duplex: 'half',
      } as RequestInit);
      const json = (await response.json()) as Record<string, unknown>;
      expect(problem({ status: response.status, headers: response.headers, json })).toEqual([
        413,
        'body_too_large',
      ]);
      const announced = await sendRaw(
        auren.url,
        `POST /webhooks/healthkit HTTP/1.1\r\nhost: x\r\napi-key: ${SHARED}\r\ncontent-length: ${64 * MIB + 1}\r\n\r\n`,
      );
      expect([announced?.status, announced?.body]).toEqual([413, expect.stringContaining('body_too_large')]);
      expect(await fresh()).toBe(0);
    });
  });

  describe('readable bodies with odd values are stored, and only the odd value is set aside', () => {
    const deep = 100_000;
    let summaries = 0;
    const summary = (heartRate: string) =>
      body('odd').replace(String(BPM), heartRate).replace('odd', `odd ${summaries++}`);
    it.each([
      ['100,000 deep', `${'['.repeat(deep)}${']'.repeat(deep)}`],
      ['100,000 deep in a field', summary(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`)],
      ['null', 'null'],
      ['a number', '42'],
      ['a string', `"${NAME}"`],
      ['an array', '[{"type":"sleep"}]'],
      ['an empty object', '{}'],
      ['1e309', summary('1e309')],
      ['a number as text', summary('"58"')],
      ['a boolean', summary('true')],
      ['negative', summary('-1')],
      ['duplicate keys', summary('55,"avg_hr_bpm":56')],
      [
        '__proto__',
        `{"__proto__":{"type":"sleep","polluted":true},"constructor":{"prototype":{"polluted":true}},"data":[]}`,
      ],
      ['__proto__ inside', body('proto').replace('"metadata"', '"__proto__":{"polluted":1},"metadata"')],
      ['data that is no list', terraBody('sleep', person, []).replace('[]', '{"0":{}}')],
      ['a date without offset', body('no offset').replace('T07:00:00.000000+00:00', 'T07:00:00')],
      ['1970', body('1970').replaceAll(/"\d{4}(-\d\d-\d\dT)/g, '"1970$1')],
      ['2200', body('2200').replaceAll(/"\d{4}(-\d\d-\d\dT)/g, '"2200$1')],
      [
        'a user id of 10 KB',
        terraBody('sleep', { external: 'x'.repeat(10_240), reference: 'y'.repeat(10_240) }, [entry()]),
      ],
      ['ids with NUL', terraBody('sleep', { external: 'a\u0000b', reference: 'c\u0000d' }, [entry()])],
      [
        'ids with an emoji and half of one',
        terraBody('sleep', { external: '\u{1f600}', reference: '\ud83d' }, [entry()]),
      ],
      ['an unknown type', terraBody(`made-up-${'x'.repeat(10_000)}`, person, [entry()])],
      ['a type with NUL', terraBody('sl\u0000eep', person, [entry()])],
      ['a device with NUL and half a pair', body('device').replace('GARMIN', '\\u0000\\ud83dX')],
      ['a summary id of 100 KB', body('id').replace(`"sleep-${daysAgo(1)}"`, `"${'z'.repeat(100_000)}"`)],
    ])('%s', async (_name, text) => {
      await expectTaken(await postTerra(auren.url, text));
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('and nothing of it is parked, nothing of it is a reading', async () => {
      await postTerra(auren.url, body('last'));
      stored++;
      const rates = items<{ value: number; start: string }>(
        (await get(`${USER}/readings?metric=heart_rate`)).json,
      );
      for (const { value, start } of rates) {
        expect([BPM, 55, 56]).toContain(value);
        expect(Date.parse(start)).toBeGreaterThan(Date.parse(daysAgo(3)));
      }
      expect(await parkedEvents(data.path)).toEqual([]);
      const { rows } = await withDatabase(data.path, (client) =>
        client.query('select distinct reason from read.quarantined order by 1'),
      );
      expect(rows.map(({ reason }) => reason)).toEqual(
        expect.arrayContaining(['not_a_number', 'out_of_range', 'time_implausible', 'time_without_offset']),
      );
    });
  });

  describe('large ones', () => {
    const big = { external: 'ext-big', reference: 'big' };

    it('keeps all of 100,000 samples, and queries stay fast', async () => {
      const start = Date.parse(`${daysAgo(2)}T00:00:00Z`);
      const samples = Array.from({ length: 100_000 }, (_, i) => ({
        timestamp: new Date(start + i * 800).toISOString(),
        bpm: 50 + (i % 50),
      }));
      const day = {
        metadata: { start_time: `${daysAgo(2)}T00:00:00Z`, end_time: `${daysAgo(2)}T23:59:59Z` },
        heart_rate_data: { detailed: { hr_samples: samples } },
      };
      await expectTaken(await postTerra(auren.url, terraBody('daily', big, [day])));
      const days = items<{ count: number; mean: number }>(
        (await get('/api/v1/users/big/readings?metric=heart_rate&bucket=1d')).json,
      );
      expect(days).toMatchObject([{ count: 100_000, mean: 74.5 }]);
      const all = await everyPage((cursor) =>
        get(`/api/v1/users/big/readings?metric=heart_rate&limit=1000${cursor}`),
      );
      expect(all).toHaveLength(100_000);
      const asked = performance.now();
      await get('/api/v1/users/big/readings?metric=heart_rate&bucket=5m&limit=1000');
      await get('/api/v1/users/big/state');
      expect(performance.now() - asked).toBeLessThan(5_000);
    });

    it('takes 5,000 entries in one body', async () => {
      const entries = Array.from({ length: 5_000 }, (_, i) => ({
        ...sleepEntry(daysAgo(1 + (i % 300)), { avg_hr_bpm: 50 }),
        metadata: { ...entry().metadata, summary_id: `many-${i}` },
      }));
      await expectTaken(
        await postTerra(auren.url, terraBody('sleep', { external: 'ext-many', reference: 'many' }, entries)),
      );
      const days = await get('/api/v1/users/many/readings?metric=heart_rate&bucket=1d');
      expect(items(days.json)).toMatchObject([{ count: 5_000 }]);
    });
  });

  it('stores the same delivery sent 1,000 times at once once', async () => {
    const text = body('thousand');
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => postTerra(auren.url, text)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(answers.filter(({ json }) => json['duplicate'] === false)).toHaveLength(1);
    expect(await fresh()).toBe(1);
  });

  describe('addresses and methods', () => {
    it('knows no such provider', async () => {
      const post = async (path: string) => {
        const response = await fetch(`${auren.url}${path}`, { method: 'POST', body: '{}' });
        const json = (await response.json()) as Record<string, unknown>;
        return [
          ...problem({ status: response.status, headers: response.headers, json }),
          response.headers.get('retry-after'),
        ];
      };
      expect(await post('/webhooks/nobody')).toEqual([404, 'provider_unknown', null]);
      expect(await post('/webhooks/__proto__')).toEqual([404, 'provider_unknown', null]);
      expect(await post('/webhooks/oura')).toEqual([
        503,
        'provider_not_configured',
        expect.stringMatching(/^\d+$/),
      ]);
    });

    it.each([
      ['GET', '/webhooks/terra'],
      ['PUT', '/webhooks/terra'],
      ['GET', '/api/v1/chat'],
      ['DELETE', `${USER}/nights`],
      ['POST', `${USER}/state`],
      ['PATCH', '/api/v1/admin/tokens'],
      ['POST', '/health'],
    ])('%s %s: 405, with what is allowed', async (method, path) => {
      const answer = await ask(auren.url, auren.adminToken, path, { method });
      expect(problem(answer)).toEqual([405, 'method_not_allowed']);
      expect(answer.headers.get('allow')).toMatch(/^[A-Z]+(, [A-Z]+)*$/);
    });

    it.each([
      ['/nothing', 404, 'not_found'],
      ['/api/v1/users', 404, 'not_found'],
      ['/api/v1/users/a%2Fb/state', 404, 'user_unknown'],
      ['/api/v1/users/%00/state', 404, 'user_unknown'],
      ['/api/v1/users/%F0%9F%98%80/state', 404, 'user_unknown'],
      ['/api/v1/users/%ZZ/state', 400, 'invalid_request'],
      ['/api/v1/users/%FF/state', 400, 'invalid_request'],
      [`/api/v1/users/${'u'.repeat(200)}/state`, 400, 'invalid_request'],
      [`/api/v1/users/${'u'.repeat(10_240)}/state`, 414, 'invalid_request'],
    ])('%s', async (path, status, code) => {
      expect(problem(await get(path))).toEqual([status, code]);
    });

    it('answers what is no HTTP with 400, and headers without end with 431', async () => {
      const nonsense = await sendRaw(auren.url, 'HELO there\r\n\r\n');
      expect([nonsense?.status, nonsense?.body]).toEqual([
        400,
        expect.stringContaining('"code":"invalid_request"'),
      ]);
      const long = await sendRaw(
        auren.url,
        `GET /health HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
      );
      expect([long?.status, long?.head]).toEqual([431, expect.stringContaining('application/problem+json')]);
    });
  });

  describe('query parameters', () => {
    const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const RATE = 'readings?metric=heart_rate';
    it.each([
      'nights?limit=0',
      'nights?limit=1001',
      'nights?limit=-1',
      'nights?limit=1.5',
      'nights?limit=x',
      'nights?limit=',
      'nights?limit=1&limit=2',
      'nights?cursor=garbage',
      'nights?cursor=%00',
      `nights?cursor=${forged('2024-13-01')}`,
      `nights?cursor=${forged('\u0000')}`,
      `nights?cursor=${forged('x')}`,
      `nights?cursor=${'x'.repeat(3_000)}`,
      'nights?from=yesterday',
      'nights?from=2024-02-30',
      'nights?from=0000-01-01',
      'nights?from=2024-01-02&to=2024-01-01',
      'readings',
      'readings?metric=',
      'readings?metric=mood',
      'readings?metric=__proto__',
      `${RATE}&bucket=2h`,
      `${RATE}&from=2024-01-01T00:00:00`,
      `${RATE}&from=2024-01-02&to=2024-01-01`,
      `${RATE}&from=0000-01-01T00:00:00Z`,
      `${RATE}&from=2024-01-01T00:00:01Z&to=2024-01-01T00:00:00Z`,
      `${RATE}&from=2024-01-01T00:00:00Z&to=2023-01-01`,
      `${RATE}&cursor=${forged('1', 'a', 'b')}`,
      `${RATE}&cursor=${forged('2024-01-01T00:00:00.000Z', '\u0000', 'b')}`,
      `${RATE}&cursor=${forged('x', 'a', 'b')}`,
      `${RATE}&cursor=${forged(1, 2, 3)}`,
      `${RATE}&cursor=${forged('a')}`,
      `${RATE}&bucket=1d&cursor=${forged('\u0000', 'a', 'b')}`,
      `${RATE}&from=2024-01-01T00:00:00%2B25:00`,
      'timeline?cursor=garbage',
      `timeline?cursor=${forged('9999999999999999999')}`,
      `timeline?cursor=${forged('-1')}`,
    ])('%s: 400', async (query) => {
      expect(problem(await get(`${USER}/${query}`))).toEqual([400, 'invalid_request']);
    });

    it('takes any offset that can be written', async () => {
      for (const offset of ['%2B23:59', '-23:59', 'Z'])
        expect((await get(`${USER}/${RATE}&from=2024-01-01T00:00:00${offset}`)).status).toBe(200);
    });

    it('reads an odd Prefer header as none', async () => {
      for (const prefer of ['wait=x', 'wait=-1', 'wait=99999999999', 'respond-async', 'wait']) {
        const { status } = await ask(auren.url, auren.adminToken, `${USER}/state`, { headers: { prefer } });
        expect([prefer, status]).toEqual([prefer, 200]);
      }
    });
  });

  describe('chat and tokens', () => {
    const post = (path: string, text: string, headers: Record<string, string> = {}) =>
      ask(auren.url, auren.adminToken, path, { method: 'POST', body: text, headers });
    const chat = (more: object) => JSON.stringify({ user_id: person.reference, message: NAME, ...more });

    it.each([
      ['no JSON', '{"message":', 400, 'body_unreadable'],
      ['an array', '[]', 400, 'invalid_request'],
      ['null', 'null', 400, 'invalid_request'],
      ['__proto__', '{"__proto__":{"user_id":"x"},"message":"hi"}', 400, 'body_unreadable'],
      ['no message', chat({ message: undefined }), 400, 'invalid_request'],
      ['a blank message', chat({ message: ' \n ' }), 400, 'invalid_request'],
      ['9,000 characters', chat({ message: `${NAME} ${'x'.repeat(9_000)}` }), 400, 'invalid_request'],
      ['a number as message', chat({ message: 7 }), 400, 'invalid_request'],
      ['a session of 10 KB', chat({ session_id: 's'.repeat(10_240) }), 400, 'invalid_request'],
      ['nobody known', chat({ user_id: 'nobody' }), 404, 'user_unknown'],
      ['an id that is none', chat({ user_id: '\u{1f600}' }), 404, 'user_unknown'],
      ['300 KB', chat({ message: 'x'.repeat(300_000) }), 413, 'body_too_large'],
    ])('%s', async (_name, text, status, code) => {
      expect(problem(await post('/api/v1/chat', text))).toEqual([status, code]);
    });

    it('takes no other content type', async () => {
      expect(problem(await post('/api/v1/chat', chat({}), { 'content-type': 'text/plain' }))[0]).toBe(415);
      expect(
        problem(
          await post('/api/v1/chat', chat({}), { 'content-type': 'application/x-www-form-urlencoded' }),
        )[0],
      ).toBe(415);
    });

    it.each([
      ['{}', 400],
      ['{"name":""}', 400],
      ['{"name":"a\\u0000b"}', 400],
      ['{"name":"x","user_id":"a b"}', 400],
      [`{"name":"x","user_id":"${'u'.repeat(129)}"}`, 400],
    ])('a token of %s: %i', async (text, status) => {
      expect(problem(await post('/api/v1/admin/tokens', text))).toEqual([status, 'invalid_request']);
    });

    it('no such token', async () => {
      for (const id of ['x', '%00', "'%20or%201=1", '00000000-0000-0000-0000-000000000000']) {
        const answer = await ask(auren.url, auren.adminToken, `/api/v1/admin/tokens/${id}`, {
          method: 'DELETE',
        });
        expect(problem(answer)).toEqual([404, 'not_found']);
      }
    });
  });

  it('is as alive as before, parked nothing, and printed nothing of it', async () => {
    expect((await fetch(`${auren.url}/ready`)).status).toBe(200);
    expect((await get(`${USER}/state`)).status).toBe(200);
    expect(await parkedEvents(data.path)).toEqual([]);
    expect(auren.process.exitCode).toBeNull();
    const output = auren.output();
    for (const word of [
      NAME,
      String(BPM),
      SECRET,
      SHARED,
      auren.adminToken,
      'Bearer',
      '"level":50',
      '"level":60',
      'Error',
    ])
      expect(
        output.split('\n').filter((line) => line.includes(word)),
        word,
      ).toEqual([]);
  });
});
