import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { ProviderApiError } from '../api.ts';
import { provider } from './index.ts';

const { api, isPing, normalise, verifySignature } = provider;
const nowMs = Date.UTC(2026, 2, 30);
const start = { start_time: '2026-03-28T23:30:00', start_time_utc_offset: 60, duration: 'PT1H30.5S' };
const heart_rate = { average: 129, maximum: 171 };
const exercise = { id: 'aQ', ...start, heart_rate, calories: 530, distance: 9_000 };
const night = { sleep_start_time: '2026-03-28T23:00:00+01:00', sleep_end_time: '2026-03-29T07:00:00+02:00' };
const stages = { light_sleep: 13_000, deep_sleep: 5_000, rem_sleep: 6_000, total_interruption_duration: 900 };
const sleep = { date: '2026-03-29', ...night, ...stages };

test('the signature is that of the whole body; only a ping needs none', () => {
  const body = Buffer.from('{"event":"SLEEP"}');
  const headers = { 'polar-webhook-signature': createHmac('sha256', 'key').update(body).digest('hex') };
  const options = { secrets: ['key'], nowMs, toleranceS: 1 };
  expect(verifySignature!(headers, body, options)).toBe('ok');
  expect(verifySignature!(headers, Buffer.from('{}'), options)).toBe('signature_invalid');
  expect([{ event: 'PING' }, { event: 'PING', user_id: 4 }, null].map(isPing!)).toEqual([true, false, false]);
});

test('a notification names a record, and nothing that could lead elsewhere', () => {
  const noticesOf = (body: object) => normalise({ userId: null }, body, nowMs).notices;
  expect(noticesOf({ event: 'EXERCISE', entity_id: 'aQ' })).toMatchObject([{ recordId: 'aQ' }]);
  expect(noticesOf({ event: 'SLEEP', date: '2026-03-29' })).toMatchObject([{ recordId: '2026-03-29' }]);
  for (const entity_id of ['../users', null]) expect(noticesOf({ event: 'EXERCISE', entity_id })).toEqual([]);
});

test.each([
  ['exercise', exercise, '22:30:00.000Z/2026-03-28T23:30:30.500Z', [129, 171, 530, 9_000, 3_630.5]],
  ['sleep', sleep, '22:00:00.000Z/2026-03-29T05:00:00.000Z', [24_000, 13_000, 5_000, 6_000, 900]],
])('%s', (collection, body, times, values) => {
  const map = (of: unknown) =>
    api!.mapRecord({ collection, recordId: 'x', ordering: 0, body: of }, { externalUser: '4' }, nowMs)[0]!;
  const { interval, readings } = map(body);
  const { start, end, localDate } = interval!;
  expect(`${start}/${end} ${localDate}`).toBe(`2026-03-28T${times} 2026-03-29`);
  expect(readings.map(({ value }) => value)).toEqual(values);
  for (const odd of [null, { ...body, duration: {}, sleep_end_time: 7 }])
    expect(map(odd).interval).toBeNull();
});

test('a person is registered once; records come by id and as lists', async () => {
  const lists = { '/v3/exercises': [exercise], '/v3/users/sleep': { nights: [sleep] } };
  const answers: Record<string, unknown> = { ...lists, '/v3/exercises/aQ': exercise };
  const registered = new ProviderApiError('refused', 'there already', { status: 409 });
  const call = async ({ path }: { path: string }) => answers[path] ?? Promise.reject(registered);
  const context = { call, externalUser: '4', now: () => nowMs };
  expect(await api!.fetchAccount(call, { x_user_id: 4 })).toBe('4');
  const notice = { collection: 'exercise', recordId: 'aQ' };
  expect(await api!.fetchRecord(context, notice)).toEqual([{ ...notice, body: exercise, ordering: nowMs }]);
  const pages = api!.fetchWindow(context, { from: '', to: '2026-03-30' });
  for await (const [first] of pages) expect(['aQ', '2026-03-29']).toContain(first?.recordId);
});
