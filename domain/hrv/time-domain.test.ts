import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf } from './runs.ts';
import { type TimeDomain, timeDomain } from './time-domain.ts';

const metrics = (rrMs: readonly number[]): TimeDomain => timeDomain(runsOf(rrMs));

const recording = fc.array(fc.double({ min: 300, max: 2_000, noNaN: true }), { minLength: 3, maxLength: 60 });

const METRICS_MS = ['sdnnMs', 'rmssdMs', 'sdsdMs', 'sd1Ms', 'sd2Ms'] as const;

const expectEach = (actual: TimeDomain, expected: TimeDomain, factor = 1): void => {
  for (const name of METRICS_MS) expect(actual[name], name).toBeCloseTo(factor * expected[name]!, 6);
};

test('four intervals, worked by hand', () => {
  const four = metrics([800, 810, 815, 750]);
  expect(four).toMatchObject({ intervals: 4, meanNnMs: 793.75, nn50: 1, nn20: 1 });
  // Differences 10, 5, -65: squares 100 + 25 + 4225, mean -50/3.
  expect(four.rmssdMs).toBeCloseTo(Math.sqrt(4_350 / 3), 12);
  expect(four.lnRmssd).toBeCloseTo(Math.log(4_350 / 3) / 2, 12);
  expect(four.sdsdMs).toBeCloseTo(41.932485, 6);
  expect(four.sdnnMs).toBeCloseTo(29.825884, 6);
  expect(four.pnn50Percent).toBeCloseTo(100 / 3, 12);
  expect(four.pnn20Percent).toBeCloseTo(100 / 3, 12);
  expect(four.heartRateBpm).toBeCloseTo(75.590551, 6);
  expect(four.cvnn).toBeCloseTo(29.825884 / 793.75, 8);
  expect(four.cvsd).toBeCloseTo(38.078866 / 793.75, 8);
  expect(four.sd1Ms).toBeCloseTo(41.932485 / Math.SQRT2, 6);
  // sqrt(2 · 889.5833 - 1758.3333 / 2) = sqrt(900)
  expect(four.sd2Ms).toBeCloseTo(30, 9);
});

test('a difference of exactly 50 ms or 20 ms is not above it', () => {
  expect(metrics([800, 850, 870, 849])).toMatchObject({ nn50: 0, nn20: 2 });
});

test('no difference is taken across a gap', () => {
  const gapped = metrics([800, 810, Number.NaN, 900, 930]);
  expect(gapped).toMatchObject({ intervals: 4, meanNnMs: 860, pnn20Percent: 50 });
  expect(gapped.rmssdMs).toBeCloseTo(Math.sqrt((100 + 900) / 2), 12);
  expect(metrics([800, 0, 810, -5, 790]).rmssdMs).toBeNull();
  expect(metrics([800, 0, 810, -5, 790]).sdnnMs).toBeCloseTo(10, 12);
});

test('below two intervals there is nothing but the count', () => {
  for (const rrMs of [[], [800], [Number.NaN, 800, Number.POSITIVE_INFINITY]]) {
    const { intervals, ...rest } = metrics(rrMs);
    expect(intervals).toBe(rrMs.length === 0 ? 0 : 1);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  }
});

test('two intervals have one difference, and no deviation of differences', () => {
  expect(metrics([800, 830])).toMatchObject({ rmssdMs: 30, nn20: 1, sdsdMs: null, sd1Ms: null, sd2Ms: null });
});

test('equal intervals vary by 0, which has no logarithm', () => {
  expect(metrics([800, 800, 800])).toMatchObject({
    sdnnMs: 0,
    rmssdMs: 0,
    lnRmssd: null,
    sdsdMs: 0,
    pnn50Percent: 0,
    sd1Ms: 0,
    sd2Ms: 0,
  });
});

test('absurdly long intervals give null, never Infinity or NaN', () => {
  for (const value of Object.values(metrics([1e308, 3e-300, 1e308, 7])))
    expect(value === null || Number.isFinite(value)).toBe(true);
});

test('a constant on top changes no spread', () => {
  fc.assert(
    fc.property(recording, fc.integer({ min: 0, max: 500 }), (rrMs, more) => {
      expectEach(metrics(rrMs.map((rr) => rr + more)), metrics(rrMs));
    }),
  );
});

test('intervals k times as long vary k times as much', () => {
  fc.assert(
    fc.property(recording, fc.double({ min: 0.1, max: 10, noNaN: true }), (rrMs, k) => {
      expectEach(metrics(rrMs.map((rr) => k * rr)), metrics(rrMs), k);
    }),
  );
});

test('backwards they vary as much as forwards, gaps included', () => {
  const withGaps = fc.array(
    fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 300, max: 2_000 }) }, fc.constant(Number.NaN)),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(withGaps, (rrMs) => {
      const [there, back] = [metrics(rrMs), metrics(rrMs.toReversed())];
      expect(back).toMatchObject({ intervals: there.intervals, nn50: there.nn50, nn20: there.nn20 });
      for (const name of METRICS_MS)
        if (there[name] === null) expect(back[name], name).toBeNull();
        else expect(back[name], name).toBeCloseTo(there[name], 6);
    }),
  );
});
