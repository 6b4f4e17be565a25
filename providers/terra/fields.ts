import type { NumericMetricName } from '../../domain/metrics/vocabulary.ts';
import type { Context, Statistic } from '../../domain/reading.ts';
import type { JsonObject } from '../json.ts';

export type TerraKind = 'sleep' | 'daily' | 'body' | 'activity';

/** One number of a document. */
export interface SummaryField {
  readonly path: readonly string[];
  readonly metric: NumericMetricName;
  readonly statistic: Statistic;
  /** As Terra sends it. */
  readonly unit: string;
}

/** One number of each entry of a list. */
export interface SampleField {
  readonly path: readonly string[];
  readonly value: string;
  readonly time: string;
  readonly metric: NumericMetricName;
  readonly unit: string;
  /** Entries this field is not about are passed over. */
  readonly accepts?: (entry: JsonObject) => boolean;
  readonly context?: (entry: JsonObject) => Context | null;
}

const path = (text: string): readonly string[] => (text === '' ? [] : text.split('.'));

function summary(
  base: string,
  name: string,
  metric: NumericMetricName,
  statistic: Statistic,
  unit: string,
): SummaryField {
  return { path: [...path(base), ...path(name)], metric, statistic, unit };
}

function samples(
  list: string,
  value: string,
  metric: NumericMetricName,
  unit: string,
  time = 'timestamp',
): SampleField {
  return { path: path(list), value, time, metric, unit };
}

function heartRateSummary(base: string): SummaryField[] {
  return [
    summary(base, 'avg_hr_bpm', 'heart_rate', 'average', '/min'),
    summary(base, 'min_hr_bpm', 'heart_rate', 'minimum', '/min'),
    summary(base, 'max_hr_bpm', 'heart_rate', 'maximum', '/min'),
    summary(base, 'resting_hr_bpm', 'resting_heart_rate', 'sample', '/min'),
    summary(base, 'avg_hrv_rmssd', 'heart_rate_variability.rmssd', 'average', 'ms'),
    summary(base, 'avg_hrv_sdnn', 'heart_rate_variability.sdnn', 'average', 'ms'),
  ];
}

/** `HeartRateContext`: 1 during physical activity, 2 not active. */
const heartRateContext = (entry: JsonObject): Context | null =>
  entry.context === 1 ? 'active' : entry.context === 2 ? 'rest' : null;

function heartRateSamples(base: string): SampleField[] {
  return [
    { ...samples(`${base}.hr_samples`, 'bpm', 'heart_rate', '/min'), context: heartRateContext },
    samples(`${base}.hrv_samples_rmssd`, 'hrv_rmssd', 'heart_rate_variability.rmssd', 'ms'),
    samples(`${base}.hrv_samples_sdnn`, 'hrv_sdnn', 'heart_rate_variability.sdnn', 'ms'),
  ];
}

/** `OxygenSaturationType`: 0 blood, 1 muscle. Only blood is oxygen saturation. */
const isBlood = (entry: JsonObject): boolean =>
  entry.type === 0 || entry.type === null || entry.type === undefined;

function saturationSamples(list: string): SampleField {
  return { ...samples(list, 'percentage', 'oxygen_saturation', '%'), accepts: isBlood };
}

const breathsSummary = [
  summary('respiration_data.breaths_data', 'avg_breaths_per_min', 'respiratory_rate', 'average', '/min'),
  summary('respiration_data.breaths_data', 'min_breaths_per_min', 'respiratory_rate', 'minimum', '/min'),
  summary('respiration_data.breaths_data', 'max_breaths_per_min', 'respiratory_rate', 'maximum', '/min'),
];
const breathsSamples = samples(
  'respiration_data.breaths_data.samples',
  'breaths_per_min',
  'respiratory_rate',
  '/min',
);

const oxygenSummary = [
  summary('oxygen_data', 'avg_saturation_percentage', 'oxygen_saturation', 'average', '%'),
  summary('oxygen_data', 'vo2max_ml_per_min_per_kg', 'vo2_max', 'sample', 'mL/kg/min'),
];
const oxygenSamples = [
  saturationSamples('oxygen_data.saturation_samples'),
  samples('oxygen_data.vo2_samples', 'vo2max_ml_per_min_per_kg', 'vo2_max', 'mL/kg/min'),
];

function movement(distanceBase: string): SummaryField[] {
  return [
    summary(distanceBase, 'steps', 'step_count', 'sum', '{steps}'),
    summary(distanceBase, 'distance_meters', 'distance', 'sum', 'm'),
    summary(distanceBase, 'floors_climbed', 'floors_climbed', 'sum', '{floors}'),
    summary('calories_data', 'total_burned_calories', 'energy_expended.total', 'sum', 'kcal'),
    summary('calories_data', 'net_activity_calories', 'energy_expended.active', 'sum', 'kcal'),
    summary('calories_data', 'BMR_calories', 'energy_expended.basal', 'sum', 'kcal'),
    summary('active_durations_data', 'activity_seconds', 'active_duration', 'sum', 's'),
  ];
}

const asleep = 'sleep_durations_data.asleep';
const temperature = 'temperature_data';

/** Source of every path: tryterra/openapi, data model of `Sleep`, `Daily`, `Body` and `Activity`. */
export const summaryFields: Readonly<Record<TerraKind, readonly SummaryField[]>> = {
  sleep: [
    ...heartRateSummary('heart_rate_data.summary'),
    ...breathsSummary,
    summary(
      'respiration_data.oxygen_saturation_data',
      'avg_saturation_percentage',
      'oxygen_saturation',
      'average',
      '%',
    ),
    summary(temperature, 'delta', 'skin_temperature_deviation', 'sample', 'Cel'),
    summary(asleep, 'duration_asleep_state_seconds', 'sleep_duration.total', 'sum', 's'),
    summary(asleep, 'duration_deep_sleep_state_seconds', 'sleep_duration.deep', 'sum', 's'),
    summary(asleep, 'duration_light_sleep_state_seconds', 'sleep_duration.light', 'sum', 's'),
    summary(asleep, 'duration_REM_sleep_state_seconds', 'sleep_duration.rem', 'sum', 's'),
    summary('sleep_durations_data.awake', 'duration_awake_state_seconds', 'sleep_duration.awake', 'sum', 's'),
    summary('sleep_durations_data.awake', 'sleep_latency_seconds', 'sleep_latency', 'sample', 's'),
    summary('sleep_durations_data.other', 'duration_in_bed_seconds', 'time_in_bed', 'sum', 's'),
    summary('sleep_durations_data', 'sleep_efficiency', 'sleep_efficiency', 'sample', '%'),
    summary('scores', 'sleep', 'score.terra.sleep', 'sample', '1'),
    summary('readiness_data', 'readiness', 'score.terra.readiness', 'sample', '1'),
    summary('data_enrichment', 'sleep_score', 'score.terra.enriched_sleep', 'sample', '1'),
    summary('data_enrichment', 'readiness_score', 'score.terra.enriched_readiness', 'sample', '1'),
  ],
  daily: [
    ...heartRateSummary('heart_rate_data.summary'),
    ...breathsSummary,
    ...oxygenSummary,
    ...movement('distance_data'),
    summary('scores', 'activity', 'score.terra.activity', 'sample', '1'),
    summary('scores', 'recovery', 'score.terra.recovery', 'sample', '1'),
    summary('scores', 'sleep', 'score.terra.sleep', 'sample', '1'),
    summary('strain_data', 'strain_level', 'score.terra.strain', 'sample', '1'),
    summary('stress_data', 'avg_stress_level', 'score.terra.stress', 'average', '1'),
    summary('data_enrichment', 'readiness_score', 'score.terra.enriched_readiness', 'sample', '1'),
    summary('data_enrichment', 'total_stress_score', 'score.terra.enriched_stress', 'sample', '1'),
    summary('data_enrichment', 'cardiovascular_score', 'score.terra.enriched_cardiovascular', 'sample', '1'),
    summary('data_enrichment', 'immune_index', 'score.terra.enriched_immune', 'sample', '1'),
    summary('data_enrichment', 'respiratory_score', 'score.terra.enriched_respiratory', 'sample', '1'),
  ],
  body: [
    ...heartRateSummary('heart_data.heart_rate_data.summary'),
    ...oxygenSummary,
    summary('glucose_data', 'day_avg_blood_glucose_mg_per_dL', 'blood_glucose', 'average', 'mg/dL'),
  ],
  activity: [
    ...heartRateSummary('heart_rate_data.summary'),
    ...oxygenSummary,
    ...movement('distance_data.summary'),
    summary('strain_data', 'strain_level', 'score.terra.strain', 'sample', '1'),
    summary('data_enrichment', 'stress_score', 'score.terra.enriched_stress', 'sample', '1'),
  ],
};

const measurements = 'measurements_data.measurements';
const measured = (value: string, metric: NumericMetricName, unit: string) =>
  samples(measurements, value, metric, unit, 'measurement_time');

export const sampleFields: Readonly<Record<TerraKind, readonly SampleField[]>> = {
  sleep: [
    ...heartRateSamples('heart_rate_data.detailed'),
    breathsSamples,
    saturationSamples('respiration_data.oxygen_saturation_data.samples'),
  ],
  daily: [...heartRateSamples('heart_rate_data.detailed'), breathsSamples, ...oxygenSamples],
  body: [
    ...heartRateSamples('heart_data.heart_rate_data.detailed'),
    samples('heart_data.rr_interval_samples', 'rr_interval_ms', 'rr_interval', 'ms'),
    samples(
      'heart_data.pulse_wave_velocity_samples',
      'pulse_wave_velocity_meters_per_second',
      'pulse_wave_velocity',
      'm/s',
    ),
    ...oxygenSamples,
    measured('weight_kg', 'body_weight', 'kg'),
    measured('bodyfat_percentage', 'body_fat_percentage', '%'),
    measured('BMI', 'body_mass_index', 'kg/m2'),
    measured('height_cm', 'body_height', 'cm'),
    measured('lean_mass_g', 'lean_body_mass', 'g'),
    samples('blood_pressure_data.blood_pressure_samples', 'systolic_bp', 'blood_pressure.systolic', 'mm[Hg]'),
    samples(
      'blood_pressure_data.blood_pressure_samples',
      'diastolic_bp',
      'blood_pressure.diastolic',
      'mm[Hg]',
    ),
    samples('glucose_data.blood_glucose_samples', 'blood_glucose_mg_per_dL', 'blood_glucose', 'mg/dL'),
    samples(
      'glucose_data.detailed_blood_glucose_samples',
      'blood_glucose_mg_per_dL',
      'blood_glucose',
      'mg/dL',
    ),
    samples(`${temperature}.body_temperature_samples`, 'temperature_celsius', 'body_temperature', 'Cel'),
    samples(`${temperature}.skin_temperature_samples`, 'temperature_celsius', 'skin_temperature', 'Cel'),
  ],
  activity: [...heartRateSamples('heart_rate_data.detailed'), ...oxygenSamples],
};

/** `HypnogramSample.level`. */
export const sleepLevels = ['unknown', 'awake', 'asleep', 'out_of_bed', 'light', 'deep', 'rem'] as const;
