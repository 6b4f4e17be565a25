import type { NumericMetricName } from '../../domain/metrics/vocabulary.ts';
import type { Statistic } from '../../domain/reading.ts';

export interface HealthKitMetric {
  readonly metric: NumericMetricName;
  /** `sum` for what HealthKit calls cumulative quantities, `sample` for discrete ones. */
  readonly statistic: Extract<Statistic, 'sum' | 'sample'>;
}

const discrete = (metric: NumericMetricName): HealthKitMetric => ({ metric, statistic: 'sample' });
const cumulative = (metric: NumericMetricName): HealthKitMetric => ({ metric, statistic: 'sum' });

/** HKQuantityTypeIdentifier without its prefix, then the names Health Auto Export gives it. */
const table: readonly (readonly [identifier: string, exportNames: readonly string[], HealthKitMetric])[] = [
  ['HeartRate', ['heart_rate'], discrete('heart_rate')],
  ['RestingHeartRate', ['resting_heart_rate'], discrete('resting_heart_rate')],
  // Apple computes SDNN; Health Auto Export's name does not say so.
  ['HeartRateVariabilitySDNN', ['heart_rate_variability'], discrete('heart_rate_variability.sdnn')],
  [
    'WalkingHeartRateAverage',
    ['walking_heart_rate', 'walking_heart_rate_average'],
    discrete('walking_heart_rate_average'),
  ],
  ['HeartRateRecoveryOneMinute', ['cardio_recovery'], discrete('heart_rate_recovery_1min')],
  ['OxygenSaturation', ['blood_oxygen_saturation'], discrete('oxygen_saturation')],
  ['RespiratoryRate', ['respiratory_rate'], discrete('respiratory_rate')],
  ['BodyTemperature', ['body_temperature'], discrete('body_temperature')],
  ['AppleSleepingWristTemperature', ['apple_sleeping_wrist_temperature'], discrete('skin_temperature')],
  ['StepCount', ['step_count'], cumulative('step_count')],
  ['DistanceWalkingRunning', ['walking_running_distance'], cumulative('distance')],
  ['ActiveEnergyBurned', ['active_energy'], cumulative('energy_expended.active')],
  ['BasalEnergyBurned', ['basal_energy_burned'], cumulative('energy_expended.basal')],
  ['FlightsClimbed', ['flights_climbed'], cumulative('floors_climbed')],
  ['AppleExerciseTime', ['apple_exercise_time'], cumulative('active_duration')],
  ['VO2Max', ['vo2max', 'vo2_max'], discrete('vo2_max')],
  ['BodyMass', ['weight_body_mass'], discrete('body_weight')],
  ['Height', ['height'], discrete('body_height')],
  ['BodyFatPercentage', ['body_fat_percentage'], discrete('body_fat_percentage')],
  ['BodyMassIndex', ['body_mass_index'], discrete('body_mass_index')],
  ['LeanBodyMass', ['lean_body_mass'], discrete('lean_body_mass')],
  ['BloodGlucose', ['blood_glucose'], discrete('blood_glucose')],
  ['BloodPressureSystolic', [], discrete('blood_pressure.systolic')],
  ['BloodPressureDiastolic', [], discrete('blood_pressure.diastolic')],
];

const byIdentifier = new Map(table.map(([identifier, , metric]) => [identifier, metric]));
const byExportName = new Map(
  table.flatMap(([, names, metric]) => names.map((name) => [name, metric] as const)),
);

const prefix = 'HKQuantityTypeIdentifier';

/** The metric of a HealthKit quantity type, with or without `HKQuantityTypeIdentifier` before it. */
export function metricOfType(type: unknown): HealthKitMetric | undefined {
  if (typeof type !== 'string') return undefined;
  return byIdentifier.get(type.startsWith(prefix) ? type.slice(prefix.length) : type);
}

/** The metric of a name in Health Auto Export's `data.metrics`. */
export function metricOfExportName(name: unknown): HealthKitMetric | undefined {
  return typeof name === 'string' ? byExportName.get(name) : undefined;
}
