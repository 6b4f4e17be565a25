import { expect, it } from 'vitest';
import { createInProcessHotMemory } from './in-process.ts';
import { hotMemoryConformance } from './testing/conformance.ts';
import { heldMemory } from './testing/memories.ts';

hotMemoryConformance(
  'hot memory in process',
  async (now) => ({ hot: createInProcessHotMemory({ now }), close: async () => {} }),
  50,
);

it('lets go of people nobody asked about when there is no room', async () => {
  const hot = createInProcessHotMemory({ mostBytes: 20_000 });
  for (let person = 0; person < 50; person++) {
    await hot.put([heldMemory(`person-${person}`, 1, person + 1, 'tea '.repeat(50), Date.now())]);
    await hot.recall({ userId: 'person-0', query: 'tea', limit: 1 }, AbortSignal.timeout(1_000));
  }
  expect((await hot.stats()).people).toBeLessThan(20);
  expect(await hot.held('person-0')).toHaveLength(1);
  expect(await hot.held('person-1')).toEqual([]);
  expect(await hot.held('person-49')).toHaveLength(1);
});
