import { exchanged, type Sorted, sorted } from '../autonomic/statistics.ts';

/** Applies `statistic` to the `width` values (odd) around each place; the window shrinks at both ends. */
export const rolling = (
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
