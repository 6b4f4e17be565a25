import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventStore } from './event-store.ts';
import { createMemoryLog } from './memory/memory-log.ts';
import { createMemoryVault } from './memory/memory-vault.ts';
import { positionBefore } from './position-before.ts';
import { createSubjectKeys } from './subject-keys.ts';

it('finds where a time begins, also between events of erased people', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ pause: fc.nat(3), erased: fc.boolean() }), { maxLength: 30 }),
      fc.nat(60),
      async (steps, wanted) => {
        let time = 0;
        const keys = createSubjectKeys(createMemoryVault(), randomBytes(32));
        const store = createEventStore(
          createMemoryLog(() => new Date(time)),
          keys,
        );
        const append = (subject: string) =>
          store.append('s', 'any', [{ type: 'T', data: {} }], {
            id: randomUUID(),
            correlationId: 'c',
            actor: 'test',
            subject,
          });
        for (const { pause, erased } of steps) {
          time += pause;
          await append(erased ? 'gone' : 'anna');
        }
        await keys.erase('user:gone');
        const found = await positionBefore(store, new Date(wanted));
        const { events } = await store.readAll(0n, 100);
        const isLate = (event: (typeof events)[number]) => Date.parse(event.recordedAt) >= wanted;
        for (const event of events.filter(isLate)) expect(event.position).toBeGreaterThan(found);
        // And hardly anything too much.
        expect(events.filter((event) => event.position > found && !isLate(event)).length).toBeLessThanOrEqual(
          1,
        );
      },
    ),
    { numRuns: 50 },
  );
});
