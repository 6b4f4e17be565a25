import type { BaselineValue, ValueSource } from '../domain/autonomic/night.ts';
import type { NightDocumentRow, NightReading } from './read-tables.ts';
import { rmssdMetric } from './windowed-rmssd.ts';

/** A value of a night and where it came from. */
export interface FoundValue {
  readonly value: number;
  readonly source: ValueSource;
}

interface Wanted {
  readonly metric: string;
  /** Of the sleep itself, or anything that the day says. */
  readonly of: 'sleep' | 'day';
}

const wanted: Readonly<Record<BaselineValue, Wanted>> = {
  rmssdMs: { metric: 'heart_rate_variability.rmssd', of: 'sleep' },
  nightHeartRatePerMin: { metric: 'heart_rate', of: 'sleep' },
  restingHeartRatePerMin: { metric: 'resting_heart_rate', of: 'day' },
  respiratoryRatePerMin: { metric: 'respiratory_rate', of: 'day' },
  skinTemperatureCel: { metric: 'skin_temperature', of: 'day' },
  skinTemperatureDeviationCel: { metric: 'skin_temperature_deviation', of: 'day' },
};
export const baselineValues = Object.keys(wanted) as BaselineValue[];

/** What each document says of the night, in their order; documents that say nothing of it left out. */
export const valuesIn = (rows: readonly NightDocumentRow[], name: BaselineValue): FoundValue[] => {
  const { metric, of } = wanted[name];
  return rows
    .map((row) => {
      if (of === 'day' || row.kind === 'sleep') return mean(row, metric);
      // WHOOP says these of a sleep in a document of its own.
      return row.kind === 'daily' ? mean(row, metric, ({ context }) => context === 'sleep') : null;
    })
    .filter((found) => found !== null);
};

/** Those of another quantity than the chosen one, the first of each; an unknown device has none. */
export const otherQuantities = (
  found: readonly FoundValue[],
  chosen: ValueSource | undefined,
): FoundValue[] => {
  if (chosen === undefined) return [];
  const known = new Set([quantityOf(chosen)]);
  return found.filter(({ source }) => {
    const quantity = quantityOf(source);
    if (source.device === '' || known.has(quantity)) return false;
    known.add(quantity);
    return true;
  });
};

const quantityOf = ({ provider, device, metric }: ValueSource): string =>
  JSON.stringify([provider, device, metric]);

export const minutesAsleep = (sleep: NightDocumentRow): FoundValue | null => {
  const slept = mean(sleep, 'sleep_duration.total');
  return slept === null ? null : { ...slept, value: slept.value / 60 };
};

/**
 * Of several values of a metric in one document the mean; averages of the whole document before samples. Samples of
 * RMSSD are windows, see `windowed-rmssd.ts`.
 */
const mean = (
  row: NightDocumentRow,
  metric: string,
  counts: (reading: NightReading) => boolean = () => true,
): FoundValue | null => {
  const all = Object.entries(row.readings)
    .filter(([, reading]) => reading.metric === metric && counts(reading))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, reading]) => reading);
  const averages = all.filter((reading) => reading.statistic === 'average');
  const chosen: readonly NightReading[] = averages.length > 0 ? averages : all.filter(isMiddle);
  if (chosen.length === 0) return null;
  const [provider = '', device = ''] = row.source.split(':', 2);
  return {
    value: chosen.reduce((sum, reading) => sum + reading.value, 0) / chosen.length,
    source: { eventId: chosen.at(-1)!.eventId, provider, device, metric, documentKey: row.document },
  };
};

const isMiddle = (reading: NightReading): boolean =>
  reading.statistic !== 'minimum' && reading.statistic !== 'maximum' && reading.metric !== rmssdMetric;
