import type { CorrectedBeats } from '../correction.ts';
import { type BandPowers, bandPowers } from './bands.ts';
import { beatSeries, durationS } from './beat-series.ts';
import { lombScargleSpectrum } from './lomb-scargle.ts';
import { welchSpectrum } from './welch.ts';

/** How the powers were estimated; those of different methods are not comparable. */
export type SpectralMethod = 'welch' | 'lomb_scargle';

export interface FrequencyDomain extends BandPowers {
  readonly method: SpectralMethod;
}

const MOST_ARTEFACTS_FOR_WELCH = 0.05;
/** A spline swings far out over a longer hole (a heuristic). */
const LONGEST_GAP_FOR_WELCH_S = 5;
const LONGEST_RECORDING_S = 26 * 3_600;

/**
 * Band powers by Welch, or by Lomb-Scargle where more than 5 % of the intervals are artefacts or a gap is longer than
 * 5 s. Null powers for recordings too short, or longer than a day and a bit. For display only: nothing that decides may
 * import this.
 */
export const frequencyDomain = ({ runs, artefactShare }: CorrectedBeats): FrequencyDomain => {
  const series = beatSeries(runs);
  const suitsWelch =
    (artefactShare ?? 0) <= MOST_ARTEFACTS_FOR_WELCH && series.longestGapS <= LONGEST_GAP_FOR_WELCH_S;
  const estimate = suitsWelch ? welchSpectrum : lombScargleSpectrum;
  const spectrum = durationS(series) > LONGEST_RECORDING_S ? null : estimate(series);
  return { method: suitsWelch ? 'welch' : 'lomb_scargle', ...bandPowers(spectrum, series.lengthS) };
};
