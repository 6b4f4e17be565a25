import { type CorrectionOptions, correctBeats } from './correction.ts';
import type { Quality } from './quality.ts';
import { timeDomain } from './time-domain.ts';

export interface BeatsSummary {
  /** Null where the quality is `reject` or fewer than two neighbouring beats are left. */
  readonly rmssdMs: number | null;
  /** Null where the quality is `reject` or fewer than two beats are left. */
  readonly sdnnMs: number | null;
  readonly quality: Quality;
  /** Corrected and removed of all intervals, 0 to 1; null without intervals. */
  readonly artefactShare: number | null;
}

/**
 * RMSSD and SDNN of RR intervals (ms, in the order of recording), artefacts corrected first: after Lipponen & Tarvainen
 * unless the options choose otherwise. For beats that come with a provider's samples. What the quality gate rejects has
 * no numbers, so that nobody uses them by mistake. Never throws, never NaN.
 */
export const rmssdOfBeats = (rrMs: readonly number[], options: CorrectionOptions = {}): BeatsSummary => {
  const { runs, quality, artefactShare } = correctBeats(rrMs, options);
  const { rmssdMs, sdnnMs } = quality === 'reject' ? NO_NUMBERS : timeDomain(runs);
  return { rmssdMs, sdnnMs, quality, artefactShare };
};

const NO_NUMBERS = { rmssdMs: null, sdnnMs: null };
