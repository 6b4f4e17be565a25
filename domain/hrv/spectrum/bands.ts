import { finite } from '../../statistics/finite.ts';

/** Power in ms² within a band; null where the recording is too short for the band. */
export interface BandPowers {
  /** Below 0.04 Hz, from 0. */
  readonly vlfMs2: number | null;
  /** 0.04 to 0.15 Hz. */
  readonly lfMs2: number | null;
  /** 0.15 to 0.4 Hz. */
  readonly hfMs2: number | null;
  readonly totalMs2: number | null;
  readonly lfHf: number | null;
  /** 100 LF / (LF + HF), and the same of HF. */
  readonly lfNormalized: number | null;
  readonly hfNormalized: number | null;
}

/** One-sided power spectral density in ms²/Hz at rising frequencies in Hz. */
export interface Spectrum {
  readonly frequenciesHz: readonly number[];
  readonly densities: readonly number[];
}

/** 2 and 5 minutes less the beat that a recording of that length lacks at its end. */
const SHORTEST_FOR_HF_S = 118;
const SHORTEST_FOR_LF_S = 298;

/**
 * Powers of the bands of Task Force 1996 (Eur Heart J 17:354, unverified) by the trapezoid rule over the bins within
 * each band. `lengthS` is that of the recording. For display only: LF/HF is no measure of a balance between
 * sympathetic and vagal activity (Billman 2013, unverified), and powers are comparable under one recipe alone. Nothing
 * that decides may import this.
 */
export const bandPowers = (spectrum: Spectrum | null, lengthS: number): BandPowers => {
  const power = (lowHz: number, highHz: number, shortestS: number): number | null =>
    spectrum === null || lengthS < shortestS ? null : finite(powerBetween(spectrum, lowHz, highHz));
  const vlf = power(0, 0.04, SHORTEST_FOR_LF_S);
  const lf = power(0.04, 0.15, SHORTEST_FOR_LF_S);
  const hf = power(0.15, 0.4, SHORTEST_FOR_HF_S);
  const both = lf === null || hf === null ? null : finite(lf + hf);
  return {
    vlfMs2: vlf,
    lfMs2: lf,
    hfMs2: hf,
    totalMs2: vlf === null || both === null ? null : finite(vlf + both),
    lfHf: quotient(lf, hf),
    lfNormalized: quotient(lf, both, 100),
    hfNormalized: quotient(hf, both, 100),
  };
};

const powerBetween = ({ frequenciesHz, densities }: Spectrum, lowHz: number, highHz: number): number => {
  let power = 0;
  for (let i = 1; i < frequenciesHz.length; i++) {
    const from = frequenciesHz[i - 1]!;
    const to = frequenciesHz[i]!;
    if (from >= lowHz && to < highHz) power += ((densities[i - 1]! + densities[i]!) / 2) * (to - from);
  }
  return power;
};

const quotient = (part: number | null, whole: number | null, factor = 1): number | null =>
  part === null || whole === null ? null : finite((factor * part) / whole);
