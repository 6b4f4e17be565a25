import { describe, expect, test } from 'vitest';
import { sha256 } from '../identity.ts';
import type { InboundRequest } from '../provider.ts';
import { provider as terra } from './index.ts';
import { nowMs, user } from './testing.ts';

describe('describe', () => {
  const bytes = Buffer.from('{}');
  const request = (headers: InboundRequest['headers'] = {}): InboundRequest => ({
    headers,
    query: {},
    body: bytes,
  });

  test('names the person, the delivery and its place in time', () => {
    const headers = { 'x-terra-trace-id': 'trace:chunk:1', 'x-terra-ordering-timestamp': '1723808700123' };
    expect(terra.describe(request(headers), { type: 'sleep', user })).toEqual({
      externalUser: 'terra-1',
      userId: 'person-1',
      deliveryId: 'trace:chunk:1',
      identity: sha256(bytes),
      eventType: 'sleep',
      ordering: 1_723_808_700_123,
    });
  });

  test('the trace id is no part of the identity', () => {
    const first = terra.describe(request({ 'x-terra-trace-id': 'one' }), {});
    const second = terra.describe(request({ 'x-terra-trace-id': 'two' }), {});
    expect(first.identity).toBe(second.identity);
  });

  test.each([null, 5, 'x', [], {}, { user: null }, { user: { user_id: {}, reference_id: 5 }, type: 7 }])(
    'of %j nothing is known',
    (body) => {
      expect(terra.describe(request({ 'x-terra-ordering-timestamp': 'soon' }), body)).toEqual({
        externalUser: 'unknown',
        userId: null,
        deliveryId: sha256(bytes),
        identity: sha256(bytes),
        eventType: 'unknown',
        ordering: null,
      });
    },
  );

  test('odd ids are hashed, odd users are nobody', () => {
    const described = terra.describe(request({ 'x-terra-trace-id': 'a b' }), {
      user: { user_id: 'a/b', reference_id: 'a/b' },
    });
    expect(described).toMatchObject({ externalUser: sha256('a/b'), userId: null, deliveryId: sha256('a b') });
  });
});

describe('connections', () => {
  const factsOf = (body: unknown) => terra.normalise({ userId: null }, body, nowMs).connections;
  const person = { provider: 'terra', externalUser: 'terra-1', userId: 'person-1', device: 'GARMIN' };

  test.each([
    [{ type: 'auth', status: 'success', user }, [{ type: 'connected', ...person }]],
    [{ type: 'auth', status: 'error', user }, []],
    [{ type: 'auth_cancelled', status: 'error', reference_id: 'person-1' }, []],
    [{ type: 'deauth', user }, [{ type: 'disconnected', ...person, reason: 'deauth' }]],
    [{ type: 'access_revoked', user }, [{ type: 'disconnected', ...person, reason: 'access_revoked' }]],
    [{ type: 'connection_error', message: 'token', user }, [{ type: 'broken', ...person, reason: 'token' }]],
    [{ type: 'connection_error', user }, [{ type: 'broken', ...person, reason: 'connection_error' }]],
    [
      { type: 'user_reauth', old_user: { user_id: 'terra-0' }, new_user: user },
      [{ type: 'connected', ...person, replacesExternalUser: 'terra-0' }],
    ],
    [{ type: 'user_reauth', old_user: null, new_user: user }, [{ type: 'connected', ...person }]],
    [{ type: 'sleep', user, data: [] }, [{ type: 'connected', ...person }]],
    [{ type: 'nutrition', user }, [{ type: 'connected', ...person }]],
    [{ type: 'sleep', user: { user_id: 'terra-1' }, data: [] }, []],
    [{ type: 'sleep', user: { reference_id: 'person-1' }, data: [] }, []],
    [{ type: 'deauth', user: null }, []],
    [{ type: 'large_request_sending', user }, []],
  ])('%j', (body, facts) => {
    expect(factsOf(body)).toEqual(facts);
  });

  test('a re-authentication is delivered under the new id', () => {
    const body = { type: 'user_reauth', old_user: { user_id: 'terra-0' }, new_user: user };
    expect(terra.describe({ headers: {}, query: {}, body: Buffer.from('{}') }, body).externalUser).toBe(
      'terra-1',
    );
  });
});
