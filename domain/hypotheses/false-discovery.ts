/**
 * Benjamini-Hochberg adjusted p values (q), in the order of the input: the smallest share of false discoveries at which
 * each would still count as one. Benjamini & Hochberg 1995 (unverified).
 */
export function adjustedForMany(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted: number[] = Array(ps.length).fill(1);
  let smallest = 1;
  for (const [place, { p, index }] of order.entries()) {
    const rank = ps.length - place;
    smallest = Math.min(smallest, (p * ps.length) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}
