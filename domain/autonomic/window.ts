import type { DaySpan } from './baseline.ts';
import { type NightHistory, type Series, valueAt } from './series.ts';
import { exchanged, type Sorted, sorted } from './statistics.ts';

/** The values of one quantity in a span of days, excluded nights left out. */
export interface Window {
  readonly values: Sorted;
  /** The same values as a JSON list in order of date. */
  readonly text: string;
  readonly series: Series;
  readonly quantity: number;
  readonly span: DaySpan;
}

/**
 * The window of a span. `before`, the window of the night before, only saves work: its values are sorted already, and
 * a span that moved on by a day differs in at most two of them.
 */
export function windowOf(
  history: NightHistory,
  series: Series,
  quantity: number,
  span: DaySpan,
  excluded: readonly boolean[],
  before: Window | null,
): Window {
  const counted = (day: number): number | null => {
    const index = day - history.firstDay;
    return excluded[index] ? null : valueAt(series, index, quantity);
  };
  const movedByOne =
    before?.series === series && before.quantity === quantity && before.span.first === span.first - 1;
  if (movedByOne) {
    const leaving = counted(before.span.first);
    const entering = counted(span.last);
    const entered = entering === null ? null : series.texts[span.last - history.firstDay]!;
    return {
      values: exchanged(before.values, leaving, entering),
      text: movedText(before.text, leaving !== null, entered),
      series,
      quantity,
      span,
    };
  }
  const values: number[] = [];
  const texts: string[] = [];
  for (let day = Math.max(span.first, history.firstDay); day <= span.last; day++) {
    const value = counted(day);
    if (value === null) continue;
    values.push(value);
    texts.push(series.texts[day - history.firstDay]!);
  }
  return {
    values: sorted(values),
    text: `[${texts.join(',')}]`,
    series,
    quantity,
    span,
  };
}

/** The JSON list without its first value, where that leaves, and with a new last one. */
function movedText(list: string, leaves: boolean, entering: string | null): string {
  const comma = list.indexOf(',');
  const from = leaves ? (comma < 0 ? list.length - 1 : comma + 1) : 1;
  const rest = list.slice(from, -1);
  if (entering === null) return `[${rest}]`;
  return rest === '' ? `[${entering}]` : `[${rest},${entering}]`;
}
