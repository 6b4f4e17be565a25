import { exchanged, quantile, sorted } from '../autonomic/statistics.ts';
import { finite, onlyFinite } from '../statistics/finite.ts';

const fewestDays = 28;

/**
 * A percentile of the person's own past, as a threshold: `share` in 0..1 of the known values (84 days of strain, say).
 * Null below 28 known values (design heuristic): too little past makes no threshold.
 */
export function ownPercentile(past: readonly (number | null)[], share: number): number | null {
  const known = onlyFinite(past);
  return known.length < fewestDays ? null : quantile(sorted(known), share);
}

/** `ownPercentile` of the `days` before each day; the window of a day differs from that before in two values at most. */
export function ownPercentiles(
  values: readonly (number | null)[],
  days: number,
  share: number,
): (number | null)[] {
  let past = sorted([]);
  return values.map((_, index) => {
    if (index > 0) past = exchanged(past, values[index - 1 - days] ?? null, values[index - 1]!);
    return past.length < fewestDays ? null : quantile(past, share);
  });
}

/** Share (0 to 1) of the known past values that are below the value, ties counted half; null below 28 of them, and for a value that is none. */
export function percentileRank(past: readonly (number | null)[], value: number): number | null {
  const known = onlyFinite(past);
  if (known.length < fewestDays || finite(value) === null) return null;
  const below = known.filter((each) => each < value).length;
  const equal = known.filter((each) => each === value).length;
  return (below + equal / 2) / known.length;
}
