import { median, sorted } from '../autonomic/statistics.ts';
import { finite } from '../statistics/finite.ts';
import { type CorrectionOptions, correctBeats } from './correction.ts';
import { isDuration, lengthOfMs } from './runs.ts';
import { timeDomain } from './time-domain.ts';

export const WINDOW_MS = 300_000;
const SHORTEST_SLEEP_MINUTES = 180;
const FEWEST_WINDOWS = 12;
const REJECTED_SHARE = 0.2;
/** An accepted window must hold at least that much, as a spot reading must. */
const SHORTEST_CONTENT_MS = 60_000;

export type NightRejection = 'short_sleep' | 'few_windows' | 'many_rejected_windows';

export interface NightlyRmssd {
  /** Median of the accepted windows' RMSSD; null where the night is rejected. */
  readonly rmssdMs: number | null;
  /** Its natural logarithm, taken last: what nights are compared by. Null for an RMSSD of 0 as well. */
  readonly lnRmssd: number | null;
  /** Complete 5-minute windows, and how many of them the quality gate accepted. */
  readonly windows: number;
  readonly acceptedWindows: number;
  readonly rejection: NightRejection | null;
}

/**
 * One value for a night from RR intervals (ms): the median over 5-minute windows of the windows' RMSSD, each corrected
 * and judged on its own. It takes 3 hours of sleep, 60 minutes of accepted windows, and at most 20 % rejected ones (a
 * heuristic of the rule set, no literature claim). `sleepMinutes` is the time asleep.
 */
export const nightlyRmssd = (
  rrMs: readonly number[],
  sleepMinutes: number,
  options: CorrectionOptions = {},
): NightlyRmssd => {
  const { windows, beats } = fiveMinuteWindows(rrMs);
  const accepted = beats.flatMap((window) => windowRmssd(window, options) ?? []);
  const rejection = whyRejected(sleepMinutes, windows, accepted.length);
  const rmssdMs = rejection === null ? median(sorted(accepted)) : null;
  return {
    rmssdMs,
    lnRmssd: logOrNull(rmssdMs),
    windows,
    acceptedWindows: accepted.length,
    rejection,
  };
};

/**
 * Intervals (ms) by the window of 5 minutes in which they end: (0, 300], (300, 600]... seconds. Only complete windows
 * count; those without any interval have no entry in `beats`.
 */
export const fiveMinuteWindows = (
  rrMs: readonly number[],
): { readonly windows: number; readonly beats: readonly (readonly number[])[] } => {
  const byWindow = new Map<number, number[]>();
  let clockMs = 0;
  for (const rr of rrMs) {
    if (isDuration(rr)) clockMs += rr;
    const window = Math.max(0, Math.ceil(clockMs / WINDOW_MS) - 1);
    const beats = byWindow.get(window);
    if (beats === undefined) byWindow.set(window, [rr]);
    else beats.push(rr);
  }
  const windows = Math.floor(clockMs / WINDOW_MS);
  return { windows, beats: [...byWindow].filter(([window]) => window < windows).map(([, beats]) => beats) };
};

const windowRmssd = (rrMs: readonly number[], options: CorrectionOptions): number | null => {
  const { runs, quality } = correctBeats(rrMs, options);
  return quality === 'reject' || lengthOfMs(runs) < SHORTEST_CONTENT_MS ? null : timeDomain(runs).rmssdMs;
};

export const logOrNull = (rmssdMs: number | null): number | null =>
  rmssdMs === null ? null : finite(Math.log(rmssdMs));

export const whyRejected = (
  sleepMinutes: number,
  windows: number,
  accepted: number,
): NightRejection | null => {
  if (!(sleepMinutes >= SHORTEST_SLEEP_MINUTES)) return 'short_sleep';
  if (accepted < FEWEST_WINDOWS) return 'few_windows';
  return (windows - accepted) / windows > REJECTED_SHARE ? 'many_rejected_windows' : null;
};
