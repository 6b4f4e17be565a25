import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Metadata, shardOf } from './event-log.ts';

const metadata = (subject?: string): Metadata => ({
  correlationId: 'c',
  actor: 'test',
  ...(subject === undefined ? {} : { subject }),
});

describe('shardOf', () => {
  it('is between 0 and 255 and follows the subject alone, else the stream', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (stream, other, subject) => {
        const shard = shardOf(stream, metadata(subject));
        expect(Number.isInteger(shard) && shard >= 0 && shard < 256).toBe(true);
        expect(shardOf(other, metadata(subject))).toBe(shard);
        expect(shardOf(subject, metadata())).toBe(shard);
      }),
    );
  });

  it('is FNV-1a, halves folded, lowest 8 bits: stored shards depend on it', () => {
    // Published test vectors of FNV-1a, 32 bits: "a" is e40c292c, "foobar" is bf9cf968.
    expect(shardOf('a', metadata())).toBe((0xe40c ^ 0x292c) & 0xff);
    expect(shardOf('any', metadata('foobar'))).toBe((0xbf9c ^ 0xf968) & 0xff);
  });

  it.each([
    ['numbered', (i: number) => `user-${i}`],
    ['random', () => randomUUID()],
  ])('spreads %s subjects evenly over 4, 16 and 256 parts', (_, name) => {
    const people = 25_600;
    const shards = Array.from({ length: people }, (_, i) => shardOf('s', metadata(name(i))));
    for (const count of [4, 16, 256]) {
      const parts = new Array<number>(count).fill(0);
      for (const shard of shards) parts[shard % count]!++;
      const mean = people / count;
      // Six standard deviations of a fair spread.
      for (const part of parts) expect(Math.abs(part - mean)).toBeLessThan(6 * Math.sqrt(mean));
    }
  });
});
