import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { simulateNights } from '../person.ts';
import { notifyChanges } from './notifier.ts';
import { ouraStyle } from './oura.ts';
import { ouraNight, ouraRecordId } from './oura-night.ts';
import { type ProviderApiServer, startProviderApi } from './server.ts';
import { whoopStyle } from './whoop.ts';
import { whoopCycleId, whoopNight, whoopSleepId } from './whoop-night.ts';

const client = { id: 'client-1', secret: 'secret-1' };
const redirect = 'http://127.0.0.1:1/back';
const today = '2026-11-20';
const nights = simulateNights(1, 30, today);

let api: ProviderApiServer;
afterEach(() => api.stop());

const form = async (fields: Record<string, string>) => {
  const response = await fetch(`${api.url}${api.style.oauth.tokenPath}`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.id, client_secret: client.secret, ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

const authorize = async (more: Record<string, string> = {}): Promise<URLSearchParams> => {
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: redirect,
    state: 'state-12345',
    scope: 'offline read:sleep',
    ...more,
  });
  const url = `${api.url}${api.style.oauth.authorizePath}?${query}`;
  const response = await fetch(url, { redirect: 'manual' });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location')!).searchParams;
};

const tokensFor = async (more: Record<string, string> = {}): Promise<Record<string, string>> => {
  const back = await authorize(more);
  expect(back.get('state')).toBe('state-12345');
  const { body } = await form({
    grant_type: 'authorization_code',
    code: back.get('code')!,
    redirect_uri: redirect,
  });
  return body;
};

const get = async (token: string, path: string, method = 'GET') => {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
};

describe('oura', () => {
  beforeEach(async () => {
    api = await startProviderApi({ style: ouraStyle, client, signedIn: 'ring-1' });
    for (const night of nights)
      for (const { collection, record } of ouraNight('ring-1', night)) api.put('ring-1', collection, record);
  });

  test('codes are good once, for the address they were sent to, and for who holds the verifier', async () => {
    const challenge = createHash('sha256').update('verifier').digest('base64url');
    const code = (await authorize({ code_challenge: challenge })).get('code')!;
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirect };
    expect((await form(exchange)).body).toEqual({ error: 'invalid_grant' });
    const again = (await authorize({ code_challenge: challenge })).get('code')!;
    const right = { ...exchange, code: again, code_verifier: 'verifier' };
    expect((await form({ ...right, client_secret: 'x' })).status).toBe(401);
    expect((await form(right)).body).toMatchObject({ token_type: 'bearer', expires_in: 86_400 });
    expect((await form(right)).status).toBe(400);
    expect((await authorize({ deny: '1' })).get('error')).toBe('access_denied');
  });

  test('an old refresh token is refused and takes its successors along', async () => {
    const first = await tokensFor();
    const renewed = await form({ grant_type: 'refresh_token', refresh_token: first['refresh_token']! });
    expect(renewed.status).toBe(200);
    const access = renewed.body['access_token']!;
    expect((await get(first['access_token']!, '/v2/usercollection/personal_info')).status).toBe(401);
    expect((await get(access, '/v2/usercollection/personal_info')).body['id']).toBe('ring-1');
    const reused = await form({ grant_type: 'refresh_token', refresh_token: first['refresh_token']! });
    expect([reused.status, reused.body]).toEqual([400, { error: 'invalid_grant' }]);
    expect((await get(access, '/v2/usercollection/personal_info')).status).toBe(401);
  });

  test('pages of a window whose last day is not in it, and single documents', async () => {
    api.settings.pageSize = 4;
    const { access_token: token = '' } = await tokensFor();
    const days: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const path = `/v2/usercollection/daily_sleep?start_date=2026-11-10&end_date=${today}`;
      const { body } = await get(token, `${path}${next === '' ? '' : `&next_token=${next}`}`);
      days.push(...(body['data'] as { day: string }[]).map(({ day }) => day));
      next = body['next_token'] as string | null;
    }
    expect(days).toEqual(Array.from({ length: 10 }, (_, i) => `2026-11-${10 + i}`));
    const id = ouraRecordId('ring-1', 'sleep', today);
    expect((await get(token, `/v2/usercollection/sleep/${id}`)).body).toMatchObject({ id, day: today });
    expect((await get(token, '/v2/usercollection/sleep/nothing')).status).toBe(404);
    expect((await get('nobody', `/v2/usercollection/sleep/${id}`)).status).toBe(401);
  });

  test('faults strike as often as asked', async () => {
    const { access_token: token = '' } = await tokensFor();
    const path = '/v2/usercollection/personal_info';
    api.faults.add({ kind: 'rate_limited', times: 1, retryAfterS: 7 });
    const limited = await get(token, path);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    api.faults.add({ kind: 'server_error', times: 1 });
    expect((await get(token, path)).status).toBe(500);
    for (const kind of ['malformed', 'truncated', 'cut'] as const) {
      api.faults.add({ kind, times: 1 });
      await expect(get(token, path)).rejects.toThrow();
    }
    expect((await get(token, path)).status).toBe(200);
    expect(api.requests.filter((request) => request.path === path).map(({ status }) => status)).toEqual([
      429, 500, 200, 200, 0, 200,
    ]);
  });

  test('subscriptions are made once the callback answers the challenge, and changes are notified signed', async () => {
    const taken: { headers: Record<string, unknown>; body: string }[] = [];
    const receiver = createServer(async (request, response) => {
      const url = new URL(request.url!, 'http://x');
      let body = '';
      for await (const chunk of request) body += chunk;
      if (request.method === 'POST') taken.push({ headers: request.headers, body });
      const isOurs = url.searchParams.get('verification_token') === 'ours';
      response.writeHead(request.method === 'POST' || isOurs ? 200 : 401);
      response.end(JSON.stringify({ challenge: url.searchParams.get('challenge') }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => receiver.once('listening', resolve));
    const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const subscribe = (verification_token: string, event_type: string) =>
      fetch(`${api.url}/v2/webhook/subscription`, {
        method: 'POST',
        headers: { 'x-client-id': client.id, 'x-client-secret': client.secret },
        body: JSON.stringify({ callback_url: callback, verification_token, event_type, data_type: 'sleep' }),
      });
    try {
      expect((await subscribe('other', 'update')).status).toBe(422);
      expect((await subscribe('ours', 'update')).status).toBe(201);
      expect((await subscribe('ours', 'update')).status, 'one of a kind').toBe(422);
      expect(api.subscriptions.size).toBe(1);
      const changes = api.remove('ring-1', 'sleep', ouraRecordId('ring-1', 'sleep', today));
      const to = { webhookUrl: callback, secret: client.secret };
      expect(await notifyChanges(ouraStyle, to, 'ring-1', changes)).toMatchObject([{ status: 200 }]);
      const [{ headers, body } = { headers: {}, body: '' }] = taken;
      expect(JSON.parse(body)).toMatchObject({ event_type: 'delete', data_type: 'sleep', user_id: 'ring-1' });
      const mac = createHmac('sha256', client.secret).update(`${headers['x-oura-timestamp']}${body}`);
      expect(headers['x-oura-signature']).toBe(mac.digest('hex').toUpperCase());
    } finally {
      receiver.close();
      receiver.closeAllConnections();
    }
  });
});

describe('whoop', () => {
  beforeEach(async () => {
    api = await startProviderApi({ style: whoopStyle, client, signedIn: '4711' });
    for (const night of nights)
      for (const { collection, record } of whoopNight('4711', night)) api.put('4711', collection, record);
  });

  test('refresh tokens are for those who ask for `offline`', async () => {
    expect((await tokensFor({ scope: 'read:sleep' }))['refresh_token']).toBeUndefined();
    const { refresh_token = '' } = await tokensFor();
    const wrong = await form({ grant_type: 'refresh_token', refresh_token });
    expect(wrong.status).toBe(400);
    expect((await form({ grant_type: 'refresh_token', refresh_token, scope: 'offline' })).status).toBe(200);
  });

  test('lists are newest first and 25 at most; paths begin with /developer or not', async () => {
    const { access_token: token = '' } = await tokensFor();
    expect((await get(token, '/v2/activity/sleep?limit=26')).status).toBe(400);
    const first = await get(token, '/developer/v2/activity/sleep?limit=25');
    const records = first.body['records'] as { start: string }[];
    expect(records).toHaveLength(25);
    expect(records.map(({ start }) => start)).toEqual(
      records
        .map(({ start }) => start)
        .toSorted()
        .reverse(),
    );
    const rest = await get(token, `/v2/activity/sleep?limit=25&nextToken=${first.body['next_token']}`);
    expect([(rest.body['records'] as unknown[]).length, rest.body['next_token']]).toEqual([5, null]);
  });

  test('a recovery is found by its cycle only, and goes with its sleep', async () => {
    const { access_token: token = '' } = await tokensFor();
    const sleepId = whoopSleepId('4711', today);
    const cycle = `/v2/cycle/${whoopCycleId('4711', today)}`;
    expect((await get(token, `/v2/activity/sleep/${sleepId}`)).body['cycle_id']).toBe(
      whoopCycleId('4711', today),
    );
    expect((await get(token, `${cycle}/recovery`)).body['sleep_id']).toBe(sleepId);
    expect((await get(token, `/v2/recovery/${sleepId}`)).status).toBe(404);
    const changes = api.remove('4711', 'sleep', sleepId);
    expect(changes.map(({ type, collection }) => `${collection} ${type}`)).toEqual([
      'sleep delete',
      'recovery delete',
    ]);
    expect((await get(token, `${cycle}/recovery`)).status).toBe(404);
  });

  test('too many requests are told by the reset alone; access ends when it is given up', async () => {
    const { access_token: token = '' } = await tokensFor();
    api.faults.add({ kind: 'rate_limited', times: 1, retryAfterS: 3 });
    const { status, headers } = await get(token, '/v2/cycle');
    expect([status, headers.get('x-ratelimit-reset'), headers.get('retry-after')]).toEqual([429, '3', null]);
    expect((await get(token, '/v2/user/access', 'DELETE')).status).toBe(204);
    expect((await get(token, '/v2/cycle')).status).toBe(401);
    expect(api.tokens.grantsOf('4711')).toBe(0);
  });
});
