import type { ValueSource } from './night.ts';
import type { Series } from './series.ts';

/** One night's value where it counts. */
export interface CountedValue {
  readonly value: number;
  /** The value as JSON; marked where it is bridged. */
  readonly text: string;
  readonly source: ValueSource | null;
  /** Whether another device measured it and it was converted. */
  readonly bridged: boolean;
}

/** The values of a series in terms of one quantity. */
export interface QuantityValues {
  /** Null where the day has no such value, and outside the history. */
  readonly at: (index: number) => CountedValue | null;
  /** The same object for values that differ in bridged ones at most. */
  readonly measured: object;
}

/** What a rule set reads of a series on one night. */
export interface SeriesReader {
  /** Values in terms of the quantity the night is assessed with; the same object while nothing about them changes. */
  readonly valuesOn: (series: Series, index: number) => QuantityValues;
  /** Values of every quantity, for what is judged by absolute limits. */
  readonly allOf: (series: Series) => QuantityValues;
  /** Index of the first day that counts in the night's references. */
  readonly countsFrom: (series: Series, index: number) => number;
}

/** Values of the night's own quantity and of unknown ones, from any day: the reader of the core rules. */
export function plainReader(): SeriesReader {
  const known = new Map<Series, Map<number, QuantityValues>>();
  const valuesOf = (series: Series, quantity: number): QuantityValues => {
    const found = known.get(series)?.get(quantity);
    if (found !== undefined) return found;
    const ofSeries = known.get(series) ?? new Map<number, QuantityValues>();
    const values = measuredValues(series, quantity);
    known.set(series, ofSeries.set(quantity, values));
    return values;
  };
  return {
    valuesOn: (series, index) => valuesOf(series, series.currentQuantity[index]!),
    allOf: (series) => valuesOf(series, 0),
    countsFrom: () => Number.NEGATIVE_INFINITY,
  };
}

/** The values of the given quantity (0: of any) and those of an unknown one. */
export function measuredValues(series: Series, quantity: number): QuantityValues {
  const counted = series.values.map((value, index): CountedValue | null => {
    if (value === null || !isOf(quantity, series.quantities[index]!)) return null;
    return { value, text: series.texts[index]!, source: series.sources[index]!, bridged: false };
  });
  return { at: (index) => counted[index] ?? null, measured: counted };
}

const isOf = (quantity: number, own: number): boolean => quantity === 0 || own === quantity || own === 0;
