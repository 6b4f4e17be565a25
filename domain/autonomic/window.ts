import type { DaySpan } from './baseline.ts';
import type { CountedValue, QuantityValues } from './quantity-values.ts';
import { exchanged, type Sorted, sorted } from './statistics.ts';

/** The values of one quantity in a span of days, excluded nights left out. */
export interface Window {
  readonly values: Sorted;
  /** The same values as a JSON list in order of date. */
  readonly text: string;
  /** How many of them another device measured. */
  readonly bridged: number;
  readonly of: QuantityValues;
  readonly countsFrom: number;
  readonly span: DaySpan;
}

/** What a window is taken from. */
export interface WindowSource {
  readonly firstDay: number;
  readonly of: QuantityValues;
  /** Index of the first day that counts. */
  readonly countsFrom: number;
  /** Marks the days, by index, that count in no window. */
  readonly excluded: readonly boolean[];
}

/**
 * The window of a span. `before`, the window of the night before, only saves work: its values are sorted already, and
 * a span that moved on by a day differs in at most two of them.
 */
export function windowOf(
  { firstDay, of, countsFrom, excluded }: WindowSource,
  span: DaySpan,
  before: Window | null,
): Window {
  const counted = (day: number): CountedValue | null => {
    const index = day - firstDay;
    return index < countsFrom || excluded[index] ? null : of.at(index);
  };
  const movedByOne =
    before?.span.first === span.first - 1 &&
    before.countsFrom === countsFrom &&
    (before.of === of || (before.of.measured === of.measured && before.bridged === 0));
  if (movedByOne) {
    const leaving = counted(before.span.first);
    const entering = counted(span.last);
    return {
      values: exchanged(before.values, leaving?.value ?? null, entering?.value ?? null),
      text: movedText(before.text, leaving !== null, entering?.text ?? null),
      bridged: before.bridged - Number(leaving?.bridged ?? false) + Number(entering?.bridged ?? false),
      of,
      countsFrom,
      span,
    };
  }
  const found: CountedValue[] = [];
  for (let day = Math.max(span.first, firstDay); day <= span.last; day++) {
    const value = counted(day);
    if (value !== null) found.push(value);
  }
  return {
    values: sorted(found.map(({ value }) => value)),
    text: `[${found.map(({ text }) => text).join(',')}]`,
    bridged: found.filter(({ bridged }) => bridged).length,
    of,
    countsFrom,
    span,
  };
}

/** The JSON list without its first value, where that leaves, and with a new last one. No value contains a comma. */
function movedText(list: string, leaves: boolean, entering: string | null): string {
  const comma = list.indexOf(',');
  const from = leaves ? (comma < 0 ? list.length - 1 : comma + 1) : 1;
  const rest = list.slice(from, -1);
  if (entering === null) return `[${rest}]`;
  return rest === '' ? `[${entering}]` : `[${rest},${entering}]`;
}
