import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORRECTIONS, correctBeats } from './correction.ts';
import { PLAUSIBLE_ATHLETE_ASLEEP } from './plausible-interval.ts';
import { qualityOf } from './quality.ts';
import { intervalsOf, lengthOfMs } from './runs.ts';
import { restingBeats } from './testing/resting-beats.ts';
import { timeDomain } from './time-domain.ts';

describe('the range', () => {
  test('takes 300 to 2,000 ms, both included; what is outside leaves a gap that takes its time', () => {
    const { runs, corrected, removed, artefactShare } = correctBeats([300, 299, 2_000, 2_001, 310]);
    expect(runs).toEqual([
      { startMs: 0, intervalsMs: [300] },
      { startMs: 599, intervalsMs: [2_000] },
      { startMs: 4_600, intervalsMs: [310] },
    ]);
    expect([corrected, removed, artefactShare]).toEqual([0, 2, 0.4]);
  });

  test('is wider for an athlete asleep', () => {
    const { runs } = correctBeats([2_150, 2_100], { plausible: PLAUSIBLE_ATHLETE_ASLEEP });
    expect(intervalsOf(runs)).toEqual([2_150, 2_100]);
  });

  test('is not asked where nothing is to be corrected', () => {
    expect(correctBeats([100, 5_000], { correction: 'none' })).toMatchObject({ removed: 0, quality: 'good' });
  });
});

test('quality: good up to 5 %, usable up to 10 %', () => {
  expect([0, 0.05, 0.0501, 0.1, 0.1001, 1, null].map(qualityOf)).toEqual([
    'good',
    'good',
    'usable',
    'usable',
    'reject',
    'reject',
    'reject',
  ]);
});

describe('Malik', () => {
  const malik = (rrMs: readonly number[]) => correctBeats(rrMs, { correction: 'malik' });

  test('rejects what is more than 20 % off the last accepted interval', () => {
    const { runs, removed } = malik([1_000, 1_200, 959, 960, 1_153, 1_000]);
    expect(runs.map((run) => run.intervalsMs)).toEqual([[1_000, 1_200], [960], [1_000]]);
    expect(removed).toBe(2);
  });

  test('starts anew from the median after five rejections, so one wrong first interval costs five', () => {
    const { runs, removed } = malik([1_589, ...new Array<number>(100).fill(750)]);
    expect(removed).toBe(5);
    expect(intervalsOf(runs)).toHaveLength(96);
  });
});

describe('Lipponen and Tarvainen', () => {
  const clean = restingBeats(200, 1);

  test('finds nothing in a clean recording', () => {
    expect(correctBeats(clean)).toMatchObject({ corrected: 0, removed: 0 });
  });

  test.each([
    ['a missed beat', clean.toSpliced(100, 2, clean[100]! + clean[101]!)],
    ['an extra beat', clean.toSpliced(100, 1, 420, clean[100]! - 420)],
    ['an early beat', clean.toSpliced(100, 2, clean[100]! - 300, clean[101]! + 300)],
  ])('mends %s', (_name, rrMs) => {
    const mended = correctBeats(rrMs);
    // The beat itself, and at most the one beside it.
    expect([1, 2]).toContain(mended.corrected + mended.removed);
    const raw = timeDomain(correctBeats(rrMs, { correction: 'none' }).runs);
    const expected = timeDomain(correctBeats(clean).runs);
    const actual = timeDomain(mended.runs);
    expect(actual.intervals).toBe(200);
    expect(raw.rmssdMs!).toBeGreaterThan(1.3 * expected.rmssdMs!);
    expect(Math.abs(actual.rmssdMs! / expected.rmssdMs! - 1)).toBeLessThan(0.05);
    expect(lengthOfMs(mended.runs)).toBeCloseTo(
      lengthOfMs(correctBeats(rrMs, { correction: 'none' }).runs),
      6,
    );
  });

  test('brings RMSSD back to within 5 % where six beats of 300 came early or late', () => {
    const shift = fc.oneof(fc.integer({ min: 150, max: 350 }), fc.integer({ min: -350, max: -150 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(shift, { minLength: 6, maxLength: 6 }),
        (seed, shifts) => {
          const whole = restingBeats(300, seed);
          const rrMs = [...whole];
          for (const [index, shiftMs] of shifts.entries()) {
            rrMs[25 + 45 * index]! += shiftMs;
            rrMs[26 + 45 * index]! -= shiftMs;
          }
          const rmssd = (beats: readonly number[]) => timeDomain(correctBeats(beats).runs).rmssdMs!;
          expect(Math.abs(rmssd(rrMs) / rmssd(whole) - 1)).toBeLessThan(0.05);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('leaves out a wrong first interval', () => {
    const { runs, corrected, removed } = correctBeats([350, ...clean]);
    expect(intervalsOf(runs)).toEqual(clean);
    expect([corrected, removed, runs[0]!.startMs]).toEqual([0, 1, 350]);
  });

  test('takes what goes up and down by the same every time for what it is', () => {
    const alternating = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 780 : 820));
    expect(correctBeats(alternating)).toMatchObject({ corrected: 0, removed: 0 });
  });

  test('sees a missed beat among equal ones', () => {
    const { runs } = correctBeats([
      ...new Array<number>(20).fill(800),
      1_600,
      ...new Array<number>(20).fill(800),
    ]);
    expect(intervalsOf(runs)).toEqual(new Array<number>(42).fill(800));
  });

  test('hardly changes any clean recording', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 60, max: 400 }), (seed, count) => {
        const rrMs = restingBeats(count, seed);
        const { runs, quality } = correctBeats(rrMs);
        expect(quality).not.toBe('reject');
        const [before, after] = [timeDomain([{ startMs: 0, intervalsMs: rrMs }]), timeDomain(runs)];
        expect(Math.abs(after.rmssdMs! / before.rmssdMs! - 1)).toBeLessThan(0.03);
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(CORRECTIONS)('correction %s', (correction) => {
  const recording = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 780, max: 860 }) },
      { weight: 1, arbitrary: fc.integer({ min: 250, max: 2_200 }) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, -800) },
    ),
    { maxLength: 150 },
  );

  test('never leaves an interval that is no duration, and never loses count', () => {
    fc.assert(
      fc.property(recording, (rrMs) => {
        const { runs, corrected, removed, artefactShare } = correctBeats(rrMs, { correction });
        for (const rr of intervalsOf(runs)) expect(rr).toBeGreaterThan(0);
        for (const [index, run] of runs.entries()) {
          const before = runs[index - 1];
          const end = before === undefined ? 0 : before.startMs + lengthOfMs([before]);
          expect(run.startMs).toBeGreaterThanOrEqual(end - 1e-6);
        }
        expect(corrected + removed >= 0 && (artefactShare ?? 0) <= 1).toBe(true);
      }),
    );
  });

  test('has nothing to do where all are the same', () => {
    const same = new Array<number>(50).fill(812.5);
    expect(correctBeats(same, { correction })).toEqual({
      runs: [{ startMs: 0, intervalsMs: same }],
      corrected: 0,
      removed: 0,
      artefactShare: 0,
      quality: 'good',
    });
  });
});

test('a recording that needed no correction stays as it is, again and again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
      const once = correctBeats(restingBeats(150, seed));
      fc.pre(once.corrected + once.removed === 0);
      expect(correctBeats(intervalsOf(once.runs))).toEqual(once);
    }),
    { numRuns: 40 },
  );
});
