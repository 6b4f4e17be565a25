import { finite } from '../statistics/finite.ts';

/** Ascending finite numbers; every function that takes one relies on the order. */
export type Sorted = Float64Array;

/** What is not finite is left out. */
export function sorted(values: readonly number[]): Sorted {
  return Float64Array.from(values).filter(Number.isFinite).sort();
}

/** The same values without one that is among them and with a new one; null, or what is not finite, stands for none. */
export function exchanged(values: Sorted, out: number | null, into: number | null): Sorted {
  const leaving = finite(out);
  const entering = finite(into);
  if (leaving === null && entering === null) return values;
  const result = new Float64Array(values.length - (leaving === null ? 0 : 1) + (entering === null ? 0 : 1));
  let next = 0;
  let left = leaving === null;
  let entered = entering === null;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!left && value === leaving) {
      left = true;
      continue;
    }
    if (!entered && value > entering!) {
      result[next++] = entering!;
      entered = true;
    }
    result[next++] = value;
  }
  if (!entered) result[next] = entering!;
  return result;
}

/** Null for no values, and where the sum is not finite. */
export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return finite(sum / values.length);
}

/** Standard deviation of a sample (divisor n - 1); null below two values, and where it is not finite. */
export function sampleStandardDeviation(values: ArrayLike<number>): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return finite(Math.sqrt(squares / (values.length - 1)));
}

export function median(values: Sorted): number | null {
  const n = values.length;
  if (n === 0) return null;
  const upper = n >> 1;
  return n % 2 === 1 ? values[upper]! : finite((values[upper - 1]! + values[upper]!) / 2);
}

/** Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7); null for a `share` outside 0..1. */
export function quantile(values: Sorted, share: number): number | null {
  if (values.length === 0 || !(share >= 0 && share <= 1)) return null;
  const position = (values.length - 1) * share;
  const below = values[Math.floor(position)]!;
  const above = values[Math.ceil(position)]!;
  return finite(below + (above - below) * (position - Math.floor(position)));
}

/**
 * Median absolute deviation from the median, unscaled. The deviations to the left and to the right of the median
 * are each in order already, so they are merged from the middle outwards instead of being sorted again.
 */
export function medianAbsoluteDeviation(values: Sorted): number | null {
  const centre = median(values);
  if (centre === null) return null;
  const n = values.length;
  let right = n >> 1;
  let left = right - 1;
  let before = 0;
  let current = 0;
  for (let taken = 0; taken <= n >> 1; taken++) {
    const toLeft = left >= 0 ? centre - values[left]! : Number.POSITIVE_INFINITY;
    const toRight = right < n ? values[right]! - centre : Number.POSITIVE_INFINITY;
    before = current;
    if (toLeft <= toRight) {
      current = toLeft;
      left--;
    } else {
      current = toRight;
      right++;
    }
  }
  return finite(n % 2 === 1 ? current : (before + current) / 2);
}

/** Values within `width` (in the values' unit) of their median: the Hampel filter. Being sorted, they are neighbours. */
export function hampelKept(values: Sorted, width: number): Sorted {
  const centre = median(values);
  if (centre === null) return values;
  let first = 0;
  let end = values.length;
  while (first < end && centre - values[first]! > width) first++;
  while (end > first && values[end - 1]! - centre > width) end--;
  return first === 0 && end === values.length ? values : values.subarray(first, end);
}
