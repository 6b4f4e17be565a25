import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../gateway/problem.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, sleepEntry, terraBody } from './testing/bodies.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';
/** Every path that is for a token's holder, with its methods. */
const CLOSED: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/api/v1/users/ada/state'],
  ['GET', '/api/v1/users/ada/nights'],
  ['GET', '/api/v1/users/ada/readings?metric=heart_rate'],
  ['GET', '/api/v1/users/ada/timeline'],
  ['GET', '/api/v1/users/ada/interventions'],
  ...['accept', 'decline', 'log', 'complete'].map(
    (action) => ['POST', `/api/v1/users/ada/interventions/${NO_ID}/${action}`] as const,
  ),
  ['POST', '/api/v1/chat'],
  ['POST', '/api/agents/neuros/analyze'],
  ['POST', '/chat'],
  ['GET', '/api/v1/admin/projections'],
  ['GET', '/api/v1/admin/parked'],
  ['GET', '/api/v1/admin/unassigned'],
  ['GET', '/api/v1/admin/tokens'],
  ['POST', '/api/v1/admin/tokens'],
  ['DELETE', '/api/v1/admin/tokens/x'],
];
const OPEN = ['/health', '/ready', '/metrics', '/openapi.json', '/docs'];

describe('who may see what', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const admin = (path: string, init: RequestInit = {}) => ask(auren.url, auren.adminToken, path, init);
  const makeToken = async (body: object): Promise<{ id: string; token: string }> => {
    const made = await admin('/api/v1/admin/tokens', { method: 'POST', body: JSON.stringify(body) });
    expect(made.status).toBe(201);
    return made.json as unknown as { id: string; token: string };
  };

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    for (const reference of ['ada', 'bob']) {
      const body = terraBody('sleep', { external: `ext-${reference}`, reference }, [
        sleepEntry(daysAgo(1), { avg_hr_bpm: 55 }),
      ]);
      expect((await postTerra(auren.url, body)).status).toBe(202);
    }
    expect((await admin('/api/v1/users/ada/state')).status).toBe(200);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('opens the pages of operation to everyone', async () => {
    for (const path of OPEN) expect([path, (await fetch(`${auren.url}${path}`)).status]).toEqual([path, 200]);
    const ready = (await (await fetch(`${auren.url}/ready`)).json()) as Record<string, unknown>;
    expect(ready).toMatchObject({
      status: 'ready',
      dependencies: { event_log: { status: 'up' }, read_models: { status: 'up' }, worker: { status: 'up' } },
    });
    const metrics = await (await fetch(`${auren.url}/metrics`)).text();
    expect(metrics).toMatch(/^auren_webhooks_total\{provider="terra",outcome="accepted"\} 2$/m);
    expect(metrics).toMatch(/^auren_processor_lag_seconds\{processor="readings"\} 0$/m);
    expect(metrics).not.toContain('ada');
  });

  it.each(CLOSED)('%s %s needs a token', async (method, path) => {
    for (const authorization of [
      undefined,
      'Bearer nonsense',
      'Basic YTpi',
      'Bearer',
      `Bearer ${auren.adminToken}x`,
    ]) {
      const response = await fetch(`${auren.url}${path}`, {
        method,
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
      const problem = (await response.json()) as Record<string, unknown>;
      expect([response.status, problem['code']]).toEqual([401, 'unauthorized']);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('lets a user token see its person only', async () => {
    const { token } = await makeToken({ name: 'ada', user_id: 'ada' });
    const get = async (path: string) => {
      const { status, json } = await ask(auren.url, token, path);
      return [status, json['code']];
    };
    expect(await get('/api/v1/users/ada/state')).toEqual([200, undefined]);
    for (const what of ['state', 'nights', 'readings?metric=heart_rate', 'timeline']) {
      expect(await get(`/api/v1/users/bob/${what}`)).toEqual([403, 'forbidden']);
      expect(await get(`/api/v1/users/nobody/${what}`), 'nor who exists').toEqual([403, 'forbidden']);
    }
    for (const [method, path] of CLOSED.filter(([, path]) => path.includes('/admin/'))) {
      const body = method === 'POST' ? { body: JSON.stringify({ name: 'mine' }) } : {};
      const { status } = await ask(auren.url, token, path, { method, ...body });
      expect([path, status]).toEqual([path, 403]);
    }
    for (const [user, expected] of [
      ['ada', 200],
      ['bob', 403],
      ['nobody', 403],
    ] as const) {
      const body = JSON.stringify({ user_id: user, message: 'How am I?' });
      const { status } = await ask(auren.url, token, '/api/v1/chat', { method: 'POST', body });
      expect([user, status]).toEqual([user, expected]);
    }
  });

  it('tells an admin, and the person, that nothing is known', async () => {
    const { token } = await makeToken({ name: 'new', user_id: 'newcomer' });
    for (const bearer of [auren.adminToken, token]) {
      const { status, json } = await ask(auren.url, bearer, '/api/v1/users/newcomer/state');
      expect([status, json['code']]).toEqual([404, 'user_unknown']);
    }
  });

  it('refuses a revoked token at once', async () => {
    const { id, token } = await makeToken({ name: 'short', user_id: 'ada' });
    expect((await ask(auren.url, token, '/api/v1/users/ada/state')).status).toBe(200);
    expect((await admin(`/api/v1/admin/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(auren.url, token, '/api/v1/users/ada/state')).status).toBe(401);
    expect((await admin(`/api/v1/admin/tokens/${id}`, { method: 'DELETE' })).json['code']).toBe('not_found');
    const listed = await admin('/api/v1/admin/tokens');
    expect(JSON.stringify(listed.json)).not.toContain(token);
    expect(
      items<{ id: string; revoked_at: string | null }>(listed.json).find((item) => item.id === id)
        ?.revoked_at,
    ).toMatch(/Z$/);
  });

  it('describes itself: every path, its parameters and every problem code', async () => {
    const { json } = await ask(auren.url, '', '/openapi.json', { headers: { authorization: '' } });
    expect(json['openapi']).toBe('3.1.0');
    const paths = json['paths'] as Record<string, Record<string, Operation>>;
    const wanted = [
      ...CLOSED,
      ['POST', '/webhooks/terra'],
      ['POST', '/webhooks/healthkit'],
      ['GET', '/health'],
      ['GET', '/ready'],
      ['GET', '/metrics'],
    ];
    for (const [method, path] of wanted) {
      const template = path!
        .replace(/\?.*/, '')
        .replace('/users/ada/', '/users/{id}/')
        .replace(/\/interventions\/[-0-9a-f]{36}/, '/interventions/{iid}')
        .replace('/tokens/x', '/tokens/{id}');
      expect(paths[template]?.[method!.toLowerCase()], `${method} ${template}`).toBeDefined();
    }
    for (const [path, operations] of Object.entries(paths))
      for (const [method, operation] of Object.entries(operations)) {
        const where = `${method} ${path}`;
        expect(Object.keys(operation.responses), where).toContainEqual(expect.stringMatching(/^20\d$/));
        expect(operation.responses['default'], where).toMatchObject({
          content: { 'application/problem+json': {} },
        });
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const declared = (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'path')
          .map(({ name }) => name);
        expect(declared, where).toEqual(named);
        const isOpen = OPEN.includes(path) || path.startsWith('/webhooks/') || path.endsWith('/callback');
        expect([where, operation.security ?? json['security']]).toEqual([
          where,
          isOpen ? [] : [{ bearer: [] }],
        ]);
      }
    const { description } = json['info'] as { description: string };
    for (const [code, [status]] of Object.entries(PROBLEM_CODES))
      expect(description).toContain(`| \`${code}\` | ${status} |`);
    expect(JSON.stringify(json).match(/"\$ref":"([^"]+)"/g) ?? []).toEqual([]);
  });

  it('names a page in each problem that exists', async () => {
    const { json } = await admin('/api/v1/users/nobody/state');
    const page = await fetch(new URL(json['type'] as string, auren.url));
    expect(page.status).toBe(200);
  });
});

interface Operation {
  readonly responses: Record<string, unknown>;
  readonly parameters?: { readonly in: string; readonly name: string }[];
  readonly security?: unknown;
}
