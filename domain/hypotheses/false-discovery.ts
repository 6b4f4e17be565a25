import { finite } from '../statistics/finite.ts';

/**
 * Benjamini-Hochberg adjusted p values (q), in the order of the input: the smallest share of false discoveries at which
 * each would still count as one. Benjamini & Hochberg 1995 (unverified). What is no p value (0..1) is no test: null.
 */
export function adjustedForMany(ps: readonly number[]): (number | null)[] {
  const order = ps
    .map((p, index) => ({ p, index }))
    .filter(({ p }) => finite(p) !== null && p >= 0 && p <= 1)
    .sort((a, b) => b.p - a.p);
  const adjusted: (number | null)[] = Array(ps.length).fill(null);
  let smallest = 1;
  for (const [place, { p, index }] of order.entries()) {
    const rank = order.length - place;
    smallest = Math.min(smallest, (p * order.length) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}
