import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { rmssdOfBeats } from './beats.ts';
import { CORRECTIONS } from './correction.ts';
import { restingBeats } from './testing/resting-beats.ts';

describe('beats of a sample', () => {
  it('are summed up in RMSSD and SDNN', () => {
    expect(rmssdOfBeats([800, 810, 815, 750])).toEqual({
      rmssdMs: expect.closeTo(38.078866, 6),
      sdnnMs: expect.closeTo(29.825884, 6),
      quality: 'good',
      artefactShare: 0,
    });
  });

  it('tell almost the same when one of them was missed', () => {
    const clean = restingBeats(100, 1);
    const missed = clean.toSpliced(50, 2, clean[50]! + clean[51]!);
    const [expected, actual] = [rmssdOfBeats(clean), rmssdOfBeats(missed)];
    expect(rmssdOfBeats(missed, { correction: 'none' }).rmssdMs!).toBeGreaterThan(2 * expected.rmssdMs!);
    expect(Math.abs(actual.rmssdMs! / expected.rmssdMs! - 1)).toBeLessThan(0.05);
    expect(actual).toMatchObject({ quality: 'good', artefactShare: 1 / 99 });
  });

  it('have no numbers where too much is wrong', () => {
    const beats = [...restingBeats(80, 2), ...new Array<number>(20).fill(2_500)];
    expect(rmssdOfBeats(beats)).toEqual({
      rmssdMs: null,
      sdnnMs: null,
      quality: 'reject',
      artefactShare: expect.toSatisfy((share: number) => share >= 0.2),
    });
  });
});

const nothing = { rmssdMs: null, sdnnMs: null };

describe.each(CORRECTIONS)('what is no recording, with correction %s', (correction) => {
  test.each([
    ['no beat', [], { ...nothing, quality: 'reject', artefactShare: null }],
    ['one beat', [800], { ...nothing, quality: 'good', artefactShare: 0 }],
    ['NaN', [Number.NaN, Number.NaN], { ...nothing, quality: 'reject', artefactShare: 1 }],
    ['negative', [-800, -810, 0], { ...nothing, quality: 'reject', artefactShare: 1 }],
    ['endless', [Number.POSITIVE_INFINITY], { ...nothing, quality: 'reject', artefactShare: 1 }],
    ['all equal', [800, 800, 800, 800], { rmssdMs: 0, sdnnMs: 0, quality: 'good', artefactShare: 0 }],
    ['two beats', [800, 830], { rmssdMs: 30, sdnnMs: expect.closeTo(21.213203, 6), quality: 'good' }],
  ])('%s', (_name, beats, expected) => {
    expect(rmssdOfBeats(beats, { correction })).toMatchObject(expected);
  });

  test('gives numbers or null, whatever it is', () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer({ min: -10, max: 3_000 }),
      fc.integer({ min: 700, max: 900 }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 120 }), (beats) => {
        const { rmssdMs, sdnnMs, artefactShare } = rmssdOfBeats(beats, { correction });
        for (const number of [rmssdMs, sdnnMs, artefactShare])
          expect(number === null || (Number.isFinite(number) && number >= 0)).toBe(true);
        expect(artefactShare ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
