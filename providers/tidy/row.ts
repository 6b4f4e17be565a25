import { interpret } from '../../domain/metrics/interpret.ts';
import {
  isMetricName,
  metrics,
  type NumericMetricName,
  numericMetric,
} from '../../domain/metrics/vocabulary.ts';
import { isUserId } from '../../domain/subject.ts';
import { parseInstant } from '../../domain/time/instant.ts';

/** A line of the file, by the names of its columns. */
export type Columns = Readonly<Record<string, string | undefined>>;

export interface Row {
  readonly user: string;
  readonly metric: NumericMetricName;
  /** YYYY-MM-DD as the time says it. */
  readonly day: string;
  /** As JSON text: `{time, value, unit}`. */
  readonly text: string;
}

export const isNumericMetricName = (name: string): name is NumericMetricName =>
  isMetricName(name) && 'unit' in metrics[name];

/** What is counted over a time and may be added up; everything else is a measurement of a moment. */
const CUMULATIVE =
  /^(step_count|distance|floors_climbed|active_duration|time_in_bed|energy_expended\..*|sleep_duration\..*)$/;

export const statisticOf = (metric: NumericMetricName): 'sum' | 'sample' =>
  CUMULATIVE.test(metric) ? 'sum' : 'sample';

const PROBLEMS = {
  time_missing: 'it has no time',
  time_unreadable: 'its time cannot be read',
  time_without_offset: 'its time has no offset from UTC (2026-03-29T07:30:00+02:00)',
  time_implausible: 'its time is before 2000 or in the future',
} as const;

/** A line as a row, or why it is none. A reason names columns and units, never a value. */
export const readRow = (columns: Columns, nowMs: number): Row | string => {
  const { user = '', time = '', metric = '', value = '', unit = '' } = columns;
  if (!isUserId(user)) return 'a user is 1 to 128 letters, digits or _ . : @ -';
  if (!isNumericMetricName(metric)) return 'its metric is not one AUREN knows';
  const instant = parseInstant(time, nowMs);
  if (typeof instant === 'string') return PROBLEMS[instant];
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const spelled = unit === '' ? numericMetric(metric).unit : unit;
  const result = interpret(metric, number, spelled);
  if (result.outcome === 'no_data') return 'a 0 of this metric means that nothing was measured';
  if (result.outcome === 'quarantine') return reasonOf(result.reason, metric);
  return {
    user,
    metric,
    day: instant.localDate,
    text: JSON.stringify({ time, value: number, unit: spelled }),
  };
};

const reasonOf = (
  reason: 'not_a_number' | 'unit_unknown' | 'out_of_range',
  metric: NumericMetricName,
): string => {
  const { unit, range } = numericMetric(metric);
  if (reason === 'not_a_number') return 'its value is not a number';
  if (reason === 'unit_unknown') return `its unit cannot be converted to ${unit}`;
  return `its value is outside ${range[0]} to ${range[1]} ${unit}`;
};
