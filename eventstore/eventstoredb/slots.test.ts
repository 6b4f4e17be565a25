import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSlots } from './slots.ts';

it('hands out in order and never more than there is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 40 }), async (counts) => {
      const slots = createSlots(5);
      const order: number[] = [];
      let taken = 0;
      await Promise.all(
        counts.map(async (count, index) => {
          expect(await slots.take(count)).toBe(true);
          order.push(index);
          taken += count;
          expect(taken).toBeLessThanOrEqual(5);
          await new Promise((resolve) => setImmediate(resolve));
          taken -= count;
          slots.give(count);
        }),
      );
      expect(order).toEqual(counts.map((_, index) => index));
    }),
  );
});

it('sends everybody away when it closes', async () => {
  const slots = createSlots(2);
  expect(await slots.take(2)).toBe(true);
  const waiting = [slots.take(1), slots.take(2)];
  slots.close();
  expect(await Promise.all(waiting)).toEqual([false, false]);
  expect(await slots.take(1)).toBe(false);
});
