import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlappedSleeps, type SeenSleep, sameSleepAs } from './sleep-overlap.ts';

const HOUR = 3_600_000;
const sleep = (source: string, from: number, to: number, asleepH: number | null): SeenSleep => ({
  document: `${source} ${from}`,
  source: `healthkit:${source}`,
  startMs: from * HOUR,
  endMs: to * HOUR,
  asleepS: asleepH === null ? null : asleepH * 3_600,
});
const hidden = (...sleeps: readonly SeenSleep[]) => [...overlappedSleeps(sleeps)];

it('a night of watch and phone is that of the watch', () => {
  expect(hidden(sleep('iPhone', 0, 9, 8.5), sleep('Apple Watch', 1, 8, 6.5))).toEqual(['iPhone 0']);
});

it('time asleep comes before bare time in bed, whoever says it', () => {
  expect(hidden(sleep('Apple Watch', 0, 9, null), sleep('AutoSleep', 1, 8, 6.5))).toEqual(['Apple Watch 0']);
});

it('a fragment hides no night, and sleeps one after the other are both there', () => {
  expect(hidden(sleep('Apple Watch', 6, 8, 2), sleep('iPhone', 0, 8, 7))).toEqual([]);
  expect(hidden(sleep('Apple Watch', 0, 8, 7), sleep('Apple Watch', 14, 15, 1))).toEqual([]);
});

it('the same night seen by another source shares more than half of either', () => {
  const night = sleep('Oura', 0, 8, 7);
  const others = [
    sleep('Garmin', 1, 9, 7),
    sleep('Polar', 0, 4, 4),
    sleep('Fitbit', 5, 13, 7),
    sleep('x', -9, 9, 8),
  ];
  expect(sameSleepAs(night, [night, ...others]).map(({ document }) => document)).toEqual(['Garmin 1']);
});

it('does not depend on the order', () => {
  const any = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom('Apple Watch', 'iPhone', 'Oura', 'x'),
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 10 }),
        fc.option(fc.nat({ max: 9 })),
      )
      .map(([source, from, long, asleep]) => sleep(source, from, from + long, asleep)),
    { maxLength: 6, selector: ({ document }) => document },
  );
  fc.assert(
    fc.property(
      any.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(overlappedSleeps(shuffled)).toEqual(overlappedSleeps(all));
      },
    ),
  );
});
