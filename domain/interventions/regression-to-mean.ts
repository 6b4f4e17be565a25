import { finite } from '../statistics/finite.ts';

/** Lag-1 autocorrelation of nightly values where the person's own is not known: LifeSnaps median 0.34, rounded. */
export const usualAutocorrelation = 0.35;

/** The expected value `days` after a value, without any intervention: mean + phi^days (value - mean), an AR(1). */
export const expectedAfter = (days: number, value: number, mean: number, phi: number): number | null =>
  finite(mean + phi ** days * (value - mean));

/** Mean of the expected values on the given days after it. Null for no days, and where one of them is not known. */
export function expectedMean(
  days: readonly number[],
  value: number,
  mean: number,
  phi: number,
): number | null {
  const expected = days.map((day) => expectedAfter(day, value, mean, phi));
  if (expected.length === 0 || expected.includes(null)) return null;
  return finite(expected.reduce<number>((sum, each) => sum + each!, 0) / days.length);
}

/**
 * Lag-1 autocorrelation of consecutive nights, kept within 0..0.9; the usual 0.35 below 20 pairs of neighbours. Pairs
 * across a missing night are left out.
 */
export function ownAutocorrelation(nights: readonly (number | null)[]): number {
  const values = nights.map(finite);
  const known = values.filter((value) => value !== null);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  let products = 0;
  let pairs = 0;
  for (let index = 1; index < values.length; index++) {
    const [before, now] = [values[index - 1]!, values[index]!];
    if (before === null || now === null) continue;
    products += (before - mean) * (now - mean);
    pairs++;
  }
  const own = pairs < 20 || !(variance > 0) ? null : finite(products / pairs / variance);
  return own === null ? usualAutocorrelation : Math.min(Math.max(own, 0), 0.9);
}
