import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desiredPairs } from '../../providers/oura/subscriptions.ts';
import { readConfig } from '../config.ts';
import { type Entry, type FakeOura, inDays, startFakeOura } from '../oura/testing/fake-oura.ts';
import {
  ouraSubscriptions,
  type SubscriptionCommand,
  type SubscriptionOptions,
} from './oura-subscriptions.ts';

const CALLBACK = 'https://auren.example.org/webhooks/oura';
let oura: FakeOura;
let said: string[];

beforeEach(async () => {
  oura = await startFakeOura();
  said = [];
});
afterEach(() => oura.close());

const run = (
  command: SubscriptionCommand,
  options: SubscriptionOptions = {},
  environment: Record<string, string> = {},
): Promise<number> => {
  const config = readConfig({
    OURA_CLIENT_ID: 'id',
    OURA_CLIENT_SECRET: 'secret-of-a-test',
    OURA_VERIFICATION_TOKEN: 'token-of-a-test',
    OURA_API_URL: oura.url,
    AUREN_PUBLIC_URL: 'https://auren.example.org/',
    ...environment,
  });
  return ouraSubscriptions(config, (line) => said.push(line), command, { firstWaitMs: 1, ...options });
};
const entry = (over: Partial<Entry> = {}): Entry => ({
  id: 'known',
  callback_url: CALLBACK,
  event_type: 'update',
  data_type: 'sleep',
  expiration_time: inDays(60),
  ...over,
});
const all = (): Entry[] =>
  desiredPairs.map((pair, at) =>
    entry({ id: `s-${at}`, event_type: pair.eventType, data_type: pair.dataType }),
  );
const calls = (method: string) => oura.asked.filter((asked) => asked.method === method);

describe('auren oura subscriptions', () => {
  it('repair creates what is missing, for our callback and with the token, and then finds nothing to do', async () => {
    oura.entries.push(entry());
    expect(await run('repair')).toBe(0);
    expect(said).toEqual(['47 created.']);
    expect(oura.entries).toHaveLength(48);
    expect(calls('POST')[0]!.body).toEqual({
      callback_url: CALLBACK,
      verification_token: 'token-of-a-test',
      event_type: 'create',
      data_type: 'sleep',
    });
    expect(await run('repair')).toBe(0);
    expect(said.at(-1)).toBe('Nothing to repair.');
    expect(calls('POST')).toHaveLength(47);
  });

  it('repair renews what ends soon; what has gone meanwhile is created', async () => {
    oura.entries.push(...all());
    oura.entries[0]!.expiration_time = inDays(29);
    oura.entries[1]!.expiration_time = inDays(-1);
    oura.intercept = ({ path }) => (path === '/renew/s-1' ? { status: 404 } : undefined);
    expect(await run('repair')).toBe(0);
    expect(said).toEqual(['2 renewed.']);
    expect(calls('PUT').map(({ path }) => path)).toEqual(['/renew/s-0', '/renew/s-1']);
    expect(calls('POST')).toHaveLength(1);
  });

  it('what points elsewhere goes only when asked', async () => {
    const other = entry({ id: 'other', callback_url: 'https://other.example.org/webhooks/oura' });
    oura.entries.push(...all(), other);
    expect(await run('repair')).toBe(0);
    expect(said.join('\n')).toContain('1 more of this app');
    expect(oura.entries).toContain(other);
    expect(await run('repair', { others: true })).toBe(0);
    expect(said.at(-1)).toBe('1 removed.');
    expect(oura.entries).not.toContain(other);
  });

  it('list shows each pair with its state and what is left, and answers 1 when something is wrong', async () => {
    oura.entries.push(
      ...all().slice(1),
      entry({ id: 'other', callback_url: 'https://other.example.org/\u001b[31m', data_type: 'meal' }),
    );
    oura.entries[0]!.expiration_time = inDays(3.5);
    expect(await run('list')).toBe(1);
    expect(said[0]).toMatch(/^DATA +EVENT +STATE +LEFT +ID$/);
    expect(said[1]).toMatch(/^sleep +create +missing +- +-$/);
    expect(said[2]).toMatch(/^sleep +update +due +3 d +s-1$/);
    expect(said[3]).toMatch(/^sleep +delete +active +59 d +s-2$/);
    expect(said.at(-2)).toMatch(
      /^meal +update +elsewhere +59 d +other +https:\/\/other\.example\.org\/\?\[31m$/,
    );
    expect(said.at(-1)).toContain('2 of https://auren.example.org/webhooks/oura missing or about to end');
    oura.entries.splice(0, Number.POSITIVE_INFINITY, ...all());
    expect(await run('list')).toBe(0);
  });

  it('renew renews all of ours; delete removes them', async () => {
    const other = entry({ id: 'other', callback_url: 'https://other.example.org' });
    oura.entries.push(...all(), other);
    expect(await run('renew')).toBe(0);
    expect(calls('PUT')).toHaveLength(48);
    expect(await run('delete')).toBe(0);
    expect(oura.entries).toEqual([other]);
    expect(said).toContain('48 removed.');
  });

  it('needs the verification token before it creates anything, and says so', async () => {
    await expect(run('repair', {}, { OURA_VERIFICATION_TOKEN: '' })).rejects.toMatchObject({
      code: 'provider_not_configured',
      message: expect.stringContaining('OURA_VERIFICATION_TOKEN must be set'),
    });
    expect(oura.asked).toEqual([]);
    expect(await run('list', {}, { OURA_VERIFICATION_TOKEN: '' })).toBe(1);
    await expect(run('list', {}, { OURA_CLIENT_ID: '', AUREN_PUBLIC_URL: '' })).rejects.toMatchObject({
      message: expect.stringContaining('OURA_CLIENT_ID, OURA_CLIENT_SECRET, AUREN_PUBLIC_URL'),
    });
  });

  it('says what was wrong with the client', async () => {
    await expect(run('list', {}, { OURA_CLIENT_SECRET: 'wrong-secret-value' })).rejects.toMatchObject({
      code: 'provider_refused',
      message: expect.not.stringContaining('wrong-secret-value'),
    });
    expect(oura.asked).toHaveLength(1);
  });

  it('waits as long as Retry-After says and tries again, a limited number of times', async () => {
    let refused = 0;
    oura.intercept = () => (refused++ < 2 ? { status: 429, headers: { 'retry-after': '0' } } : undefined);
    expect(await run('list')).toBe(1);
    expect(oura.asked).toHaveLength(3);

    oura.intercept = () => ({ status: 503 });
    await expect(run('list')).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(oura.asked).toHaveLength(3 + 4);
  });

  it('does not wait longer than two minutes', async () => {
    oura.intercept = () => ({ status: 429, headers: { 'retry-after': '121' } });
    await expect(run('list')).rejects.toMatchObject({ code: 'rate_limited', retryAfterS: 121 });
    expect(oura.asked).toHaveLength(1);
  });

  it('one refusal does not keep the rest from being done, and never repeats the token', async () => {
    oura.intercept = ({ method, body }) =>
      method === 'POST' && body['data_type'] === 'tag'
        ? {
            status: 422,
            body: {
              detail: [
                { msg: body['event_type'] === 'create' ? 'no such type' : body['verification_token'] },
              ],
            },
          }
        : undefined;
    oura.entries.push(
      ...all().filter(
        ({ data_type, event_type }) => !['tag', 'session'].includes(data_type) || event_type === 'delete',
      ),
    );
    expect(await run('repair')).toBe(1);
    expect(said).toContain('2 created.');
    expect(said).toContain('failed: create tag.create: provider_refused: HTTP 422: no such type');
    expect(said).toContain('failed: create tag.update: provider_refused: HTTP 422');
    expect(said.join('\n')).toContain('Oura asks GET https://auren.example.org/webhooks/oura');
    expect(said.join('\n')).not.toContain('token-of-a-test');
  });

  it('stops trying where nothing works', async () => {
    oura.intercept = ({ method }) =>
      method === 'POST' ? { status: 400, body: { detail: 'callback failed' } } : undefined;
    expect(await run('repair')).toBe(1);
    expect(calls('POST')).toHaveLength(3);
    expect(said.filter((line) => line.endsWith('not tried'))).toHaveLength(45);
  });

  it('follows no redirect: the secret is for Oura alone', async () => {
    oura.intercept = () => ({ status: 307, headers: { location: `${oura.url}/elsewhere` } });
    await expect(run('list')).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(oura.asked.some(({ path }) => path.includes('elsewhere'))).toBe(false);
  });
});
