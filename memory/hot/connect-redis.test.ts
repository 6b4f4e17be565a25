import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkKeyPrefix, connectRedis, hashTag, reconnectPause } from './connect-redis.ts';

it('waits longer after each attempt, never above five seconds, and no two clients alike', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 1_000_000].map((attempt) => reconnectPause(attempt, () => 1))).toEqual([
    200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000,
  ]);
  const pauses = new Set(Array.from({ length: 100 }, () => reconnectPause(9)));
  expect(pauses.size).toBeGreaterThan(50);
});

it('tags keys by person, whatever the id', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(hashTag(one)).toMatch(/^\{[^{}]*\}$/);
      expect(hashTag(one) === hashTag(other)).toBe(one === other);
    }),
  );
  expect(() => checkKeyPrefix('a*')).toThrow(RangeError);
});

it('refuses commands at once where nobody listens', async () => {
  const errors: Error[] = [];
  const client = connectRedis('redis://127.0.0.1:1', {
    name: 'auren-test',
    onError: (error) => errors.push(error),
  });
  const started = performance.now();
  await expect(client.get('x')).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(500);
  client.disconnect();
});
