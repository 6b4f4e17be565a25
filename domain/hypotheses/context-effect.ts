import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import type { Interval } from '../interventions/difference.ts';
import { finite, onlyFinite, whollyFinite } from '../statistics/finite.ts';
import { studentCumulative, studentQuantile } from '../statistics/student-t.ts';

const fewestTagged = 5;
const fewestPlain = 14;

export interface TaggedNight {
  readonly day: number;
  /** lnRMSSD of the night, ln ms, or its distance from the person's usual: only differences of it are looked at. */
  readonly value: number;
  /** Contexts the person gave for the evening before or the night itself. */
  readonly contexts: readonly string[];
}

/** What a context goes with in one person's nights. It is an association: nobody decided by lot when to drink. */
export interface ContextEffect {
  /** Mean of the tagged nights minus mean of the nights without any tag, ln ms. */
  readonly delta: number;
  /** 100 (exp(delta) - 1). */
  readonly changePercent: number;
  readonly interval95: Interval;
  /** Two-sided. */
  readonly p: number;
  readonly taggedNights: number;
  readonly plainNights: number;
  /** Nights the tagged ones are worth, being neighbours of each other. */
  readonly effectiveTagged: number;
  readonly effectivePlain: number;
  /** Tagged nights that had another tag as well: of those nobody knows which it was. */
  readonly sharedNights: number;
  /** Half the standard deviation of the plain nights, ln ms. */
  readonly smallestWorthwhileChange: number;
}

/**
 * Effective number of nights on the given days for the variance of their mean under a first-order autoregression:
 * n^2 / sum over all pairs of phi^|days between|. Scattered nights keep their number, neighbours lose some. Null where
 * `phi` makes no such number.
 */
export function effectiveNights(nights: readonly number[], phi: number): number | null {
  const sorted = onlyFinite(nights).sort((a, b) => a - b);
  // Of each day, the sum over all days before it; that over all pairs is twice their sum and every day with itself.
  let toEarlier = 0;
  let sum = 0;
  for (const [index, day] of sorted.entries()) {
    if (index > 0) toEarlier = phi ** (day - sorted[index - 1]!) * (toEarlier + 1);
    sum += 1 + 2 * toEarlier;
  }
  return sorted.length === 0 ? 0 : finite(sorted.length ** 2 / sum);
}

/**
 * Effect of a context on the nights it was given for, with the autocorrelation of neighbouring nights allowed for
 * (Welch-Satterthwaite on effective numbers; Satterthwaite 1946, unverified). Null below 5 tagged or 14 plain nights.
 * `phi` is the lag-1 autocorrelation, 0..1.
 */
export function contextEffect(
  all: readonly TaggedNight[],
  context: string,
  phi: number,
): ContextEffect | null {
  const nights = all.filter(({ day, value }) => finite(day) !== null && finite(value) !== null);
  const tagged = nights.filter(({ contexts }) => contexts.includes(context));
  const plain = nights.filter(({ contexts }) => contexts.length === 0);
  if (tagged.length < fewestTagged || plain.length < fewestPlain) return null;
  const valuesOf = (of: readonly TaggedNight[]) => of.map(({ value }) => value);
  const effective = (of: readonly TaggedNight[]) =>
    effectiveNights(
      of.map(({ day }) => day),
      phi,
    ) ?? 0;
  const effectiveTagged = effective(tagged);
  const effectivePlain = effective(plain);
  const taggedVariance = (sampleStandardDeviation(valuesOf(tagged)) ?? Number.NaN) ** 2 / effectiveTagged;
  const plainDeviation = sampleStandardDeviation(valuesOf(plain)) ?? Number.NaN;
  const plainVariance = plainDeviation ** 2 / effectivePlain;
  const variance = taggedVariance + plainVariance;
  if (!(variance > 0 && effectiveTagged > 1 && effectivePlain > 1)) return null;
  const delta = mean(valuesOf(tagged))! - mean(valuesOf(plain))!;
  const degrees =
    variance ** 2 / (taggedVariance ** 2 / (effectiveTagged - 1) + plainVariance ** 2 / (effectivePlain - 1));
  const error = Math.sqrt(variance);
  const width = (studentQuantile(0.975, degrees) ?? Number.NaN) * error;
  return whollyFinite({
    delta,
    changePercent: 100 * Math.expm1(delta),
    interval95: { low: delta - width, high: delta + width },
    p: 2 * (1 - (studentCumulative(Math.abs(delta) / error, degrees) ?? Number.NaN)),
    taggedNights: tagged.length,
    plainNights: plain.length,
    effectiveTagged,
    effectivePlain,
    sharedNights: tagged.filter(({ contexts }) => contexts.length > 1).length,
    smallestWorthwhileChange: plainDeviation / 2,
  });
}
