import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchPayload, type PayloadSource } from './fetch-payload.ts';
import { DEFAULT_PAYLOAD_HOSTS } from './payload-hosts.ts';
import { createPayloadServer, type PayloadServer } from './testing/payload-server.ts';

const BODY = Buffer.from('{"type":"sleep"}');
let server: PayloadServer;
let failuresLeft = 0;

beforeAll(async () => {
  server = await createPayloadServer((request, response) => {
    const path = new URL(request.url!, 'http://x').pathname;
    if (failuresLeft > 0) {
      failuresLeft--;
      return response.writeHead(503).end();
    }
    switch (path) {
      case '/ok':
        return response.end(BODY);
      case '/moved':
        return response.writeHead(307, { location: '/ok' }).end();
      case '/loop':
        return response.writeHead(307, { location: '/loop' }).end();
      case '/elsewhere':
        return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      case '/packed':
        return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(BODY));
      case '/bomb':
        return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
      case '/announced':
        return response.writeHead(200, { 'content-length': '5000000' }).write('x');
      case '/endless': {
        const chunk = Buffer.alloc(10_000);
        const more = (): void => {
          if (response.writable && response.write(chunk)) setImmediate(more);
          else response.once('drain', more);
        };
        return more();
      }
      case '/hangs':
        return;
      default:
        return response.writeHead(Number(path.slice(1)) || 404).end();
    }
  });
});
afterAll(() => server.close());
beforeEach(() => {
  failuresLeft = 0;
  server.paths.length = 0;
});

const stop = new AbortController().signal;
const later = { expiresAtMs: null, now: () => new Date(0), signal: stop };
const source: PayloadSource = {
  hosts: DEFAULT_PAYLOAD_HOSTS,
  allowLoopback: true,
  maxBytes: 100_000,
  patienceMs: 0,
};
const get = (path: string, over: Partial<PayloadSource> = {}) =>
  fetchPayload({ ...source, ...over }, `${server.url}${path}`, later).then(
    (bytes) => Buffer.from(bytes).toString(),
    (error: Error) => `${error.constructor.name} ${error.message}`,
  );

describe('fetching a payload', () => {
  it.each(['/ok', '/moved', '/packed'])('%s', async (path) => {
    expect(await get(path)).toBe(String(BODY));
  });

  it.each([
    ['/403', 'PayloadRefused pointer_refused: HTTP 403'],
    ['/404', 'PayloadRefused pointer_refused: HTTP 404'],
    ['/204', 'PayloadRefused pointer_refused: HTTP 204'],
    ['/503', 'PayloadRefused pointer_unreachable: HTTP 503'],
    ['/elsewhere', 'PayloadRefused pointer_redirect_refused'],
    ['/loop', 'PayloadRefused pointer_redirect_refused'],
    ['/bomb', 'PayloadRefused pointer_too_large: more than 100000 bytes'],
    ['/announced', 'PayloadRefused pointer_too_large: more than 100000 bytes'],
    ['/endless', 'PayloadRefused pointer_too_large: more than 100000 bytes'],
  ])('%s is refused', async (path, refusal) => {
    expect(await get(path)).toBe(refusal);
  });

  it('that hangs is given up', async () => {
    expect(await get('/hangs', { timeoutMs: 100 })).toMatch(/^PayloadRefused pointer_unreachable/);
  });

  it('is tried again while the other side is unwell', async () => {
    failuresLeft = 2;
    expect(await get('/ok', { patienceMs: 5_000 })).toBe(String(BODY));
    expect(server.paths).toHaveLength(3);
  });

  it('of a pointer that has expired is not even tried, nor tried again once it has', async () => {
    let clock = 0;
    const until = (expiresAtMs: number) => ({ expiresAtMs, now: () => new Date(clock), signal: stop });
    clock = 600_000;
    await expect(fetchPayload(source, `${server.url}/ok`, until(600_000))).rejects.toThrow('pointer_expired');
    expect(server.paths).toEqual([]);
    clock = 599_999;
    expect(await fetchPayload(source, `${server.url}/ok`, until(600_000))).toHaveLength(BODY.length);
    failuresLeft = 1;
    const late = fetchPayload({ ...source, patienceMs: 5_000 }, `${server.url}/ok`, until(600_000));
    clock = 600_000;
    await expect(late).rejects.toThrow('pointer_expired');
  });

  it('ends when stopped, as something to do later', async () => {
    const stopping = new AbortController();
    const fetching = fetchPayload({ ...source, patienceMs: 60_000 }, `${server.url}/hangs`, {
      ...later,
      signal: stopping.signal,
    });
    stopping.abort();
    await expect(fetching).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it.each([
    ['http://b.s3.amazonaws.com/x', 'pointer_not_https: http:'],
    ['file:///etc/passwd', 'pointer_not_https: file:'],
    ['https://169.254.169.254/', 'pointer_host_refused: 169.254.169.254'],
    ['https://0x7f.1/', 'pointer_host_refused: 127.0.0.1'],
    ['https://localhost/', 'pointer_host_refused: localhost'],
    ['https://s3.amazonaws.com@evil.example/', 'pointer_with_port_or_user'],
    ['https://b.s3.amazonaws.com:8443/', 'pointer_with_port_or_user'],
    ['https://evil.example/b.s3.amazonaws.com', 'pointer_host_refused: evil.example'],
    ['no URL', 'pointer_url_unreadable'],
  ])('of %s is refused without asking anybody', async (url, reason) => {
    await expect(fetchPayload({ hosts: DEFAULT_PAYLOAD_HOSTS }, url, later)).rejects.toThrow(reason);
  });

  it('from this machine is refused unless it is allowed', async () => {
    expect(await get('/ok', { allowLoopback: false })).toBe('PayloadRefused pointer_not_https: http:');
    expect(server.paths).toEqual([]);
  });
});
