import type { NumericMetricName } from '../../domain/metrics/vocabulary.ts';
import type { Context, Statistic } from '../../domain/reading.ts';
import { at, own } from '../json.ts';

/** One number of a record. */
export interface Field {
  readonly read: (record: unknown) => unknown;
  readonly metric: NumericMetricName;
  readonly statistic: Statistic;
  readonly context: Context;
  /** As Oura sends it. */
  readonly unit: string;
  readonly tag?: string;
}

/** One list of numbers of a record, `{interval, items, timestamp}`. */
export interface SeriesField {
  readonly name: string;
  readonly metric: NumericMetricName;
  readonly unit: string;
}

const field = (
  path: string,
  metric: NumericMetricName,
  statistic: Statistic,
  unit: string,
  context: Context = 'none',
): Field => ({ read: (record) => at(record, path.split('.')), metric, statistic, context, unit });

const ofSleep = (path: string, metric: NumericMetricName, statistic: Statistic, unit: string): Field =>
  field(path, metric, statistic, unit, 'sleep');

/** The three levels together. Without all of them there is no sum; one that is no duration stands for it. */
function activeTime(record: unknown): unknown {
  const levels = ['high_activity_time', 'medium_activity_time', 'low_activity_time'].map((name) =>
    own(record, name),
  );
  const odd = levels.find(
    (level) => level !== null && level !== undefined && (typeof level !== 'number' || level < 0),
  );
  if (odd !== undefined) return odd;
  return levels.every((level) => typeof level === 'number')
    ? levels.reduce((sum, level) => sum + level, 0)
    : undefined;
}

/**
 * By collection. Source of every path and unit: Oura API v2, OpenAPI 2.0; that `average_hrv`, `hrv` and
 * `heart_rate_variability` are RMSSD is not in it; other clients treat them so.
 *
 * `contributors` are scores of 1 to 100, never measurements: `contributors.resting_heart_rate` 90 is no heart rate.
 */
export const fields: Readonly<Record<string, readonly Field[]>> = {
  sleep: [
    ofSleep('average_heart_rate', 'heart_rate', 'average', '/min'),
    ofSleep('lowest_heart_rate', 'heart_rate', 'minimum', '/min'),
    ofSleep('average_hrv', 'heart_rate_variability.rmssd', 'average', 'ms'),
    ofSleep('average_breath', 'respiratory_rate', 'average', '/min'),
    ofSleep('total_sleep_duration', 'sleep_duration.total', 'sum', 's'),
    ofSleep('deep_sleep_duration', 'sleep_duration.deep', 'sum', 's'),
    ofSleep('light_sleep_duration', 'sleep_duration.light', 'sum', 's'),
    ofSleep('rem_sleep_duration', 'sleep_duration.rem', 'sum', 's'),
    ofSleep('awake_time', 'sleep_duration.awake', 'sum', 's'),
    ofSleep('latency', 'sleep_latency', 'sample', 's'),
    ofSleep('time_in_bed', 'time_in_bed', 'sum', 's'),
    ofSleep('efficiency', 'sleep_efficiency', 'sample', '%'),
  ],
  daily_sleep: [field('score', 'score.oura.sleep', 'sample', '1')],
  daily_readiness: [
    field('score', 'score.oura.readiness', 'sample', '1'),
    ofSleep('temperature_deviation', 'skin_temperature_deviation', 'sample', 'Cel'),
  ],
  daily_activity: [
    field('score', 'score.oura.activity', 'sample', '1'),
    field('steps', 'step_count', 'sum', '{steps}'),
    // Made from energy, not from steps or a position.
    { ...field('equivalent_walking_distance', 'distance', 'sum', 'm'), tag: 'estimate' },
    field('active_calories', 'energy_expended.active', 'sum', 'kcal'),
    field('total_calories', 'energy_expended.total', 'sum', 'kcal'),
    { ...field('', 'active_duration', 'sum', 's'), read: activeTime },
  ],
  daily_spo2: [
    ofSleep('spo2_percentage.average', 'oxygen_saturation', 'average', '%'),
    ofSleep('breathing_disturbance_index', 'breathing_disturbance_index', 'sample', '1'),
  ],
  daily_cardiovascular_age: [field('pulse_wave_velocity', 'pulse_wave_velocity', 'sample', 'm/s')],
  vO2_max: [field('vo2_max', 'vo2_max', 'sample', 'mL/kg/min')],
  workout: [
    field('calories', 'energy_expended.active', 'sum', 'kcal', 'workout'),
    field('distance', 'distance', 'sum', 'm', 'workout'),
  ],
  session: [],
  personal_info: [
    field('weight', 'body_weight', 'sample', 'kg'),
    field('height', 'body_height', 'sample', 'm'),
  ],
};

export const sleepSeries: readonly SeriesField[] = [
  { name: 'heart_rate', metric: 'heart_rate', unit: '/min' },
  { name: 'hrv', metric: 'heart_rate_variability.rmssd', unit: 'ms' },
];

/** A session is a guided rest: breathing, meditation, a nap. */
export const sessionSeries: readonly SeriesField[] = [
  { name: 'heart_rate', metric: 'heart_rate', unit: '/min' },
  { name: 'heart_rate_variability', metric: 'heart_rate_variability.rmssd', unit: 'ms' },
];

/** `source` of a row of the heart rate series: `live` is asked for by the person, whatever they do. */
export const heartRateContexts: Readonly<Record<string, Context>> = {
  sleep: 'sleep',
  rest: 'rest',
  session: 'rest',
  workout: 'workout',
  awake: 'none',
  live: 'none',
};
