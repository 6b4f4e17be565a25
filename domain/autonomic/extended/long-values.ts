import { longSpan } from '../drift.ts';
import { type NightHistory, valueAt } from '../series.ts';
import { exchanged, type Sorted, sorted } from '../statistics.ts';

/** lnRMSSD of the 180 days before a night, in order of size; nights of another quantity and excluded ones left out. */
export interface LongValues {
  readonly values: Sorted;
  readonly quantity: number;
}

/** `before`, the values of the night before, only saves work: two of them change at most. */
export function longValuesOf(
  history: NightHistory,
  index: number,
  excluded: readonly boolean[],
  before: LongValues | null,
): LongValues {
  const series = history.series.rmssdMs;
  const quantity = series.currentQuantity[index]!;
  const { first, last } = longSpan(index);
  const counted = (at: number) => (excluded[at] ? null : valueAt(series, at, quantity));
  if (before !== null && before.quantity === quantity) {
    return { values: exchanged(before.values, counted(first - 1), counted(last)), quantity };
  }
  const values: number[] = [];
  for (let at = Math.max(first, 0); at <= last; at++) {
    const value = counted(at);
    if (value !== null) values.push(value);
  }
  return { values: sorted(values), quantity };
}
