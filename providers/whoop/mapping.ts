import type { Context, ProviderDocument } from '../../domain/reading.ts';
import type { FetchedRecord } from '../api.ts';
import { draftDocument, type Interval, type NoMoment } from '../draft.ts';
import { addFields, type Field, field } from '../fields.ts';
import { own } from '../json.ts';
import { type CollectionName, collections, documentKey, isCollection, source } from './documents.ts';
import { instantOfFetch, intervalByEnd, intervalOfCycle } from './times.ts';

const stages = (...names: readonly string[]) => names.map((name) => `stage_summary.total_${name}_time_milli`);
const light = 'light_sleep';
const deep = 'slow_wave_sleep';
const rem = 'rem_sleep';
const zones = ['one', 'two', 'three', 'four', 'five'].map((zone) => `zone_durations.zone_${zone}_milli`);

const heartRate = [
  field('heart_rate', 'average', '/min', 'average_heart_rate'),
  field('heart_rate', 'maximum', '/min', 'max_heart_rate'),
];

/** Paths are below `score`; of the body measurement below the record. Source: WHOOP's OpenAPI 2.0. */
const fields: Readonly<Record<CollectionName, readonly Field[]>> = {
  sleep: [
    field('sleep_duration.total', 'sum', 'ms', ...stages(light, deep, rem)),
    field('sleep_duration.deep', 'sum', 'ms', ...stages(deep)),
    field('sleep_duration.light', 'sum', 'ms', ...stages(light)),
    field('sleep_duration.rem', 'sum', 'ms', ...stages(rem)),
    field('sleep_duration.awake', 'sum', 'ms', ...stages('awake')),
    field('time_in_bed', 'sum', 'ms', ...stages('in_bed')),
    field('sleep_efficiency', 'sample', '%', 'sleep_efficiency_percentage'),
    field('respiratory_rate', 'average', '/min', 'respiratory_rate'),
    field('score.whoop.sleep_performance', 'sample', '1', 'sleep_performance_percentage'),
  ],
  recovery: [
    field('resting_heart_rate', 'sample', '/min', 'resting_heart_rate'),
    field('heart_rate_variability.rmssd', 'average', 'ms', 'hrv_rmssd_milli'),
    field('oxygen_saturation', 'average', '%', 'spo2_percentage'),
    field('skin_temperature', 'average', 'Cel', 'skin_temp_celsius'),
    field('score.whoop.recovery', 'sample', '1', 'recovery_score'),
  ],
  cycle: [
    ...heartRate,
    field('energy_expended.total', 'sum', 'kJ', 'kilojoule'),
    field('score.whoop.day_strain', 'sample', '1', 'strain'),
  ],
  workout: [
    ...heartRate,
    field('energy_expended.total', 'sum', 'kJ', 'kilojoule'),
    field('distance', 'sum', 'm', 'distance_meter'),
    field('active_duration', 'sum', 'ms', ...zones),
    field('score.whoop.workout_strain', 'sample', '1', 'strain'),
  ],
  body_measurement: [
    field('body_weight', 'sample', 'kg', 'weight_kilogram'),
    field('body_height', 'sample', 'm', 'height_meter'),
  ],
};

const contexts: Readonly<Record<CollectionName, Context>> = {
  sleep: 'sleep',
  recovery: 'sleep',
  cycle: 'none',
  workout: 'workout',
  body_measurement: 'none',
};

function intervalIn(collection: CollectionName, body: unknown, nowMs: number): Interval | NoMoment {
  if (collection === 'recovery') return intervalByEnd(own(body, 'sleep'), nowMs);
  if (collection === 'cycle') return intervalOfCycle(body, nowMs);
  return collection === 'body_measurement' ? instantOfFetch(nowMs) : intervalByEnd(body, nowMs);
}

/**
 * A record as readings. What is not scored yet, and the running cycle, is preliminary; what WHOOP says cannot be scored
 * takes back what an earlier score said.
 */
export function mapRecord(
  { collection, recordId, body }: FetchedRecord,
  _whose: object,
  nowMs: number,
): ProviderDocument[] {
  if (!isCollection(collection)) return [];
  const record = collection === 'recovery' ? own(body, 'recovery') : body;
  const hasScore = collection !== 'body_measurement';
  const state = own(record, 'score_state');
  const isRunning = collection === 'cycle' && (own(record, 'end') ?? null) === null;
  const isUnscorable = hasScore && state === 'UNSCORABLE';
  const draft = draftDocument({
    documentKey: documentKey(collection, recordId),
    kind: collections[collection].kind,
    source,
    interval: intervalIn(collection, body, nowMs),
    status: hasScore && (state !== 'SCORED' || isRunning) ? 'preliminary' : 'final',
    isNap: collection === 'sleep' && own(record, 'nap') === true,
    retracted: isUnscorable,
  });
  const values = hasScore ? own(record, 'score') : record;
  if (!isUnscorable)
    addFields(draft, fields[collection], values, contexts[collection], hasScore ? 'interval' : 'instant');
  return [draft.finish()];
}
