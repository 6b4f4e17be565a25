import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { finite, onlyFinite, whollyFinite } from '../statistics/finite.ts';
import { studentCumulative, studentQuantile } from '../statistics/student-t.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The difference of two means of autocorrelated nights. */
export interface Difference {
  /** Mean of `after` minus mean of `before`, in the unit of the values. */
  readonly delta: number;
  readonly standardError: number;
  /** Welch-Satterthwaite, on the effective numbers. */
  readonly degreesOfFreedom: number;
  readonly effectiveBefore: number;
  readonly effectiveAfter: number;
  readonly interval90: Interval;
  readonly interval95: Interval;
  /** P(delta > 0), taking the t distribution around the observed difference. */
  readonly probabilityAbove: number;
}

/** How many independent nights `n` nights with lag-1 autocorrelation `phi` are worth: n (1 - phi) / (1 + phi). */
export const effectiveCount = (n: number, phi: number): number | null => finite((n * (1 - phi)) / (1 + phi));

/**
 * Welch's comparison with effective numbers of nights. Satterthwaite 1946 (unverified). `shift` is taken off the
 * difference beforehand. Null where an effective number is not above 1 or nothing varies. Values that are not known
 * are left out.
 */
export function difference(
  nightsBefore: readonly number[],
  nightsAfter: readonly number[],
  phi: number,
  shift = 0,
): Difference | null {
  const before = onlyFinite(nightsBefore);
  const after = onlyFinite(nightsAfter);
  const effectiveBefore = effectiveCount(before.length, phi) ?? 0;
  const effectiveAfter = effectiveCount(after.length, phi) ?? 0;
  if (!(effectiveBefore > 1 && effectiveAfter > 1)) return null;
  const varianceBefore = (sampleStandardDeviation(before) ?? 0) ** 2 / effectiveBefore;
  const varianceAfter = (sampleStandardDeviation(after) ?? 0) ** 2 / effectiveAfter;
  const variance = varianceBefore + varianceAfter;
  if (!(variance > 0)) return null;
  const delta = (mean(after) ?? Number.NaN) - (mean(before) ?? Number.NaN) - shift;
  const standardError = Math.sqrt(variance);
  const degreesOfFreedom =
    variance ** 2 / (varianceBefore ** 2 / (effectiveBefore - 1) + varianceAfter ** 2 / (effectiveAfter - 1));
  const interval = (share: number): Interval => {
    const width = (studentQuantile(0.5 + share / 2, degreesOfFreedom) ?? Number.NaN) * standardError;
    return { low: delta - width, high: delta + width };
  };
  return whollyFinite({
    delta,
    standardError,
    degreesOfFreedom,
    effectiveBefore,
    effectiveAfter,
    interval90: interval(0.9),
    interval95: interval(0.95),
    probabilityAbove: studentCumulative(delta / standardError, degreesOfFreedom) ?? Number.NaN,
  });
}
