import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { nightsOf } from './testing/bodies.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { ask, postTerra } from './testing/terra.ts';

const REDIS_URL = process.env['REDIS_URL'] || undefined;
/** A minute's worth, of which a fifth may come at once: the rest comes back one in two seconds. */
const PER_MINUTE = 30;
const AT_ONCE = 6;

const statusesOf = async (urls: readonly string[], token: string, count: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++)
    statuses.push(
      (await ask(urls[i % urls.length]!, token, '/api/v1/admin/tokens', { headers: { prefer: 'wait=0' } }))
        .status,
    );
  return statuses;
};

describe('a token that asks too often', () => {
  let data: DataDir;
  let auren: RunningAuren;
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path, { API_RATE_PER_MINUTE: String(PER_MINUTE) });
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('is told so, and when to come again; webhooks, health and other tokens are not', async () => {
    const made = await ask(auren.url, auren.adminToken, '/api/v1/admin/tokens', {
      method: 'POST',
      body: JSON.stringify({ name: 'other' }),
    });
    const statuses = await statusesOf([auren.url], auren.adminToken, AT_ONCE + 4);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
    const refused = await ask(auren.url, auren.adminToken, '/api/v1/admin/tokens');
    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited', status: 429 } });
    const againInS = Number(refused.headers.get('retry-after'));
    expect(againInS).toBeGreaterThanOrEqual(1);
    expect(againInS).toBeLessThanOrEqual(60 / PER_MINUTE);

    expect((await ask(auren.url, String(made.json['token']), '/api/v1/admin/tokens')).status).toBe(200);
    for (const body of nightsOf('rated', 10, 1).bodies)
      expect((await postTerra(auren.url, body)).status).toBe(202);
    expect((await fetch(`${auren.url}/ready`)).status).toBe(200);
  });
});

describe.skipIf(REDIS_URL === undefined)(
  `two gateways with one Redis${REDIS_URL === undefined ? ' (skipped: REDIS_URL is not set)' : ''}`,
  () => {
    let database: OwnDatabase;
    let data: DataDir;
    let gateways: RunningAuren[] = [];
    beforeAll(async () => {
      database = await createOwnDatabase();
      data = await makeDataDir();
      const given = {
        DATABASE_URL: database.url,
        REDIS_URL: REDIS_URL!,
        AUREN_NAMESPACE: `e2e-${randomBytes(6).toString('hex')}`,
        AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
        AUREN_ADMIN_TOKEN: `auren_${randomBytes(16).toString('hex')}`,
        API_RATE_PER_MINUTE: String(PER_MINUTE),
      };
      gateways = await Promise.all([1, 2].map(() => startAuren(data.path, given, ['gateway'])));
    });
    afterAll(async () => {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await data?.remove();
      await database?.remove();
    });

    it('count together', async () => {
      const urls = gateways.map(({ url }) => url);
      const started = performance.now();
      const statuses = await statusesOf(urls, gateways[0]!.adminToken, 3 * AT_ONCE);
      const givenBack = Math.ceil(((performance.now() - started) / 60_000) * PER_MINUTE);
      const allowed = statuses.filter((status) => status === 200).length;
      expect(allowed).toBeGreaterThanOrEqual(AT_ONCE);
      expect(allowed).toBeLessThanOrEqual(AT_ONCE + givenBack);
    });
  },
);
