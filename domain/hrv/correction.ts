import { correctRun } from './lipponen-correction.ts';
import { malikAccepted } from './malik.ts';
import { isPlausible, PLAUSIBLE, type PlausibleInterval } from './plausible-interval.ts';
import { type Quality, qualityOf } from './quality.ts';
import { isDuration, type Run, runsOf } from './runs.ts';

/**
 * `lipponen` for RR intervals as they followed each other; `malik` for pieces without reliable continuity; `none` leaves
 * every interval as it is, implausible ones too, and drops only what is no duration (NaN, zero, negative).
 */
export type Correction = 'none' | 'lipponen' | 'malik';

export const CORRECTIONS: readonly Correction[] = ['none', 'lipponen', 'malik'];

export interface CorrectionOptions {
  /** `lipponen` unless said otherwise. */
  readonly correction?: Correction;
  /** Not used by the correction `none`. */
  readonly plausible?: PlausibleInterval;
}

export interface CorrectedBeats {
  readonly runs: readonly Run[];
  /** Beats moved or put in. */
  readonly corrected: number;
  /** Intervals dropped, extra beats taken out. */
  readonly removed: number;
  /** (corrected + removed) of all intervals, at most 1; null without intervals. */
  readonly artefactShare: number | null;
  readonly quality: Quality;
}

/** Corrects a recording of RR intervals (ms, in the order of recording). Never throws, whatever the values are. */
export const correctBeats = (rrMs: readonly number[], options: CorrectionOptions = {}): CorrectedBeats => {
  const { correction = 'lipponen', plausible = PLAUSIBLE } = options;
  const accepted =
    correction === 'none' ? rrMs.map(isDuration) : rrMs.map((rr) => isPlausible(rr, plausible));
  if (correction === 'malik') rejectByMalik(rrMs, accepted);
  const dropped = accepted.filter((kept) => !kept).length;
  const raw = runsOf(rrMs, (_, index) => accepted[index]!);
  const results = raw.map((run) =>
    correction === 'lipponen' ? correctRun(run) : { run, corrected: 0, removed: 0 },
  );
  const corrected = results.reduce((sum, result) => sum + result.corrected, 0);
  const removed = results.reduce((sum, result) => sum + result.removed, dropped);
  const artefactShare = rrMs.length === 0 ? null : Math.min(1, (corrected + removed) / rrMs.length);
  return {
    runs: results.map((result) => result.run).filter((run) => run.intervalsMs.length > 0),
    corrected,
    removed,
    artefactShare,
    quality: qualityOf(artefactShare),
  };
};

/** The rule sees only plausible intervals, in order. */
const rejectByMalik = (rrMs: readonly number[], accepted: boolean[]): void => {
  const places = [...accepted.keys()].filter((index) => accepted[index]);
  const verdicts = malikAccepted(places.map((index) => rrMs[index]!));
  for (const [at, index] of places.entries()) accepted[index] = verdicts[at]!;
};
