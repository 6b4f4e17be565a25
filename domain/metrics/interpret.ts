import { convert } from './units.ts';
import { isInRange, type NumericMetricName, numericMetric } from './vocabulary.ts';

export type Interpretation =
  | {
      readonly outcome: 'reading';
      readonly value: number;
      readonly original?: { readonly value: number; readonly unit: string };
    }
  | { readonly outcome: 'no_data' }
  | { readonly outcome: 'quarantine'; readonly reason: 'not_a_number' | 'unit_unknown' | 'out_of_range' };

const noData: Interpretation = { outcome: 'no_data' };
const notANumber: Interpretation = { outcome: 'quarantine', reason: 'not_a_number' };
const unitUnknown: Interpretation = { outcome: 'quarantine', reason: 'unit_unknown' };
const outOfRange: Interpretation = { outcome: 'quarantine', reason: 'out_of_range' };

/**
 * Decides what a value a provider sent for a metric is: a reading in the metric's unit, no data (null, absent, a 0 that
 * means "not measured"), or something to set aside. Values are never clamped, and text is never read as a number.
 */
export function interpret(metric: NumericMetricName, raw: unknown, unit: string | undefined): Interpretation {
  if (raw === null || raw === undefined) return noData;
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return notANumber;
  if (raw === 0 && numericMetric(metric).zeroIsNoData) return noData;
  const converted = unit === undefined ? 'unit_unknown' : convert(metric, raw, unit);
  if (converted === 'unit_unknown' || unit === undefined) return unitUnknown;
  const value = converted.value === 0 ? 0 : converted.value;
  if (!isInRange(metric, value)) return outOfRange;
  return value === raw
    ? { outcome: 'reading', value }
    : { outcome: 'reading', value, original: { value: raw, unit } };
}
