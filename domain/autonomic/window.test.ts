import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceSpan } from './baseline.ts';
import { steadyNight } from './night-fixtures.ts';
import { layOut } from './series.ts';
import { type Window, windowOf } from './window.ts';

test('a window that moved on by a day is the one that is built anew', () => {
  const night = fc.record({
    value: fc.option(fc.integer({ min: 10, max: 90 }), { nil: null }),
    out: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(night, { minLength: 2, maxLength: 150 }), (told) => {
      const history = layOut(told.map(({ value }, day) => ({ ...steadyNight(day), rmssdMs: value })))!;
      const excluded = told.map(({ out }) => out);
      const series = history.series.rmssdMs;
      let before: Window | null = null;
      for (let index = 0; index < history.length; index++) {
        const span = referenceSpan(history.firstDay + index);
        const anew = windowOf(history, series, series.currentQuantity[index]!, span, excluded, null);
        before = windowOf(history, series, series.currentQuantity[index]!, span, excluded, before);
        expect(before).toEqual(anew);
      }
    }),
    { numRuns: 40 },
  );
});
