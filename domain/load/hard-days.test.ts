import { expect, test } from 'vitest';
import { dateAfter } from '../autonomic/night-fixtures.ts';
import { hardDaysInRow, type TrainedDay } from './hard-days.ts';

const rated = (...ratings: number[]): TrainedDay => ({ ratings, load: null });
const loaded = (load: number | null): TrainedDay => ({ ratings: [], load });
const inRow = (days: readonly (TrainedDay | null)[]): number =>
  hardDaysInRow(
    new Map(days.flatMap((day, index) => (day === null ? [] : [[dateAfter(index), day] as const]))),
    dateAfter(days.length - 1),
  );

test('sessions rated 7 or more are hard, one a day is enough', () => {
  expect(inRow([rated(7)])).toBe(1);
  expect(inRow([rated(8), rated(3, 9)])).toBe(2);
  expect(inRow([rated(8), rated(6.9)])).toBe(0);
});

test('a day of which nothing is known ends the row', () => {
  expect(inRow([rated(8), null, rated(8)])).toBe(1);
  expect(inRow([rated(8), rated(8), null])).toBe(0);
  expect(inRow([])).toBe(0);
});

test('without a rating the own 80th percentile decides, from 28 known days on', () => {
  // Of the loads 100 to 127 the 80th percentile is 121.6.
  const month = Array.from({ length: 28 }, (_, day) => loaded(100 + day));
  expect(inRow([...month, loaded(122)])).toBe(1);
  expect(inRow([...month, loaded(121)])).toBe(0);
  expect(inRow([...month, loaded(300), loaded(300)])).toBe(2);
  expect(inRow([...month.slice(1), loaded(300)])).toBe(0);
  expect(inRow([...month, loaded(Number.POSITIVE_INFINITY)])).toBe(0);
});
