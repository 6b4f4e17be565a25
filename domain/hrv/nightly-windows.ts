import { mean, median, sorted } from '../autonomic/statistics.ts';
import { finite, onlyFinite } from '../statistics/finite.ts';
import { logOrNull, type NightlyRmssd, WINDOW_MS, whyRejected } from './nightly.ts';
import { qualityOf } from './quality.ts';

/** A window of a sleep for which a source gives RMSSD, or of which its beats gave one. */
export interface RmssdWindow {
  /** Epoch milliseconds. */
  readonly startMs: number;
  /** Null where nothing could be computed, as where the beats were rejected. */
  readonly rmssdMs: number | null;
  /** Corrected and removed of all beats, 0 to 1; null where the source does not say. */
  readonly artefactShare: number | null;
}

export interface WindowedNight extends NightlyRmssd {
  /** Mean over the accepted windows of which it is known, 0 to 0.1; null for none, and where the night is rejected. */
  readonly artefactShare: number | null;
}

/**
 * `nightlyRmssd` for a source that gives windows instead of beats. What lies within the same 5 minutes counts as one
 * window. More than 10 % artefacts reject a window; a window of which only nothing is known is none.
 */
export const nightlyRmssdOfWindows = (
  given: readonly RmssdWindow[],
  sleepMinutes: number | null,
): WindowedNight => {
  const bySlot = Map.groupBy(given.filter(isKnown), ({ startMs }) => Math.floor(startMs / WINDOW_MS));
  const slots = [...bySlot.values()].map((windows) => windows.filter(isAccepted));
  const accepted = slots.filter((windows) => windows.length > 0);
  const rejection = whyRejected(sleepMinutes ?? 0, slots.length, accepted.length);
  const values = accepted.flatMap((windows) => median(sorted(windows.map(({ rmssdMs }) => rmssdMs!))) ?? []);
  const shares = onlyFinite(accepted.flat().map(({ artefactShare }) => artefactShare));
  const rmssdMs = rejection === null ? median(sorted(values)) : null;
  return {
    rmssdMs,
    lnRmssd: logOrNull(rmssdMs),
    windows: slots.length,
    acceptedWindows: accepted.length,
    rejection,
    artefactShare: rejection === null ? mean(shares) : null,
  };
};

const isRejected = ({ artefactShare }: RmssdWindow): boolean =>
  finite(artefactShare) !== null && qualityOf(artefactShare) === 'reject';

const isAccepted = (window: RmssdWindow): boolean => finite(window.rmssdMs) !== null && !isRejected(window);

const isKnown = (window: RmssdWindow): boolean =>
  finite(window.startMs) !== null && (isAccepted(window) || isRejected(window));
