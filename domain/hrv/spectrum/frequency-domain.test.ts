import { describe, expect, it } from 'vitest';
import { correctBeats } from '../correction.ts';
import { bandPowers } from './bands.ts';
import { beatSeries } from './beat-series.ts';
import { frequencyDomain } from './frequency-domain.ts';
import { lombScargleSpectrum } from './lomb-scargle.ts';
import { welchSpectrum } from './welch.ts';

/** Beats about every 800 ms that swing by `amplitudeMs` at a frequency: variance amplitude² / 2. */
const swinging = (seconds: number, frequencyHz: number, amplitudeMs: number): number[] => {
  const rrMs: number[] = [];
  for (let clockMs = 0; clockMs < seconds * 1_000; clockMs += rrMs.at(-1)!)
    rrMs.push(800 + amplitudeMs * Math.sin((2 * Math.PI * frequencyHz * clockMs) / 1_000));
  return rrMs;
};
const raw = (rrMs: readonly number[]) => correctBeats(rrMs, { correction: 'none' });

describe.each([
  ['Welch', welchSpectrum],
  ['Lomb-Scargle', lombScargleSpectrum],
])('%s', (_name, estimate) => {
  it.each([
    [0.02, 'vlfMs2'],
    [0.1, 'lfMs2'],
    [0.25, 'hfMs2'],
  ] as const)('finds the variance of a swing at %f Hz in its band', (frequencyHz, band) => {
    const series = beatSeries(raw(swinging(600, frequencyHz, 20)).runs);
    const powers = bandPowers(estimate(series), series.lengthS);
    expect(powers[band]! / 200).toBeGreaterThan(0.9);
    expect(powers[band]! / 200).toBeLessThan(1.1);
    expect(powers[band]! / powers.totalMs2!).toBeGreaterThan(0.9);
  });

  it('finds nothing in equal intervals', () => {
    const series = beatSeries(raw(new Array<number>(400).fill(1_000)).runs);
    const powers = bandPowers(estimate(series), series.lengthS);
    expect(powers.totalMs2).toBeCloseTo(0, 9);
    expect(Object.values(powers).every((value) => value === null || Number.isFinite(value))).toBe(true);
  });
});

describe('band powers', () => {
  it('need 2 minutes for HF and 5 for LF and VLF', () => {
    const of = (seconds: number) => frequencyDomain(raw(swinging(seconds, 0.25, 20)));
    expect(of(110)).toMatchObject({ vlfMs2: null, lfMs2: null, hfMs2: null, totalMs2: null, lfHf: null });
    expect(of(130)).toMatchObject({
      vlfMs2: null,
      lfMs2: null,
      hfMs2: expect.any(Number),
      hfNormalized: null,
    });
    expect(of(300)).toMatchObject({ vlfMs2: expect.any(Number), lfHf: expect.any(Number) });
  });

  it('are by Lomb-Scargle where a gap is long or many intervals are wrong', () => {
    const rrMs = swinging(400, 0.25, 20);
    expect(frequencyDomain(raw(rrMs)).method).toBe('welch');
    expect(frequencyDomain(correctBeats(rrMs.toSpliced(200, 0, 6_000))).method).toBe('lomb_scargle');
    const sparse = rrMs.map((rr, index) => (index % 10 === 0 ? Number.NaN : rr));
    expect(frequencyDomain(correctBeats(sparse)).method).toBe('lomb_scargle');
  });

  it.each([
    ['nothing', []],
    ['one beat', [800]],
    ['two beats', [200_000, 200_000]],
    ['beats further apart than clocks tell', [1e17, 800, 800, 800, 800]],
    ['a recording of weeks', [800, 800, 3e9, 800, 800]],
  ])('are null for %s', (_name, rrMs) => {
    for (const [name, value] of Object.entries(frequencyDomain(raw(rrMs))))
      if (name !== 'method') expect([name, value]).toEqual([name, null]);
  });
});
