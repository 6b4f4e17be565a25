import { exchanged, median, quantile, type Sorted, sorted } from '../autonomic/statistics.ts';

/** Applies `statistic` to the `width` values (odd) around each place; the window shrinks at both ends. */
const rolling = (
  values: readonly number[],
  width: number,
  statistic: (window: Sorted) => number,
): Float64Array => {
  const half = width >> 1;
  let window = sorted(values.slice(0, half));
  return Float64Array.from(values, (_, index) => {
    window = exchanged(window, values[index - half - 1] ?? null, values[index + half] ?? null);
    return statistic(window);
  });
};

export const rollingMedian = (values: readonly number[], width: number): Float64Array =>
  rolling(values, width, (window) => median(window)!);

/** Half the distance between the quartiles (linear interpolation) of the values around each place. */
export const rollingQuartileDeviation = (values: readonly number[], width: number): Float64Array =>
  rolling(values, width, (window) => (quantile(window, 0.75)! - quantile(window, 0.25)!) / 2);
