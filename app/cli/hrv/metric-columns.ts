import { type CorrectionOptions, correctBeats } from '../../../domain/hrv/correction.ts';
import { frequencyDomain } from '../../../domain/hrv/spectrum/frequency-domain.ts';
import { timeDomain } from '../../../domain/hrv/time-domain.ts';

/** What is told of one recording, by column; the unit is in the name. Null where it cannot be computed. */
export const metricColumns = (rrMs: readonly number[], options: CorrectionOptions) => {
  const beats = correctBeats(rrMs, options);
  const time = timeDomain(beats.runs);
  const frequency = frequencyDomain(beats);
  return {
    intervals: time.intervals,
    mean_nn_ms: time.meanNnMs,
    heart_rate_bpm: time.heartRateBpm,
    sdnn_ms: time.sdnnMs,
    rmssd_ms: time.rmssdMs,
    ln_rmssd: time.lnRmssd,
    sdsd_ms: time.sdsdMs,
    nn50: time.nn50,
    pnn50_percent: time.pnn50Percent,
    nn20: time.nn20,
    pnn20_percent: time.pnn20Percent,
    cvnn: time.cvnn,
    cvsd: time.cvsd,
    sd1_ms: time.sd1Ms,
    sd2_ms: time.sd2Ms,
    corrected: beats.corrected,
    removed: beats.removed,
    artefact_share: beats.artefactShare,
    quality: beats.quality,
    spectrum: frequency.totalMs2 === null && frequency.hfMs2 === null ? null : frequency.method,
    vlf_ms2: frequency.vlfMs2,
    lf_ms2: frequency.lfMs2,
    hf_ms2: frequency.hfMs2,
    total_ms2: frequency.totalMs2,
    lf_hf: frequency.lfHf,
    lf_nu: frequency.lfNormalized,
    hf_nu: frequency.hfNormalized,
  };
};

/** Null is an empty field; what would break the row is quoted (RFC 4180). */
export const csvRow = (values: readonly (string | number | null)[]): string =>
  values
    .map((value) => {
      const text = value === null ? '' : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
