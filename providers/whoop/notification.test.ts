import { describe, expect, test } from 'vitest';
import { provider } from './index.ts';
import { sleepId } from './testing.ts';

const about = (type: unknown, more: object = {}) => ({
  user_id: 456,
  id: sleepId,
  type,
  trace_id: 't-1',
  ...more,
});
const described = (body: unknown, bytes = JSON.stringify(body)) =>
  provider.describe({ headers: {}, query: {}, body: new TextEncoder().encode(bytes) }, body);
const meaning = (body: unknown) => {
  const { documents, notices } = provider.normalise({ userId: null }, body, 0);
  return [documents.map(({ documentKey, retracted }) => [documentKey, retracted]), notices ?? []];
};

describe('a delivery', () => {
  test('says whose it is, and not in which order it came', () => {
    expect(described(about('sleep.updated'))).toMatchObject({
      externalUser: '456',
      userId: null,
      deliveryId: 't-1',
      eventType: 'sleep.updated',
      ordering: null,
    });
  });

  test('is the same when it is sent again, and another when another body has its trace id', () => {
    const { identity } = described(about('sleep.updated'));
    expect(described(about('sleep.updated')).identity).toBe(identity);
    expect(described(about('recovery.updated')).identity).not.toBe(identity);
    expect(described(about('sleep.updated', { user_id: 457 })).identity).not.toBe(identity);
    expect(described(about('sleep.updated', { trace_id: 't-2' })).identity).not.toBe(identity);
  });

  test.each([{}, [], null, 5, { user_id: {}, trace_id: 7, type: [] }])('%j is of nobody known', (body) => {
    expect(described(body)).toMatchObject({ externalUser: 'unknown', eventType: 'unknown' });
    expect(described(body).deliveryId).toMatch(/^sha256:/);
  });
});

describe('what a notification says', () => {
  test.each([
    ['sleep.updated', 'sleep'],
    ['recovery.updated', 'recovery'],
    ['workout.updated', 'workout'],
  ])('%s names a record to fetch', (type, collection) => {
    expect(meaning(about(type))).toEqual([[], [{ collection, recordId: sleepId }]]);
  });

  test.each([
    ['sleep.deleted', [`sleep:${sleepId}`, `recovery:${sleepId}`]],
    ['recovery.deleted', [`recovery:${sleepId}`]],
    ['workout.deleted', [`workout:${sleepId}`]],
  ])('%s takes back', (type, keys) => {
    expect(meaning(about(type))).toEqual([keys.map((key) => [key, true]), []]);
  });

  test('an id in capitals is the same id', () => {
    expect(meaning(about('recovery.deleted', { id: sleepId.toUpperCase() }))).toEqual(
      meaning(about('recovery.deleted')),
    );
  });

  test.each([
    about('cycle.updated'),
    about('constructor'),
    about(7),
    about('sleep.updated', { id: '../../v2/user/access' }),
    about('sleep.deleted', { id: null }),
    null,
  ])('of %j nothing but the delivery is kept', (body) => {
    expect(meaning(body)).toEqual([[], []]);
  });
});
