import type { ValueSource } from '../domain/autonomic/night.ts';
import { nightlyRmssdOfWindows, type RmssdWindow } from '../domain/hrv/nightly-windows.ts';
import type { MetricName } from '../domain/metrics/vocabulary.ts';
import type { Reading } from '../domain/reading.ts';
import type { NightDocumentRow, NightReading } from './read-tables.ts';

export const rmssdMetric: MetricName = 'heart_rate_variability.rmssd';
const artefactMetric: MetricName = 'heart_rate_variability.artefact_share';
/** A median of windows is another quantity than a vendor's average, and starts a baseline of its own. */
const windowedMetric = `${rmssdMetric}.windows`;

/**
 * Whether a reading is a window of RMSSD that a night can be made of: from the series of a sleep, or computed from beats
 * over some minutes. Where the same event says the average of the sleep, its series says nothing more.
 */
export const isRmssdWindow = (kind: string, reading: Reading, readings: readonly Reading[]): boolean => {
  if (reading.metric === artefactMetric) return true;
  if (reading.metric !== rmssdMetric || reading.statistic !== 'sample') return false;
  if (kind !== 'sleep') return reading.period === 'interval';
  return !readings.some(({ metric, statistic }) => metric === rmssdMetric && statistic === 'average');
};

export interface WindowedRmssd {
  readonly value: number;
  readonly source: ValueSource;
  /** 0 to 0.1, where the source's beats say it. */
  readonly artefactShare: number | null;
}

/** The night's RMSSD from windows within the sleep, of the first source that gives enough of them; the sleep's own first. */
export const windowedRmssd = (
  night: NightDocumentRow,
  documents: readonly NightDocumentRow[],
): WindowedRmssd | null => {
  const sleepS = Object.values(night.readings).find(({ metric }) => metric === 'sleep_duration.total')?.value;
  const sleepMinutes = sleepS === undefined ? null : sleepS / 60;
  for (const [source, rows] of Map.groupBy([night, ...documents], (row) => row.source)) {
    const found = rows.flatMap((row) => samplesWithin(row, night).map((reading) => ({ ...reading, row })));
    const { rmssdMs, artefactShare } = nightlyRmssdOfWindows(windowsOf(found), sleepMinutes);
    const last = found.findLast(({ metric }) => metric === rmssdMetric);
    if (rmssdMs === null || last === undefined) continue;
    const [provider = '', device = ''] = source.split(':', 2);
    const { eventId, row } = last;
    return {
      value: rmssdMs,
      source: { eventId, provider, device, metric: windowedMetric, documentKey: row.document },
      artefactShare,
    };
  }
  return null;
};

type Sample = NightReading & { readonly start: string };

const samplesWithin = (row: NightDocumentRow, night: NightDocumentRow): Sample[] =>
  Object.entries(row.readings)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, reading]) => reading)
    .filter((reading): reading is Sample => {
      const startMs = reading.start === undefined ? Number.NaN : Date.parse(reading.start);
      return startMs >= night.start_at.getTime() && startMs < night.end_at.getTime();
    });

/** A window's RMSSD and its artefacts are readings of the same start. */
const windowsOf = (samples: readonly Sample[]): RmssdWindow[] =>
  [...Map.groupBy(samples, ({ start }) => start)].map(([start, together]) => {
    const percent = together.find(({ metric }) => metric === artefactMetric)?.value;
    return {
      startMs: Date.parse(start),
      rmssdMs: together.find(({ metric }) => metric === rmssdMetric)?.value ?? null,
      artefactShare: percent === undefined ? null : percent / 100,
    };
  });
