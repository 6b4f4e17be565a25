import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Neuros } from '../agent/neuros.ts';
import { readConfig } from '../app/config.ts';
import { connectReads } from '../app/database/connect.ts';
import { createLogger } from '../app/logger.ts';
import { ensureReadTables } from '../app/read-models.ts';
import { createTestDatabase, type TestDatabase } from '../app/testing/test-database.ts';
import {
  type FakeProvider,
  fakeDefinition,
  startFakeProvider,
} from '../commands/provider-api/testing/fake-provider.ts';
import { createProcess, type TestProcess } from '../commands/provider-api/testing/world.ts';
import { runProcessors } from '../eventstore/subscriptions/runner.ts';
import { waitFor } from '../eventstore/subscriptions/wait-for.ts';
import { people } from '../projections/people.ts';
import { createToken } from './access-tokens.ts';
import type { Gateway } from './gateway.ts';
import { createGatewayMetrics } from './metrics.ts';
import { createRateLimit } from './rate-limit/rate-limit.ts';
import { createServer } from './server.ts';

const PUBLIC = 'https://auren.example.org';
const CALLBACK = `${PUBLIC}/connect/pulse/callback`;

describe('connecting over HTTP', () => {
  let database: TestDatabase;
  let fake: FakeProvider;
  let app: TestProcess;
  let server: FastifyInstance;
  let log: string;
  let late: number;
  const tokens = { admin: '', ada: '', eve: '' };

  beforeAll(async () => {
    database = await createTestDatabase();
    await ensureReadTables(database.pool);
    const make = async (userId: string | null) =>
      (await createToken(database.pool, { name: 'test', userId })).token;
    Object.assign(tokens, { admin: await make(null), ada: await make('ada'), eve: await make('eve') });
  });
  afterAll(() => database?.drop());

  const gatewayOf = ({ connecting, store }: TestProcess): Gateway => {
    const registry = new Registry();
    const { pool } = database;
    return {
      config: readConfig({}),
      store,
      pool,
      db: connectReads(pool),
      neuros: {} as Neuros,
      suggest: async () => ({ interventions: [], reason: 'no_night' }),
      connecting,
      publicUrl: () => PUBLIC,
      processors: [],
      outlets: () => [],
      rateLimit: createRateLimit(),
      database: (call) => call(),
      checks: [],
      registry,
      metrics: createGatewayMetrics(registry),
      isDraining: () => false,
      now: () => new Date(),
    };
  };
  beforeEach(async () => {
    await database.pool.query(
      'truncate providers.connections, providers.authorisations, providers.budgets, read.connections, read.subjects',
    );
    await database.pool.query('delete from work.checkpoints');
    log = '';
    late = 0;
    fake = await startFakeProvider();
    app = createProcess(database.pool, fake, fakeDefinition(), { now: () => Date.now() + late });
    server = await createServer(
      gatewayOf(app),
      createLogger('trace', 'test', {
        write: (line) => {
          log += line;
        },
      }),
    );
  });
  afterEach(async () => {
    await server.close();
    await fake.close();
  });

  type Method = 'GET' | 'POST' | 'DELETE';
  const ask = (method: Method, url: string, token?: string, accept = 'application/json') =>
    server.inject({
      method,
      url,
      headers: { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });
  const begin = async (userId = 'ada'): Promise<string> => {
    const response = await ask('POST', `/api/v1/users/${userId}/connections/pulse`, tokens.admin);
    expect(response.statusCode).toBe(201);
    return response.json().authorize_url;
  };
  const stateOf = (authorizeUrl: string): string => new URL(authorizeUrl).searchParams.get('state')!;
  const callbackOf = (authorizeUrl: string, account: string): string =>
    `/connect/pulse/callback?code=${fake.agree(authorizeUrl, account)}&state=${stateOf(authorizeUrl)}`;
  const eventsOf = async (userId: string): Promise<string[]> =>
    (await app.store.readStream(`connection-${userId}-pulse`)).map(({ type }) => type);
  const call = (account: string) => app.access.apiCalls('pulse', account)({ path: '/me' });
  /** Until the read model knows what the log does. */
  const project = async (): Promise<void> => {
    const stop = new AbortController();
    const done = runProcessors({
      store: app.store,
      pool: database.pool,
      processors: [people],
      worker: randomUUID(),
      signal: stop.signal,
    });
    await waitFor(database.pool, people.name, await app.store.head(), 30_000);
    stop.abort();
    await done;
  };

  it('goes from the link to data, and a page says for whom', async () => {
    const sent = await ask('GET', '/connect/pulse?user_id=ada', tokens.ada, 'text/html');
    expect(sent.statusCode).toBe(302);
    expect(sent.headers['cache-control']).toBe('no-store');
    const location = new URL(sent.headers.location!);
    expect(location.origin + location.pathname).toBe(`${fake.url}/oauth/authorize`);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: 'client id',
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'sleep offline',
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });

    const page = await ask('GET', callbackOf(location.href, 'pulse-1'), undefined, 'text/html');
    expect(page.statusCode).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(page.body).toContain('Pulse &amp; Co is connected');
    expect(page.body).toContain('<strong>ada</strong>');
    expect(page.body).not.toMatch(/<script|Pulse & Co/);

    expect(await eventsOf('ada')).toEqual(['DeviceConnected']);
    expect((await app.store.readStream('subject-ada')).map(({ type }) => type)).toEqual([
      'SubjectRegistered',
    ]);
    expect(await call('pulse-1')).toEqual({ account: 'pulse-1' });
    await project();
    const listed = await ask('GET', '/api/v1/users/ada/connections', tokens.ada);
    expect(listed.json()).toEqual({
      items: [
        {
          provider: 'pulse',
          external_user: 'pulse-1',
          device: 'Pulse & Co',
          status: 'connected',
          since: expect.any(String),
          reason: null,
        },
      ],
      next_cursor: null,
    });
  });

  it('says where to go instead of sending there, and answers as JSON, for a program', async () => {
    const asked = await ask('GET', '/connect/pulse?user_id=ada', tokens.admin);
    expect(asked.statusCode).toBe(200);
    const { authorize_url, expires_at } = asked.json();
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(590_000);
    const connected = await ask('GET', callbackOf(authorize_url, 'pulse-1'));
    expect(connected.json()).toEqual({ provider: 'pulse', external_user: 'pulse-1', user_id: 'ada' });
  });

  it('needs the token of the person, or of an admin', async () => {
    const asked = [
      ['GET', '/connect/pulse?user_id=ada'],
      ['POST', '/api/v1/users/ada/connections/pulse'],
      ['DELETE', '/api/v1/users/ada/connections/pulse'],
      ['GET', '/api/v1/users/ada/connections'],
    ] as const;
    for (const [method, url] of asked) {
      expect((await ask(method, url)).json().code).toBe('unauthorized');
      expect((await ask(method, url, tokens.eve)).json().code).toBe('forbidden');
    }
  });

  it('uses a code once, also when the callback is called many times at once', async () => {
    const callback = callbackOf(await begin(), 'pulse-1');
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('GET', callback)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(7).fill(400)]);
    expect(fake.tokenRequests).toHaveLength(1);
    const again = await ask('GET', callback);
    expect([again.statusCode, again.json().code]).toEqual([400, 'connect_state_invalid']);
  });

  it('is not used up by whoever only looks', async () => {
    const callback = callbackOf(await begin(), 'pulse-1');
    expect((await server.inject({ method: 'HEAD', url: callback })).statusCode).toBe(405);
    expect((await ask('GET', callback)).statusCode).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['never begun', async () => '/connect/pulse/callback?code=c&state=guessed'],
    ['without a state', async () => '/connect/pulse/callback?code=c'],
    [
      'begun too long ago',
      async () => {
        const callback = callbackOf(await begin(), 'pulse-1');
        late = 600_001;
        return callback;
      },
    ],
  ])('refuses a callback %s, and asks the provider nothing', async (_, makeUrl) => {
    const answer = await ask('GET', await makeUrl(), undefined, 'text/html');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'connect_state_invalid']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(fake.tokenRequests).toEqual([]);
  });

  it('says that the person did not agree, once and only to whoever was asked', async () => {
    const state = stateOf(await begin());
    const denied = () => ask('GET', `/connect/pulse/callback?error=access_denied&state=${state}`);
    expect((await denied()).json()).toMatchObject({ status: 400, code: 'connect_denied' });
    expect((await denied()).json().code).toBe('connect_state_invalid');
    expect(await eventsOf('ada')).toEqual([]);
  });

  it.each([
    ['the code is worth nothing', 'tokens', 400, '{"error":"invalid_grant"}'],
    ['tokens cannot be had', 'tokens', 503, ''],
    ['nobody says whose the account is', 'api', 500, ''],
    ['what it says cannot be read', 'api', 200, '<html>'],
    ['it names no account', 'api', 200, '{"account":""}'],
  ])('says 502 when %s, and keeps nothing', async (_, where, status, body) => {
    const callback = callbackOf(await begin(), 'pulse-1');
    fake.answerWith((request, response) => {
      if ((request.url === '/oauth/token') !== (where === 'tokens')) return false;
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return true;
    });
    expect((await ask('GET', callback)).json()).toMatchObject({ status: 502, code: 'provider_unavailable' });
    expect((await database.pool.query('select from providers.connections')).rowCount).toBe(0);
    expect(await eventsOf('ada')).toEqual([]);
  });

  it('never takes an account that is connected to another user', async () => {
    await ask('GET', callbackOf(await begin('ada'), 'pulse-1'));
    const taken = await ask('GET', callbackOf(await begin('eve'), 'pulse-1'));
    expect(taken.json()).toMatchObject({ status: 409, code: 'account_taken' });
    expect(taken.body).not.toContain('ada');
    expect(await eventsOf('eve')).toEqual([]);
    expect(await call('pulse-1')).toEqual({ account: 'pulse-1' });

    await ask('DELETE', '/api/v1/users/ada/connections/pulse', tokens.ada);
    expect((await ask('GET', callbackOf(await begin('eve'), 'pulse-1'))).statusCode).toBe(200);
    expect(await eventsOf('eve')).toEqual(['DeviceConnected']);
  });

  it('gives an account that two users want at once to one of them', async () => {
    const callbacks = await Promise.all(
      ['ada', 'eve'].map(async (userId) => callbackOf(await begin(userId), 'pulse-1')),
    );
    const answers = await Promise.all(callbacks.map((callback) => ask('GET', callback)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect([...(await eventsOf('ada')), ...(await eventsOf('eve'))]).toEqual(['DeviceConnected']);
  });

  it('disconnects: the provider is told, nothing is fetched any more, and again it is the same', async () => {
    await ask('GET', callbackOf(await begin(), 'pulse-1'));
    const end = () => ask('DELETE', '/api/v1/users/ada/connections/pulse', tokens.ada);
    expect((await end()).json()).toEqual({
      provider: 'pulse',
      was_connected: true,
      revoked_at_provider: true,
    });
    expect(fake.apiRequests.at(-1)!.path).toBe('/v2/access');
    expect((await database.pool.query('select from providers.connections')).rowCount).toBe(0);
    expect(await eventsOf('ada')).toEqual(['DeviceConnected', 'DeviceDisconnected']);
    const asked = fake.apiRequests.length;
    await expect(call('pulse-1')).rejects.toMatchObject({ problem: 'not_connected' });
    expect(fake.apiRequests.length).toBe(asked);

    expect((await end()).json()).toEqual({
      provider: 'pulse',
      was_connected: false,
      revoked_at_provider: null,
    });
    expect(await eventsOf('ada')).toEqual(['DeviceConnected', 'DeviceDisconnected']);
    await project();
    const { items } = (await ask('GET', '/api/v1/users/ada/connections', tokens.ada)).json();
    expect(items).toMatchObject([{ status: 'disconnected', reason: 'the person disconnected it' }]);
  });

  it('disconnects also while the provider is away, and says that it was not told', async () => {
    await ask('GET', callbackOf(await begin(), 'pulse-1'));
    fake.answerWith((request) => {
      request.socket.destroy();
      return true;
    });
    const ended = await ask('DELETE', '/api/v1/users/ada/connections/pulse', tokens.ada);
    expect(ended.json()).toMatchObject({ was_connected: true, revoked_at_provider: false });
    expect((await database.pool.query('select from providers.connections')).rowCount).toBe(0);
    expect(await eventsOf('ada')).toEqual(['DeviceConnected', 'DeviceDisconnected']);
  });

  it.each([
    ['/connect/terra?user_id=ada', 404, 'provider_unknown'],
    ['/connect/nobody?user_id=ada', 404, 'provider_unknown'],
    ['/connect/pulse?user_id=a%20b', 400, 'invalid_request'],
    ['/connect/pulse', 400, 'invalid_request'],
  ])('%s is %i %s', async (url, status, code) => {
    expect((await ask('GET', url, tokens.admin)).json()).toMatchObject({ status, code });
  });

  it('is closed while client id and secret are not set', async () => {
    const closed = createProcess(database.pool, fake, fakeDefinition(), { settings: {} });
    const other = await createServer(gatewayOf(closed), createLogger('silent', 'test'));
    const headers = { authorization: `Bearer ${tokens.admin}` };
    for (const url of ['/connect/pulse?user_id=ada', '/connect/pulse/callback?code=c&state=s'])
      expect((await other.inject({ url, headers })).json()).toMatchObject({
        status: 503,
        code: 'provider_not_configured',
      });
    await other.close();
  });

  it('works without PKCE where the provider has none', async () => {
    app = createProcess(database.pool, fake, fakeDefinition({ pkce: false }));
    const plain = await createServer(gatewayOf(app), createLogger('silent', 'test'));
    const begun = await plain.inject({
      method: 'POST',
      url: '/api/v1/users/ada/connections/pulse',
      headers: { authorization: `Bearer ${tokens.ada}` },
    });
    const url = begun.json().authorize_url as string;
    expect(url).not.toContain('code_challenge');
    expect((await plain.inject({ url: callbackOf(url, 'pulse-1') })).statusCode).toBe(200);
    await plain.close();
  });

  it('writes no secret into the log of the process, the events, the metrics or the database', async () => {
    const authorizeUrl = await begin();
    const callback = callbackOf(authorizeUrl, 'pulse-1');
    await ask('GET', callback);
    await ask('GET', callback);
    server.log.error({
      req: { method: 'GET', url: callback, routeOptions: { url: '/connect/:provider/callback' } },
    });
    fake.withdraw();
    await call('pulse-1').catch(() => {});
    const secrets = [
      stateOf(authorizeUrl),
      new URL(callback, PUBLIC).searchParams.get('code')!,
      ...fake.tokenRequests.flatMap((form) => [form['code_verifier'], form['refresh_token']]),
      'client secret',
      ...fake.apiRequests.map(({ headers }) => headers.authorization!.replace('Bearer ', '')),
    ].filter((secret) => secret !== undefined);
    expect(secrets.length).toBeGreaterThan(5);
    const { events } = await app.store.readAll(0n, 1_000);
    const { rows } = await database.pool.query(
      `select t::text from providers.connections t union all select t::text from providers.authorisations t
       union all select t::text from providers.budgets t`,
    );
    const metrics = (await server.inject({ url: '/metrics' })).body;
    expect(log).toContain('/connect/:provider/callback');
    const written =
      log +
      JSON.stringify(events.map(({ data, metadata }) => [data, metadata])) +
      JSON.stringify(rows) +
      metrics;
    for (const secret of secrets) expect(written.includes(secret)).toBe(false);
  });

  it('is in the contract, with its problem codes', async () => {
    const contract = (await server.inject({ url: '/openapi.json' })).json();
    expect(Object.keys(contract.paths)).toEqual(
      expect.arrayContaining([
        '/connect/{provider}',
        '/connect/{provider}/callback',
        '/api/v1/users/{id}/connections',
        '/api/v1/users/{id}/connections/{provider}',
      ]),
    );
    const page = (await server.inject({ url: '/docs/problems' })).body;
    for (const code of ['connect_state_invalid', 'connect_denied', 'account_taken', 'provider_unavailable'])
      expect(page).toContain(`id="${code}"`);
  });
});
