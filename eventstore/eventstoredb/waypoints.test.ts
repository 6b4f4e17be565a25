import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWaypoints } from './waypoints.ts';

it('gives a position that was passed, never after the one asked for', () => {
  const position = fc.bigInt({ min: 1n, max: 1_000n });
  fc.assert(
    fc.property(
      fc.array(position, { maxLength: 200 }),
      position,
      fc.integer({ min: 1, max: 4 }),
      (passed, asked, every) => {
        const waypoints = createWaypoints(every);
        for (const one of passed) waypoints.pass(one);
        const found = waypoints.before(asked);
        expect(found === 0n || passed.includes(found)).toBe(true);
        expect(found <= asked).toBe(true);
        if (every === 1)
          expect(found).toBe(passed.filter((one) => one <= asked).reduce((a, b) => (a > b ? a : b), 0n));
      },
    ),
  );
});

it('stays small however long the log is', () => {
  const waypoints = createWaypoints(1);
  for (let i = 1n; i <= 100_000n; i++) waypoints.pass(i * 10n);
  for (const asked of [10n, 123_456n, 1_000_000n]) {
    const distance = asked - waypoints.before(asked);
    expect(distance >= 0n && distance < 400n).toBe(true);
  }
});
