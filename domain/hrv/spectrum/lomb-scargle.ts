import { mean } from '../../autonomic/statistics.ts';
import type { Spectrum } from './bands.ts';
import { type BeatSeries, durationS } from './beat-series.ts';

const HIGHEST_HZ = 0.4;

/**
 * Lomb-Scargle periodogram (Lomb 1976, Scargle 1982, unverified) of the intervals at the times of their beats, less
 * their mean: no resampling, so it suits recordings in which much was interpolated or left out. Frequencies are the
 * multiples of 1 / duration up to 0.4 Hz; scaled to a one-sided density whose integral is the variance. Not comparable
 * with Welch's powers. Null below 4 beats. For display only: nothing that decides may import this.
 */
export const lombScargleSpectrum = (series: BeatSeries): Spectrum | null => {
  const duration = durationS(series);
  const centre = mean(series.intervalsMs);
  if (series.timesS.length < 4 || centre === null || duration <= 0) return null;
  const deviations = series.intervalsMs.map((rr) => rr - centre);
  const stepHz = 1 / duration;
  const frequenciesHz = Array.from(
    { length: Math.ceil(HIGHEST_HZ / stepHz) },
    (_, index) => (index + 1) * stepHz,
  );
  const scale = (2 * duration) / deviations.length;
  const powerAtNext = stepThrough(2 * Math.PI * stepHz, series.timesS, deviations);
  return { frequenciesHz, densities: frequenciesHz.map(() => scale * powerAtNext()) };
};

/**
 * Scargle's power at one multiple of a frequency (rad/s) after the other. The sine and cosine of each beat are turned on
 * from one multiple to the next: computing them anew takes ten times as long.
 */
const stepThrough = (
  stepRadS: number,
  timesS: readonly number[],
  deviations: readonly number[],
): (() => number) => {
  const stepCosine = Float64Array.from(timesS, (time) => Math.cos(stepRadS * time));
  const stepSine = Float64Array.from(timesS, (time) => Math.sin(stepRadS * time));
  const cosine = new Float64Array(timesS.length).fill(1);
  const sine = new Float64Array(timesS.length);
  return () => {
    let cosines = 0;
    let sines = 0;
    let doubleCosines = 0;
    let doubleSines = 0;
    for (let i = 0; i < timesS.length; i++) {
      const turned = cosine[i]! * stepCosine[i]! - sine[i]! * stepSine[i]!;
      sine[i] = sine[i]! * stepCosine[i]! + cosine[i]! * stepSine[i]!;
      cosine[i] = turned;
      cosines += deviations[i]! * turned;
      sines += deviations[i]! * sine[i]!;
      doubleCosines += turned ** 2 - sine[i]! ** 2;
      doubleSines += 2 * turned * sine[i]!;
    }
    // His shift in time: with it the result does not depend on where 0 s is.
    const shift = Math.atan2(doubleSines, doubleCosines) / 2;
    const inPhase = cosines * Math.cos(shift) + sines * Math.sin(shift);
    const outOfPhase = sines * Math.cos(shift) - cosines * Math.sin(shift);
    const uneven = Math.hypot(doubleCosines, doubleSines);
    return share(inPhase, timesS.length + uneven) + share(outOfPhase, timesS.length - uneven);
  };
};

/** Half of value² over the sum of squares, of which `twice` is the double; nothing where that is 0. */
const share = (value: number, twice: number): number => (twice <= 1e-9 ? 0 : value ** 2 / twice);
