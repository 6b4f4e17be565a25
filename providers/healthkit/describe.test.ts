import { expect, test } from 'vitest';
import { sha256 } from '../identity.ts';
import type { InboundRequest } from '../provider.ts';
import { provider as healthkit } from './index.ts';

const bytes = Buffer.from('{"data":{}}');
const describeWith = (changes: Partial<InboundRequest>, body: unknown = {}) =>
  healthkit.describe({ headers: {}, query: {}, body: bytes, ...changes }, body);

test('the user is that of the token, else of the body, else of the query', () => {
  const query = { user_id: 'of-query' };
  expect(describeWith({ authenticatedUser: 'of-token', query }, { user_id: 'of-body' }).userId).toBe(
    'of-token',
  );
  expect(describeWith({ query }, { user_id: 'of-body' })).toMatchObject({
    userId: 'of-body',
    externalUser: 'of-body',
  });
  expect(describeWith({ query }).userId).toBe('of-query');
  expect(describeWith({}, { user_id: 5 })).toMatchObject({ userId: null, externalUser: 'unknown' });
  expect(describeWith({}, { user_id: 'a@b.org' })).toMatchObject({
    userId: 'a@b.org',
    externalUser: sha256('a@b.org'),
  });
});

test('session and bytes together are the identity; without a session the bytes are', () => {
  const inSession = (session: string, body = bytes) =>
    describeWith({ headers: { 'session-id': session }, body });
  expect(inSession('one')).toEqual(inSession('one'));
  expect(inSession('one').identity).not.toBe(inSession('two').identity);
  expect(inSession('one').identity).not.toBe(inSession('one', Buffer.from('{}')).identity);
  expect(inSession('one').deliveryId).toBe('one');
  expect(describeWith({})).toMatchObject({
    identity: sha256(bytes),
    deliveryId: sha256(bytes),
    ordering: null,
  });
});

test.each([
  [{ data: {} }, 'health_auto_export'],
  [{ samples: [] }, 'samples'],
  [{}, 'unknown'],
  [[], 'unknown'],
  [null, 'unknown'],
])('%j is %s', (body, eventType) => {
  expect(describeWith({}, body).eventType).toBe(eventType);
});

test('one connection is named with the first data, none without data or user', () => {
  const body = {
    samples: [{ type: 'StepCount', value: 1, unit: 'count', startDate: '2026-03-28T10:00:00Z' }],
  };
  const nowMs = Date.UTC(2026, 10, 21);
  expect(healthkit.normalise({ userId: 'person-1' }, body, nowMs).connections).toEqual([
    {
      type: 'connected',
      provider: 'healthkit',
      externalUser: 'person-1',
      userId: 'person-1',
      device: 'Apple Health',
    },
  ]);
  expect(healthkit.normalise({ userId: 'person-1' }, {}, nowMs).connections).toEqual([]);
  expect(healthkit.normalise({ userId: null }, body, nowMs)).toEqual({ documents: [], connections: [] });
});
