import type { NumericMetricName } from '../domain/metrics/vocabulary.ts';
import type { Context, Period, Statistic } from '../domain/reading.ts';
import type { Draft } from './draft.ts';
import { at } from './json.ts';

/** One metric of a record; several paths are added up. */
export interface Field {
  readonly metric: NumericMetricName;
  readonly statistic: Statistic;
  /** As the provider sends it. */
  readonly unit: string;
  readonly paths: readonly (readonly string[])[];
}

/** Paths are names with dots between them. */
export const field = (
  metric: NumericMetricName,
  statistic: Statistic,
  unit: string,
  ...paths: readonly string[]
): Field => ({ metric, statistic, unit, paths: paths.map((path) => path.split('.')) });

/** The sum where every part is a number; else the part that is none, which is set aside, or nothing. */
function valueAt(values: unknown, paths: Field['paths']): unknown {
  const parts = paths.map((path) => at(values, path));
  if (parts.every((part) => typeof part === 'number')) return parts.reduce((sum, part) => sum + part, 0);
  return parts.find((part) => typeof part !== 'number' && part !== null && part !== undefined);
}

/** Each field as one value of the whole document. */
export function addFields(
  draft: Draft,
  fields: readonly Field[],
  values: unknown,
  context: Context,
  period: Period = 'interval',
): void {
  for (const { metric, statistic, unit, paths } of fields)
    draft.summary({ metric, statistic, context, unit }, valueAt(values, paths), period);
}
