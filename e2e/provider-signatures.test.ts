import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysAgo, sleepEntry, terraBody } from './testing/bodies.ts';
import { storedWebhooks } from './testing/database.ts';
import {
  type FetchedProvider,
  OURA,
  type ProviderWorld,
  startProviderWorld,
  VERIFICATION_TOKEN,
  WHOOP,
} from './testing/provider-world.ts';
import { postTerra, sign } from './testing/terra.ts';

const NEXT_SECRET = 'e2e-the-next-client-secret';
const NEXT_TERRA_SECRET = 'e2e-the-next-terra-secret';
const OLD_TERRA_SECRET = 'e2e-terra-signing-secret';
const HOUR_S = 3_600;

const notificationOf = ({ name, account }: FetchedProvider): string =>
  JSON.stringify(
    name === 'oura'
      ? {
          event_type: 'update',
          data_type: 'sleep',
          object_id: randomUUID(),
          event_time: `${daysAgo(1)}T08:00:00+00:00`,
          user_id: account(1),
        }
      : { user_id: Number(account(1)), id: randomUUID(), type: 'sleep.updated', trace_id: randomUUID() },
  );

const hmac = (secret: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', secret).update(text).digest(encoding);

/** Every way to be wrong that was seen at receivers of these providers. */
const wrongSignatures = ({ name, client: { secret } }: FetchedProvider, body: string) => {
  const seconds = String(Math.floor(Date.now() / 1_000));
  const ms = String(Date.now());
  return name === 'oura'
    ? [
        {},
        { 'x-oura-signature': hmac(secret, seconds + body, 'hex').toUpperCase() },
        { 'x-oura-timestamp': seconds },
        { 'x-oura-timestamp': seconds, 'x-oura-signature': '' },
        { 'x-oura-timestamp': seconds, 'x-oura-signature': hmac('other', seconds + body, 'hex') },
        { 'x-oura-timestamp': seconds, 'x-oura-signature': hmac('', seconds + body, 'hex') },
        { 'x-oura-timestamp': seconds, 'x-oura-signature': hmac(secret, `${seconds}.${body}`, 'hex') },
        { 'x-oura-timestamp': seconds, 'x-oura-signature': hmac(secret, body, 'hex') },
        { 'x-oura-timestamp': `${seconds}0`, 'x-oura-signature': hmac(secret, seconds + body, 'hex') },
      ]
    : [
        {},
        { 'x-whoop-signature': hmac(secret, ms + body, 'base64') },
        { 'x-whoop-signature-timestamp': ms },
        { 'x-whoop-signature-timestamp': ms, 'x-whoop-signature': hmac('other', ms + body, 'base64') },
        { 'x-whoop-signature-timestamp': ms, 'x-whoop-signature': hmac('', ms + body, 'base64') },
        { 'x-whoop-signature-timestamp': ms, 'x-whoop-signature': hmac(secret, ms + body, 'hex') },
        { 'x-whoop-signature-timestamp': ms, 'x-whoop-signature': hmac(secret, `${ms}.${body}`, 'base64') },
        { 'x-whoop-signature-timestamp': `${ms}1`, 'x-whoop-signature': hmac(secret, ms + body, 'base64') },
      ];
};

const signed = ({ name }: FetchedProvider, secret: string, body: string, nowMs: number) => {
  const seconds = String(Math.floor(nowMs / 1_000));
  return name === 'oura'
    ? { 'x-oura-timestamp': seconds, 'x-oura-signature': hmac(secret, seconds + body, 'hex').toUpperCase() }
    : {
        'x-whoop-signature-timestamp': String(nowMs),
        'x-whoop-signature': hmac(secret, nowMs + body, 'base64'),
      };
};

/** As the system that AUREN replaces was told: the body alone, in hex, under names of its own. */
const legacy = ({ name, client: { secret } }: FetchedProvider, body: string) => ({
  [name === 'oura' ? 'x-oura-signature' : 'x-whoop-signature-256']: hmac(secret, body, 'hex'),
});

describe.each(['0', '1'])('who may deliver, LEGACY_SIGNATURES=%s', (legacySignatures) => {
  let world: ProviderWorld;
  const seen: number[] = [];
  beforeAll(async () => {
    world = await startProviderWorld({
      LEGACY_SIGNATURES: legacySignatures,
      OURA_CLIENT_SECRET: `${OURA.client.secret},${NEXT_SECRET}`,
      WHOOP_CLIENT_SECRET: `${WHOOP.client.secret}, ${NEXT_SECRET}`,
      TERRA_SIGNING_SECRET: `${OLD_TERRA_SECRET},${NEXT_TERRA_SECRET}`,
    });
  });
  afterAll(() => world?.stop());

  const post = async (
    { name }: FetchedProvider,
    body: string,
    headers: Record<string, string>,
  ): Promise<[status: number, code: string | undefined]> => {
    const response = await fetch(`${world.auren.url}/webhooks/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    seen.push(response.status);
    return [response.status, ((await response.json()) as { code?: string }).code];
  };
  const stored = async (): Promise<number> => (await storedWebhooks(world.data.path)).length;

  describe.each([OURA, WHOOP])('$name', (provider: FetchedProvider) => {
    it('refuses what is signed wrongly, and stores none of it', async () => {
      const before = await stored();
      const body = notificationOf(provider);
      for (const headers of wrongSignatures(provider, body)) {
        const isLegacy =
          legacySignatures === '1' &&
          Object.values(headers).includes(legacy(provider, body)['x-oura-signature'] ?? '-');
        if (isLegacy) continue;
        expect([headers, await post(provider, body, headers)]).toEqual([headers, [401, 'signature_invalid']]);
      }
      expect(await stored()).toBe(before);
    });

    it('takes both secrets while one is being changed', async () => {
      for (const secret of [provider.client.secret, NEXT_SECRET]) {
        const body = notificationOf(provider);
        expect(await post(provider, body, signed(provider, secret, body, Date.now()))).toEqual([
          202,
          undefined,
        ]);
      }
    });

    it('refuses what was signed long ago', async () => {
      const body = notificationOf(provider);
      const old = Date.now() - 24 * HOUR_S * 1_000;
      expect(await post(provider, body, signed(provider, NEXT_SECRET, body, old))).toEqual([
        401,
        'signature_stale',
      ]);
    });

    it('takes the old form only where it is asked for', async () => {
      const body = notificationOf(provider);
      const [status] = await post(provider, body, legacy(provider, body));
      expect(status).toBe(legacySignatures === '1' ? 202 : 401);
      const [other] = await post(provider, body, {
        ...legacy({ ...provider, client: { id: '', secret: 'other' } }, body),
      });
      expect(other).toBe(401);
    });

    it('answers oddities, and never 410, which would end a subscription', async () => {
      const { name } = provider;
      const headers = (body: string) => signed(provider, provider.client.secret, body, Date.now());
      for (const body of ['', '[]', 'null', '{}', '{"user_id":null}', 'x', '"\u{1F600}"'])
        await post(provider, body, headers(body));
      for (const [method, path] of [
        ['PUT', `/webhooks/${name}`],
        ['DELETE', `/webhooks/${name}`],
        ['GET', `/webhooks/${name}?challenge=1`],
        ['POST', `/webhooks/${name}/x`],
        ['POST', `/webhooks/gone-${name}`],
      ] as const)
        seen.push((await fetch(`${world.auren.url}${path}`, { method })).status);
      expect(seen.filter((status) => status === 410 || status >= 500)).toEqual(
        // WHOOP and Oura are configured here: nothing is left that could answer 503.
        [],
      );
    });
  });

  it('Terra takes both secrets', async () => {
    for (const secret of [OLD_TERRA_SECRET, NEXT_TERRA_SECRET]) {
      const body = terraBody('sleep', { external: 'ext-both', reference: 'both' }, [
        sleepEntry(daysAgo(1), { avg_hr_bpm: secret.length }),
      ]);
      const answer = await postTerra(world.auren.url, body, {
        'terra-signature': sign(body, undefined, secret),
      });
      expect(answer.status).toBe(202);
    }
  });

  it('Oura’s challenge is answered to those who know the token', async () => {
    const ask = (query: Record<string, string>) =>
      fetch(`${world.auren.url}/webhooks/oura?${new URLSearchParams(query)}`);
    const right = await ask({ verification_token: VERIFICATION_TOKEN, challenge: 'a b&c"d' });
    expect([right.status, await right.json()]).toEqual([200, { challenge: 'a b&c"d' }]);
    for (const query of [
      { verification_token: 'other', challenge: 'x' },
      { challenge: 'x' },
      { verification_token: '', challenge: 'x' },
    ] as Record<string, string>[])
      expect((await ask(query)).status).toBe(401);
  });

  it('and a subscription is made that way', async () => {
    const { api, auren } = world;
    const subscribe = (verification_token: string) =>
      fetch(`${api.oura.url}/v2/webhook/subscription`, {
        method: 'POST',
        headers: { 'x-client-id': OURA.client.id, 'x-client-secret': OURA.client.secret },
        body: JSON.stringify({
          callback_url: `${auren.url}/webhooks/oura`,
          verification_token,
          event_type: 'create',
          data_type: 'enhanced_tag',
        }),
      });
    expect((await subscribe('other')).status).toBe(422);
    expect((await subscribe(VERIFICATION_TOKEN)).status).toBe(201);
  });
});
