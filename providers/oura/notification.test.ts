import { expect, describe as group, test } from 'vitest';
import { sha256 } from '../identity.ts';
import { answerChallenge } from './challenge.ts';
import { collections } from './documents.ts';
import { describe, normalise } from './notification.ts';

const event = {
  event_type: 'update',
  data_type: 'sleep',
  object_id: '8f9a5221-639e-4a85-81cb-4065ef23f979',
  event_time: '2026-03-29T06:21:44.102000+00:00',
  user_id: 'person-at-oura',
};
const described = (body: unknown) => {
  const bytes = Buffer.from(JSON.stringify(body));
  return { bytes, delivery: describe({ headers: {}, query: {}, body: bytes }, body) };
};
const said = (over: object) => normalise({}, { ...event, ...over });

group('a notification', () => {
  test('is known by its bytes and names the person at Oura', () => {
    const { bytes, delivery } = described(event);
    expect(delivery).toEqual({
      externalUser: 'person-at-oura',
      userId: null,
      deliveryId: sha256(bytes),
      identity: sha256(bytes),
      eventType: 'sleep.update',
      ordering: null,
    });
  });

  test('of the system AUREN replaces is stored under its own event type, and names nothing to fetch', () => {
    const body = { event_type: 'readiness.updated', user_id: 7, data: { score: 81, day: '2026-03-29' } };
    expect(described(body).delivery).toMatchObject({ externalUser: '7', eventType: 'readiness.updated' });
    expect(normalise({}, body)).toEqual({ documents: [], connections: [], notices: [] });
  });

  test.each([[null], [[]], [5], [{}], [{ user_id: {}, data_type: [], event_type: 3 }]])(
    'may be %j',
    (body) => {
      expect(described(body).delivery).toMatchObject({ externalUser: 'unknown', eventType: 'unknown' });
      expect(normalise({}, body)).toEqual({ documents: [], connections: [], notices: [] });
    },
  );

  test.each(['create', 'update'])('%s asks for the record of every collection', (event_type) => {
    for (const { dataType, name } of collections)
      expect(said({ event_type, data_type: dataType })).toEqual({
        documents: [],
        connections: [],
        notices: [{ collection: name, recordId: event.object_id }],
      });
  });

  test('vo2_max is the collection vO2_max', () => {
    expect(said({ data_type: 'vo2_max' }).notices).toEqual([
      { collection: 'vO2_max', recordId: event.object_id },
    ]);
  });

  test('delete takes the record back', () => {
    const { documents, notices } = said({ event_type: 'delete' });
    expect(notices).toEqual([]);
    expect(documents).toEqual([
      expect.objectContaining({
        documentKey: `sleep:${event.object_id}`,
        kind: 'sleep',
        retracted: true,
        readings: [],
      }),
    ]);
  });

  test.each([
    [{ data_type: 'meal' }],
    [{ data_type: 'heartrate' }],
    [{ data_type: 'something_new' }],
    [{ data_type: '__proto__' }],
    [{ event_type: 'archive' }],
    [{ object_id: '' }],
    [{ object_id: '..' }],
    [{ object_id: 'a/../../b' }],
    [{ object_id: 'a?b=c' }],
    [{ object_id: 12 }],
  ])('with %j says nothing', (over) => {
    expect(said(over)).toEqual({ documents: [], connections: [], notices: [] });
  });
});

group('the verification challenge', () => {
  const token = 'token-of-a-test';
  const answer = (query: object) => answerChallenge(query as Record<string, string>, token);

  test('is answered to who knows the token', () => {
    expect(answer({ verification_token: token, challenge: 'abc' })).toEqual({ challenge: 'abc' });
  });

  test.each([
    [{}],
    [{ challenge: 'abc' }],
    [{ verification_token: token }],
    [{ verification_token: token, challenge: '' }],
    [{ verification_token: '', challenge: 'abc' }],
    [{ verification_token: `${token} `, challenge: 'abc' }],
    [{ verification_token: token.toUpperCase(), challenge: 'abc' }],
    [{ verification_token: [token, token], challenge: 'abc' }],
    [{ verification_token: token, challenge: ['abc', 'abc'] }],
  ])('is refused for %j', (query) => {
    expect(answer(query)).toBeNull();
  });

  test('is refused while no token is set', () => {
    expect(answerChallenge({ verification_token: '', challenge: 'abc' }, '')).toBeNull();
  });
});
