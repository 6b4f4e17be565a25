import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceSpan } from './baseline.ts';
import { bridgingReader } from './extended/bridging-reader.ts';
import type { NightInput, ValueSource } from './night.ts';
import { steadyNight } from './night-fixtures.ts';
import { plainReader, type SeriesReader } from './quantity-values.ts';
import { layOut } from './series.ts';
import { type Window, windowOf } from './window.ts';

const device = fc.constantFrom('ring', 'watch', 'ring', 'watch', 'band', '');
const value = fc.option(fc.integer({ min: 10, max: 90 }), { nil: null });
const night = fc.record({ value, other: value, out: fc.boolean(), device, beside: device });
type Told = Parameters<Parameters<typeof night.map>[0]>[0];

const from = (name: string): ValueSource => ({
  eventId: 'e',
  provider: 'terra',
  device: name,
  metric: 'rmssd',
  documentKey: 'd',
});
/** Devices change every few nights; the gap is longer than a baseline survives in some people. */
const person = fc
  .tuple(
    fc.array(night, { minLength: 2, maxLength: 150, size: 'max' }),
    fc.integer({ min: 1, max: 40 }),
    fc.nat(60),
  )
  .map(([told, days, gap]) => {
    const worn = told.map((each, day) => ({ ...each, device: told[day - (day % days)]!.device }));
    const nothing = { ...told[0]!, value: null, other: null };
    return [...worn.slice(0, 60), ...Array.from({ length: gap }, () => nothing), ...worn.slice(60)];
  });
const inputOf = ({ value, other, device, beside }: Told, day: number): NightInput => ({
  ...steadyNight(day),
  rmssdMs: value,
  sources: { rmssdMs: from(device) },
  doubleWear: other === null ? [] : [{ name: 'rmssdMs', value: other, source: from(beside) }],
});

test.each<[string, () => SeriesReader]>([
  ['the core rules', plainReader],
  ['bridged values', bridgingReader],
])('a window of %s that moved on by a day is the one that is built anew', (_name, readerOf) => {
  fc.assert(
    fc.property(person, (told) => {
      const history = layOut(told.map(inputOf))!;
      const { firstDay } = history;
      const excluded = told.map(({ out }) => out);
      const series = history.series.rmssdMs;
      const reader = readerOf();
      let before: Window | null = null;
      for (let index = 0; index < history.length; index++) {
        const span = referenceSpan(firstDay + index);
        const source = (of: SeriesReader) => ({
          firstDay,
          of: of.valuesOn(series, index),
          countsFrom: of.countsFrom(series, index),
          excluded,
        });
        const { values, text, bridged } = windowOf(source(readerOf()), span, null);
        before = windowOf(source(reader), span, before);
        expect(before).toMatchObject({ values, text, bridged });
      }
    }),
    { numRuns: 40 },
  );
});
