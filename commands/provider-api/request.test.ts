import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApiRequest } from '../../providers/api.ts';
import { type Requester, requestJson } from './request.ts';

const closing: Server[] = [];
afterEach(() => {
  for (const server of closing.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  closing.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`;
};
const ask = (apiUrl: string, request: ApiRequest, given: Partial<Requester> = {}) =>
  requestJson(
    { title: 'Pulse', apiUrl, userAgent: 'auren/test', now: Date.now, ...given },
    request,
    'secret-token',
  );
const answering = (status: number, body = '', headers = {}): Promise<string> =>
  serve((_request, response) => response.writeHead(status, headers).end(body));

describe('a request to a provider', () => {
  it('carries the token, who asks, and the query without what is undefined', async () => {
    let seen: unknown;
    const url = await serve((request, response) => {
      const { authorization, accept } = request.headers;
      seen = [request.method, request.url, authorization, accept, request.headers['user-agent']];
      response.end('{"a":[1]}');
    });
    expect(await ask(url, { path: '/sleep', query: { from: 'a b', to: undefined } })).toEqual({ a: [1] });
    expect(seen).toEqual([
      'GET',
      '/v2/sleep?from=a+b',
      'Bearer secret-token',
      'application/json',
      'auren/test',
    ]);
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [408, 'unavailable'],
    [422, 'refused'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('that is answered %i says %s, and quotes nothing', async (status, problem) => {
    const url = await answering(status, '{"hrv":41}', { 'retry-after': '7' });
    const error = (await ask(url, { path: '/me' }).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ problem, status, retryAfterS: 7 });
    expect(JSON.stringify(error) + error.stack).not.toMatch(/hrv|secret-token/);
  });

  it.each([
    ['{"detail":"Token is not authorized access spo2 scope."}', {}],
    ['', { 'www-authenticate': 'Bearer error="insufficient_scope"' }],
  ])(
    'that is answered 401 for want of a scope is forbidden: a new token would not help',
    async (body, headers) => {
      const url = await answering(401, body, headers);
      await expect(ask(url, { path: '/me' })).rejects.toMatchObject({ problem: 'forbidden', status: 401 });
    },
  );

  it('follows no redirect: the token would go elsewhere', async () => {
    let asked = 0;
    const elsewhere = await serve((_request, response) => {
      asked++;
      response.end('{}');
    });
    const url = await answering(302, '', { location: elsewhere });
    await expect(ask(url, { path: '/me' })).rejects.toMatchObject({ problem: 'refused', status: 302 });
    expect(asked).toBe(0);
  });

  it('answers undefined for 204', async () => {
    expect(await ask(await answering(204), { method: 'DELETE', path: '/access' })).toBeUndefined();
    expect(await ask(await answering(200), { method: 'DELETE', path: '/access' })).toBeUndefined();
  });

  it.each([['<html>'], [''], ['{"a":']])('takes %j for unreadable', async (body) => {
    await expect(ask(await answering(200, body), { path: '/me' })).rejects.toMatchObject({
      problem: 'unreadable',
    });
  });

  it('reads no more than it may, whether the length is said or not', async () => {
    const body = JSON.stringify('x'.repeat(200));
    const said = await answering(200, body, { 'content-length': '202' });
    const unsaid = await serve((_request, response) => {
      response.write(body.slice(0, 100));
      response.end(body.slice(100));
    });
    for (const url of [said, unsaid])
      await expect(ask(url, { path: '/me' }, { maxBytes: 150 })).rejects.toMatchObject({
        problem: 'unreadable',
      });
    expect(await ask(unsaid, { path: '/me' }, { maxBytes: 202 })).toHaveLength(200);
  });

  it('waits no longer than it may, also for the end of an answer', async () => {
    const silent = await serve(() => {});
    const endless = await serve((_request, response) => void response.write('{"a":'));
    for (const url of [silent, endless])
      await expect(ask(url, { path: '/me' }, { timeoutMs: 50 })).rejects.toMatchObject({
        problem: 'unavailable',
        message: 'Pulse did not answer within 50 ms',
      });
  });

  it('says when nobody listens', async () => {
    await expect(ask('http://127.0.0.1:1/v2', { path: '/me' })).rejects.toMatchObject({
      problem: 'unavailable',
      message: 'Pulse cannot be reached',
    });
  });

  it.each(['me', '/../../admin', '@example.org/me'])('goes nowhere but below the API: %s', async (path) => {
    await expect(ask('http://127.0.0.1:1/v2', { path })).rejects.toMatchObject({ problem: 'refused' });
  });
});
