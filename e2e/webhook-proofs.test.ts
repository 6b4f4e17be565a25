import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { ask } from './testing/terra.ts';

const secret = 'a-secret-of-these-tests-long-enough';
const settings = {
  HEALTHKIT_SIGNING_SECRET: secret,
  WHOOP_CLIENT_ID: 'app',
  WHOOP_CLIENT_SECRET: secret,
};
const samples = [
  {
    type: 'HKQuantityTypeIdentifierHeartRate',
    value: 61,
    unit: 'count/min',
    startDate: '2026-03-29T07:00:00+02:00',
  },
];
const heartRate = JSON.stringify({ user_id: 'ada', samples });
const sleepUpdated = JSON.stringify({
  user_id: 456,
  id: '0c9e2b6a-7d1f-4f0e-9a35-2b1c8d7e6f50',
  type: 'sleep.updated',
  trace_id: 't-1',
});
const hex = (body: string, key = secret) => createHmac('sha256', key).update(body).digest('hex');

describe('what proves a webhook', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${auren.url}/webhooks/${path}`, { method: 'POST', headers, body });
    const json = (await response.json()) as Record<string, unknown>;
    return [response.status, json['code'] ?? json['status'], json['duplicate']];
  };
  const received = async (provider: string): Promise<number> => {
    const metrics = await (await fetch(`${auren.url}/metrics`)).text();
    const line = new RegExp(
      `^auren_webhooks_total\\{provider="${provider}",outcome="accepted"\\} (\\d+)$`,
      'm',
    );
    return Number(line.exec(metrics)?.[1] ?? 0);
  };

  beforeAll(async () => {
    data = await makeDataDir();
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  describe('as it is', () => {
    beforeAll(async () => {
      auren = await startAuren(data.path, settings);
    });
    afterAll(() => auren.stop());

    it('the forms of the replaced system are not taken', async () => {
      const signed = { 'x-webhook-signature': hex(heartRate) };
      expect(await post('healthkit', heartRate, signed)).toEqual([403, 'forbidden', undefined]);
      expect(await post('apple_health', heartRate, signed)).toEqual([404, 'provider_unknown', undefined]);
      const legacy = { 'x-whoop-signature-256': hex(sleepUpdated) };
      expect(await post('whoop', sleepUpdated, legacy)).toEqual([401, 'signature_invalid', undefined]);
    });

    it("WHOOP's own signature is taken once", async () => {
      const time = String(Date.now() - 3_600_000);
      const mac = createHmac('sha256', secret).update(time).update(sleepUpdated).digest('base64');
      const headers = { 'x-whoop-signature-timestamp': time, 'x-whoop-signature': mac };
      expect(await post('whoop', sleepUpdated, headers)).toEqual([202, 'accepted', false]);
      expect(await post('whoop', sleepUpdated, headers)).toEqual([202, 'accepted', true]);
    });

    it('an unsigned ping of Polar is answered before its secret is known, and is stored nowhere', async () => {
      const ping = '{"timestamp":"2026-03-28T18:45:00Z","event":"PING"}';
      expect(await post('polar', ping)).toEqual([200, 'ok', undefined]);
      for (const body of [ping.replace('PING', 'SLEEP'), `${ping}${' '.repeat(1_024)}`, 'no JSON', ''])
        expect(await post('polar', body)).toEqual([503, 'provider_not_configured', undefined]);
      expect(await post('whoop', ping)).toEqual([401, 'signature_invalid', undefined]);
      expect(await received('polar')).toBe(0);
    });
  });

  describe('with LEGACY_SIGNATURES=1 and the secret of Polar', () => {
    beforeAll(async () => {
      auren = await startAuren(data.path, {
        ...settings,
        LEGACY_SIGNATURES: '1',
        POLAR_SIGNING_SECRET: secret,
      });
    });

    it('a signed phone is taken under both names, and its readings are those of the person it names', async () => {
      const headers = { 'x-webhook-signature': hex(heartRate) };
      expect(await post('apple_health', heartRate, headers)).toEqual([202, 'accepted', false]);
      expect(await post('healthkit', heartRate, headers)).toEqual([202, 'accepted', true]);
      const path = '/api/v1/users/ada/readings?metric=heart_rate&from=2026-03-29';
      const { json } = await ask(auren.url, auren.adminToken, path);
      expect(json['items']).toMatchObject([{ value: 61 }]);
    });

    it('an unsigned phone is refused still, as is one with a wrong token or without a user', async () => {
      const refused = [403, 'forbidden', undefined];
      expect(await post('healthkit', heartRate)).toEqual(refused);
      expect(await post('healthkit', heartRate, { 'x-webhook-signature': hex(heartRate, 'x') })).toEqual(
        refused,
      );
      const signed = { 'x-webhook-signature': hex(heartRate) };
      expect(await post('healthkit', heartRate, { ...signed, 'api-key': 'wrong' })).toEqual(refused);
      const nobody = JSON.stringify({ samples });
      const answer = await post('healthkit', nobody, { 'x-webhook-signature': hex(nobody) });
      expect(answer).toEqual([400, 'invalid_request', undefined]);
    });

    it("WHOOP's old form is taken; what is signed the right way still is, and nothing unsigned", async () => {
      const body = sleepUpdated.replace('t-1', 't-2');
      expect(await post('whoop', body, { 'x-whoop-signature-256': hex(body) })).toEqual([
        202,
        'accepted',
        false,
      ]);
      expect(await post('whoop', body)).toEqual([401, 'signature_invalid', undefined]);
    });

    it('Polar must sign all but its ping', async () => {
      const exercise = '{"event":"EXERCISE","user_id":475,"entity_id":"aQlC83"}';
      const signed = { 'polar-webhook-signature': hex(exercise) };
      expect(await post('polar', exercise, signed)).toEqual([202, 'accepted', false]);
      expect(await post('polar', exercise)).toEqual([401, 'signature_invalid', undefined]);
      expect(await post('polar', '{"event":"PING"}')).toEqual([200, 'ok', undefined]);
      expect(await received('polar')).toBe(1);
    });
  });
});
