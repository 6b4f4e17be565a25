import { type MetricName, metrics } from '../domain/metrics/vocabulary.ts';

/** UCUM code; null where the values are words. */
export const unitOf = (metric: MetricName): string | null => {
  const definition = metrics[metric];
  return 'unit' in definition ? definition.unit : null;
};
