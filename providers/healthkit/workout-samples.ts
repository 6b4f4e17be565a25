import { type JsonObject, objectsOf, own } from '../json.ts';
import { metricOfType } from './metrics.ts';
import { sourceOf } from './points.ts';

export const workoutSampleType = 'HKWorkoutTypeIdentifier';

export const isWorkout = (sample: JsonObject): boolean => own(sample, 'type') === workoutSampleType;

/** How HealthKit names the statistics of a workout, and how Health Auto Export names what they say. */
const NAMED = [
  ['distance', 'distance'],
  ['energy_expended.active', 'activeEnergyBurned'],
] as const;

/**
 * A workout among plain samples (`{type, activity, startDate, endDate, duration, durationUnit, statistics: [{type, unit, sum,
 * average, minimum, maximum}]}`) in the form of Health Auto Export's workouts.
 */
export function workoutOf(sample: JsonObject): JsonObject {
  const workout: Record<string, unknown> = {
    source: sourceOf(sample),
    start: own(sample, 'startDate'),
    end: own(sample, 'endDate'),
    duration: own(sample, 'duration'),
    durationUnit: own(sample, 'durationUnit'),
  };
  for (const statistic of objectsOf(own(sample, 'statistics'))) {
    const metric = metricOfType(own(statistic, 'type'))?.metric;
    const units = own(statistic, 'unit');
    for (const [name, field] of NAMED)
      if (metric === name) workout[field] = { qty: own(statistic, 'sum'), units };
    if (metric === 'heart_rate') {
      workout['avgHeartRate'] = { qty: own(statistic, 'average'), units };
      workout['minHeartRate'] = { qty: own(statistic, 'minimum'), units };
      workout['maxHeartRate'] = { qty: own(statistic, 'maximum'), units };
    }
  }
  return workout;
}
