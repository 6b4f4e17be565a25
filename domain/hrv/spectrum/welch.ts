import { mean } from '../../autonomic/statistics.ts';
import type { Spectrum } from './bands.ts';
import type { BeatSeries } from './beat-series.ts';
import { durationS } from './beat-series.ts';
import { splineValues } from './cubic-spline.ts';

const RATE_HZ = 4;
const SEGMENT = 256;
const STEP = SEGMENT / 2;

/** Periodic: one period of it would join the next without a seam. */
const HANN = Float64Array.from(
  { length: SEGMENT },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / SEGMENT),
);
const COSINES = Float64Array.from({ length: SEGMENT }, (_, index) =>
  Math.cos((2 * Math.PI * index) / SEGMENT),
);
const QUARTER_TURN = SEGMENT / 4;

/**
 * Welch's estimate (1967, unverified), fixed so that it can be reproduced: a not-a-knot cubic spline at 4 Hz, segments of
 * 256 samples that overlap by half, each less its mean, periodic Hann window, one-sided density. Null for recordings
 * shorter than a segment (64 s). For display only: nothing that decides may import this.
 */
export const welchSpectrum = (series: BeatSeries): Spectrum | null => {
  const sampleCount = Math.floor(durationS(series) * RATE_HZ) + 1;
  if (sampleCount < SEGMENT || series.timesS.length < 4) return null;
  const samples = splineValues(
    series.timesS,
    series.intervalsMs,
    Array.from({ length: sampleCount }, (_, index) => index / RATE_HZ),
  );
  const densities = new Array<number>(SEGMENT / 2 + 1).fill(0);
  const segments = Math.floor((sampleCount - SEGMENT) / STEP) + 1;
  for (let segment = 0; segment < segments; segment++)
    addPeriodogram(densities, samples.subarray(segment * STEP, segment * STEP + SEGMENT));
  return {
    frequenciesHz: densities.map((_, bin) => (bin * RATE_HZ) / SEGMENT),
    densities: densities.map((density) => density / segments),
  };
};

const WINDOW_POWER = HANN.reduce((sum, weight) => sum + weight ** 2, 0);

const addPeriodogram = (densities: number[], segment: Float64Array): void => {
  const centre = mean(segment)!;
  const windowed = segment.map((value, index) => (value - centre) * HANN[index]!);
  for (let bin = 0; bin < densities.length; bin++) {
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < SEGMENT; index++) {
      const turn = (bin * index) % SEGMENT;
      real += windowed[index]! * COSINES[turn]!;
      imaginary += windowed[index]! * COSINES[(turn + QUARTER_TURN) % SEGMENT]!;
    }
    const sides = bin === 0 || bin === SEGMENT / 2 ? 1 : 2;
    densities[bin]! += (sides * (real ** 2 + imaginary ** 2)) / (RATE_HZ * WINDOW_POWER);
  }
};
