/** What a metric's number means: its UCUM unit and the recording range, outside which a value is quarantined. */
export interface NumericMetric {
  /** UCUM code; every stored value is in this unit. */
  readonly unit: string;
  /** Inclusive. Data-entry sanity limits, not clinical ones; of day totals the limit is for one day. */
  readonly range: readonly [minimum: number, maximum: number];
  /** LOINC code where HealthKitOnFHIR or the HL7 sleep value set names one; absent otherwise, never guessed. */
  readonly loinc?: string;
  /** Wearables write 0 where they measured nothing: such a 0 is no reading. */
  readonly zeroIsNoData?: true;
  /** A difference of temperatures: the zero point of the scale plays no part in a conversion. */
  readonly isDifference?: true;
}

/** A metric whose values are words. */
export interface CodedMetric {
  readonly codes: readonly string[];
}

/** A provider's own score; scores of different providers are never compared or merged. */
const score = { unit: '1', range: [0, 100] } as const;

/**
 * Every metric AUREN records, by name. A dotted part names the method or the part when that changes the meaning
 * (`heart_rate_variability.rmssd` is never `.sdnn`). Statistic, context and period are fields of a reading, not of the name.
 *
 * `score.terra.*` are the scores of the device's maker that Terra passes on; `score.terra.enriched_*` are those
 * Terra computes itself (`data_enrichment`).
 */
export const metrics = {
  heart_rate: { unit: '/min', range: [20, 300], loinc: '8867-4', zeroIsNoData: true },
  resting_heart_rate: { unit: '/min', range: [20, 150], loinc: '40443-4', zeroIsNoData: true },
  'heart_rate_variability.rmssd': { unit: 'ms', range: [1, 350], zeroIsNoData: true },
  'heart_rate_variability.sdnn': { unit: 'ms', range: [1, 400], loinc: '80404-7', zeroIsNoData: true },
  'heart_rate_variability.artefact_share': { unit: '%', range: [0, 100] },
  rr_interval: { unit: 'ms', range: [200, 3000] },
  walking_heart_rate_average: { unit: '/min', range: [30, 220], zeroIsNoData: true },
  heart_rate_recovery_1min: { unit: '/min', range: [0, 120] },
  oxygen_saturation: { unit: '%', range: [50, 100], loinc: '59408-5', zeroIsNoData: true },
  respiratory_rate: { unit: '/min', range: [4, 60], loinc: '9279-1', zeroIsNoData: true },
  breathing_disturbance_index: { unit: '1', range: [0, 100] },
  body_temperature: { unit: 'Cel', range: [30, 44], loinc: '8310-5', zeroIsNoData: true },
  skin_temperature: { unit: 'Cel', range: [20, 43], zeroIsNoData: true },
  skin_temperature_deviation: { unit: 'Cel', range: [-8, 8], isDifference: true },
  'sleep_duration.total': { unit: 's', range: [0, 86_400], loinc: '93832-4' },
  'sleep_duration.deep': { unit: 's', range: [0, 43_200], loinc: '93831-6' },
  'sleep_duration.light': { unit: 's', range: [0, 64_800], loinc: '93830-8' },
  'sleep_duration.rem': { unit: 's', range: [0, 43_200], loinc: '93829-0' },
  'sleep_duration.awake': { unit: 's', range: [0, 64_800] },
  time_in_bed: { unit: 's', range: [0, 86_400] },
  sleep_latency: { unit: 's', range: [0, 28_800] },
  sleep_efficiency: { unit: '%', range: [0, 100] },
  sleep_stage: { codes: ['awake', 'light', 'deep', 'rem', 'asleep', 'in_bed', 'out_of_bed', 'unknown'] },
  step_count: { unit: '{steps}', range: [0, 100_000], loinc: '55423-8' },
  distance: { unit: 'm', range: [0, 300_000] },
  'energy_expended.active': { unit: 'kcal', range: [0, 15_000], loinc: '41981-2' },
  'energy_expended.total': { unit: 'kcal', range: [0, 20_000] },
  'energy_expended.basal': { unit: 'kcal', range: [0, 5_000] },
  floors_climbed: { unit: '{floors}', range: [0, 500], loinc: '100304-5' },
  active_duration: { unit: 's', range: [0, 86_400] },
  vo2_max: { unit: 'mL/kg/min', range: [5, 100] },
  body_weight: { unit: 'kg', range: [2, 500], loinc: '29463-7' },
  body_height: { unit: 'm', range: [0.3, 2.8], loinc: '8302-2' },
  body_fat_percentage: { unit: '%', range: [1, 75], loinc: '41982-0' },
  body_mass_index: { unit: 'kg/m2', range: [8, 100], loinc: '39156-5' },
  lean_body_mass: { unit: 'kg', range: [2, 250], loinc: '91557-9' },
  blood_glucose: { unit: 'mg/dL', range: [10, 1000], loinc: '41653-7' },
  'blood_pressure.systolic': { unit: 'mm[Hg]', range: [40, 300], loinc: '8480-6' },
  'blood_pressure.diastolic': { unit: 'mm[Hg]', range: [20, 200], loinc: '8462-4' },
  pulse_wave_velocity: { unit: 'm/s', range: [2, 25] },
  'score.oura.sleep': score,
  'score.oura.readiness': score,
  'score.oura.activity': score,
  'score.whoop.recovery': score,
  'score.whoop.day_strain': { unit: '1', range: [0, 21] },
  'score.whoop.workout_strain': { unit: '1', range: [0, 21] },
  'score.whoop.sleep_performance': score,
  'score.terra.sleep': score,
  'score.terra.readiness': score,
  'score.terra.recovery': score,
  'score.terra.activity': score,
  'score.terra.strain': score,
  'score.terra.stress': score,
  'score.terra.enriched_sleep': score,
  'score.terra.enriched_readiness': score,
  'score.terra.enriched_stress': score,
  'score.terra.enriched_cardiovascular': score,
  'score.terra.enriched_immune': score,
  'score.terra.enriched_respiratory': score,
} as const satisfies Record<string, NumericMetric | CodedMetric>;

export type MetricName = keyof typeof metrics;

/** Metrics whose value is a number; all but `sleep_stage`. */
export type NumericMetricName = {
  [Name in MetricName]: (typeof metrics)[Name] extends NumericMetric ? Name : never;
}[MetricName];

export type SleepStage = (typeof metrics)['sleep_stage']['codes'][number];

export function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(metrics, name);
}

export function numericMetric(name: NumericMetricName): NumericMetric {
  return metrics[name];
}

/** Whether a value in the metric's own unit lies in its recording range. */
export function isInRange(name: NumericMetricName, value: number): boolean {
  const [minimum, maximum] = metrics[name].range;
  return value >= minimum && value <= maximum;
}
