import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnownStreams, type FoundId } from './known-streams.ts';

const ids = (from: number, to: number): FoundId[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ id: `id-${from + i}`, version: from + i }));

describe('known streams', () => {
  it('knows nothing of a stream until all of it was read', () => {
    const known = createKnownStreams(100);
    expect(known.learn('a', 2, ids(3, 4))).toBeUndefined();
    expect(known.get('a')).toBeUndefined();
    expect(known.learn('a', 0, [])).toMatchObject({ version: 0, doubtful: false });
    expect(known.learn('a', 1, ids(2, 2))).toBeUndefined();
    expect(known.get('a')?.version).toBe(0);
  });

  it('forgets what was not used for the longest time, and never what is in use', () => {
    const known = createKnownStreams(10);
    known.learn('a', 0, ids(1, 3));
    known.learn('b', 0, ids(1, 3));
    known.get('a');
    known.learn('c', 0, ids(1, 4));
    expect([known.get('a')?.version, known.get('b'), known.get('c')?.version]).toEqual([3, undefined, 4]);
    known.learn('d', 0, ids(1, 50));
    expect([known.get('a'), known.get('c'), known.get('d')?.version]).toEqual([undefined, undefined, 50]);
    expect(known.size()).toBe(51);
  });

  it('holds the ids of each stream without gaps, and no more than its bound, whatever is read in whatever order', () => {
    const read = fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      after: fc.integer({ min: 0, max: 12 }),
      count: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(read), (all) => {
        const known = createKnownStreams(20);
        for (const { stream, after, count } of all) {
          known.learn(stream, after, ids(after + 1, after + count));
          const now = known.get(stream);
          if (now === undefined) continue;
          expect([...now.ids]).toEqual(ids(1, now.version).map(({ id, version }) => [id, version]));
          expect(known.size()).toBeLessThanOrEqual(Math.max(20, 1 + now.version));
        }
      }),
    );
  });
});
