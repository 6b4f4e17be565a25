import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstSweepAt, nextSweepAt, SWEEP_EVERY_MS, splitWindow, sweepWindow } from './fetch-window.ts';

describe('a window', () => {
  it('is split into parts that can be done one by one', () => {
    expect(splitWindow({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T12:00:00.000Z' })).toEqual([
      { from: '2026-01-01T00:00:00.000Z', to: '2026-01-15T00:00:00.000Z' },
      { from: '2026-01-15T00:00:00.000Z', to: '2026-01-29T00:00:00.000Z' },
      { from: '2026-01-29T00:00:00.000Z', to: '2026-01-31T12:00:00.000Z' },
    ]);
    expect(splitWindow({ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' })).toEqual([]);
  });

  it('has no gap and no overlap between its parts, whatever it spans', () => {
    const instant = fc.date({
      min: new Date('2015-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 60 }), (a, b, days) => {
        const [from, to] = [a, b].map((date) => date.toISOString()).toSorted() as [string, string];
        const parts = splitWindow({ from, to }, days);
        if (from === to) {
          expect(parts).toEqual([]);
          return;
        }
        expect(parts[0]!.from).toBe(from);
        expect(parts.at(-1)!.to).toBe(to);
        for (const [index, part] of parts.entries()) {
          expect(part.from < part.to).toBe(true);
          expect(Date.parse(part.to) - Date.parse(part.from)).toBeLessThanOrEqual(days * 86_400_000);
          if (index > 0) expect(part.from).toBe(parts[index - 1]!.to);
        }
      }),
    );
  });
});

describe('a sweep', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');

  it('begins before the last one ended, and the first one that long before now', () => {
    expect(sweepWindow(Date.parse('2026-03-10T06:00:00Z'), 3 * 86_400, now)).toEqual({
      from: '2026-03-07T06:00:00.000Z',
      to: '2026-03-10T12:00:00.000Z',
    });
    expect(sweepWindow(null, 86_400, now).from).toBe('2026-03-09T12:00:00.000Z');
    expect(sweepWindow(now + 5_000, 86_400, now).from).toBe('2026-03-09T12:00:00.000Z');
  });

  it('comes every six hours or so', () => {
    expect(firstSweepAt(now, 0) - now).toBe(0);
    expect(firstSweepAt(now, 0.5) - now).toBe(SWEEP_EVERY_MS / 2);
    expect(nextSweepAt(now, 0) - now).toBeCloseTo(0.9 * SWEEP_EVERY_MS, 3);
    expect(nextSweepAt(now, 0.999) - now).toBeLessThan(1.1 * SWEEP_EVERY_MS);
  });
});
