import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collections } from './documents.ts';
import {
  desiredPairs,
  planDeletion,
  planRenewal,
  planRepair,
  readSubscriptions,
  type Subscription,
  standings,
} from './subscriptions.ts';

const callbackUrl = 'https://auren.example.org/webhooks/oura';
const nowMs = Date.UTC(2026, 10, 21);
const day = 86_400_000;
const subscription = (over: Partial<Subscription> = {}): Subscription => ({
  id: 'a',
  callbackUrl,
  eventType: 'update',
  dataType: 'sleep',
  expiresAt: nowMs + 60 * day,
  ...over,
});
const complete = desiredPairs.map((pair, index) => subscription({ ...pair, id: `s-${index}` }));
const stateOf = (over: Partial<Subscription>) =>
  standings([subscription(over)], callbackUrl, nowMs).find(({ subscription: found }) => found !== null)
    ?.state;
const plan = (present: readonly Subscription[], removeOthers = false) =>
  planRepair(standings(present, callbackUrl, nowMs), { removeOthers });

describe('subscriptions', () => {
  test('are wanted for create, update and delete of everything that can be fetched', () => {
    expect(desiredPairs).toHaveLength(48);
    expect(desiredPairs).toContainEqual({ eventType: 'delete', dataType: 'sleep' });
    expect(desiredPairs).toContainEqual({ eventType: 'create', dataType: 'vo2_max' });
    expect(desiredPairs.some(({ dataType }) => dataType === 'meal' || dataType === 'heartrate')).toBe(false);
    expect(new Set(desiredPairs.map(({ dataType }) => dataType)).size).toBe(collections.length);
  });

  test.each([
    [{}, 'active'],
    [{ callbackUrl: `${callbackUrl}/` }, 'active'],
    [{ expiresAt: nowMs + 30 * day }, 'active'],
    [{ expiresAt: nowMs + 30 * day - 1 }, 'due'],
    [{ expiresAt: nowMs - day }, 'due'],
    [{ expiresAt: null }, 'due'],
    [{ callbackUrl: 'https://other.example.org/webhooks/oura' }, 'elsewhere'],
    [{ dataType: 'meal' }, 'unused'],
  ])('one with %j is %s', (over, state) => {
    expect(stateOf(over)).toBe(state);
  });

  test('the one that lasts longest stands for its pair', () => {
    const [longer, shorter] = [
      subscription({ id: 'longer' }),
      subscription({ id: 'shorter', expiresAt: nowMs }),
    ];
    const found = standings([shorter, longer], callbackUrl, nowMs).filter(
      (entry) => entry.subscription !== null,
    );
    expect(found.map(({ state, subscription }) => [state, subscription?.id])).toEqual([
      ['active', 'longer'],
      ['repeated', 'shorter'],
    ]);
  });

  test('repair creates what is missing, renews what is due, and leaves the rest', () => {
    expect(plan([])).toHaveLength(48);
    expect(plan(complete)).toEqual([]);
    const due = { ...complete[0]!, expiresAt: nowMs + day };
    const other = subscription({ id: 'other', callbackUrl: 'https://other.example.org' });
    const present = [due, ...complete.slice(1, -1), other];
    expect(plan(present)).toEqual([
      { type: 'create', pair: desiredPairs.at(-1) },
      { type: 'renew', subscription: due },
    ]);
    expect(plan(present, true)[0]).toEqual({ type: 'remove', subscription: other });
  });

  test('renewal and deletion are of ours', () => {
    const other = subscription({ id: 'other', callbackUrl: 'https://other.example.org' });
    const unused = subscription({ id: 'unused', dataType: 'meal' });
    const list = standings([subscription(), other, unused], callbackUrl, nowMs);
    const ids = (changes: readonly { subscription?: Subscription }[]) =>
      changes.map((change) => change.subscription?.id);
    expect(ids(planRenewal(list) as [])).toEqual(['a']);
    expect(ids(planDeletion(list, { others: false }) as [])).toEqual(['a', 'unused']);
    expect(ids(planDeletion(list, { others: true }) as [])).toEqual(['a', 'other', 'unused']);
  });

  test('a list is read, whatever is in it', () => {
    expect(readSubscriptions({ detail: 'x' })).toBeNull();
    const entry = {
      id: '5d3fe17b-f880-4d93-b9b6-afbfb76c1e78',
      callback_url: callbackUrl,
      event_type: 'update',
      data_type: 'sleep',
      expiration_time: '2026-06-27T08:00:00+00:00',
    };
    expect(readSubscriptions([entry, null, {}, { id: '../x' }])).toEqual([
      subscription({ id: entry.id, expiresAt: Date.UTC(2026, 5, 27, 8) }),
    ]);
    expect(readSubscriptions([{ id: 'b' }])).toMatchObject([{ expiresAt: null, callbackUrl: '' }]);
    fc.assert(fc.property(fc.array(fc.jsonValue()), (list) => void readSubscriptions(list)));
  });

  test('after a repair nothing is left to repair', () => {
    const some = fc.array(
      fc.record({
        pair: fc.constantFrom(...desiredPairs, { eventType: 'create', dataType: 'meal' }),
        elsewhere: fc.boolean(),
        days: fc.integer({ min: -10, max: 90 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(some, fc.boolean(), (entries, removeOthers) => {
        let present = entries.map(({ pair, elsewhere, days }, index) =>
          subscription({
            ...pair,
            id: `p-${index}`,
            expiresAt: nowMs + days * day,
            ...(elsewhere ? { callbackUrl: 'https://other.example.org' } : {}),
          }),
        );
        for (const change of plan(present, removeOthers)) {
          if (change.type === 'create')
            present.push(subscription({ ...change.pair, id: `n-${present.length}` }));
          else if (change.type === 'remove')
            present = present.filter(({ id }) => id !== change.subscription.id);
          else
            present = present.map((entry) =>
              entry.id === change.subscription.id ? { ...entry, expiresAt: nowMs + 90 * day } : entry,
            );
        }
        expect(plan(present, removeOthers)).toEqual([]);
        if (removeOthers) expect(present).toHaveLength(48);
      }),
      { numRuns: 200 },
    );
  });
});
