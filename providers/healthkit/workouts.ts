import type { ProviderDocument } from '../../domain/reading.ts';
import { type Draft, draftDocument, type Interval, type NoMoment } from '../draft.ts';
import { externalId, sha256 } from '../identity.ts';
import { type JsonObject, objectsOf, own, snippet } from '../json.ts';
import { intervalOf, readSpan } from '../span.ts';
import { sourcesOf } from './metric-days.ts';
import { addValues, instantTime, type Point, sourceOf, unitOf } from './points.ts';

/** Lists inside a workout; the heart rate of the minutes after it (`heartRateRecovery`) is not heart rate at work. */
const lists = [
  ['heartRateData', 'heart_rate', 'sample', 'workout'],
  ['heartRateRecovery', 'heart_rate', 'sample', 'none'],
  ['stepCount', 'step_count', 'sum', 'workout'],
] as const;

const heartRates = [
  ['avgHeartRate', 'average'],
  ['minHeartRate', 'minimum'],
  ['maxHeartRate', 'maximum'],
] as const;

/** Maps Health Auto Export's `data.workouts`: one document a workout, known by its id, else by its times. */
export function workoutDocuments(workouts: unknown, owner: string, nowMs: number): ProviderDocument[] {
  return objectsOf(workouts).map((workout) => workoutDocument(workout, owner, nowMs));
}

function workoutDocument(workout: JsonObject, owner: string, nowMs: number): ProviderDocument {
  const interval = intervalOf(readSpan(own(workout, 'start'), own(workout, 'end'), nowMs), 'end');
  const entries = lists.flatMap(([name]) => objectsOf(own(workout, name)));
  const draft = draftDocument({
    documentKey: `${owner}:workout:${workoutId(workout, interval)}`,
    kind: 'activity',
    source: sourcesOf([workout, ...entries].map((entry) => ({ source: sourceOf(entry) }))),
    interval,
  });
  const units = own(workout, 'durationUnit') ?? 's';
  addQuantity(draft, 'active_duration', { qty: own(workout, 'duration'), units });
  addQuantity(draft, 'distance', own(workout, 'distance'));
  addQuantity(draft, 'energy_expended.active', own(workout, 'activeEnergyBurned'));
  for (const [name, statistic] of heartRates) {
    const quantity = own(workout, name);
    const slot = {
      metric: 'heart_rate',
      statistic,
      context: 'workout',
      unit: unitOf(own(quantity, 'units')),
    } as const;
    draft.summary(slot, own(quantity, 'qty'), 'interval');
  }
  for (const list of lists) addList(draft, list, own(workout, list[0]), nowMs);
  return draft.finish();
}

function addQuantity(
  draft: Draft,
  metric: 'active_duration' | 'distance' | 'energy_expended.active',
  quantity: unknown,
): void {
  const slot = {
    metric,
    statistic: 'sum',
    context: 'workout',
    unit: unitOf(own(quantity, 'units')),
  } as const;
  draft.summary(slot, own(quantity, 'qty'), 'interval');
}

function addList(
  draft: Draft,
  [, metric, statistic, context]: (typeof lists)[number],
  list: unknown,
  nowMs: number,
): void {
  const points: Point[] = [];
  const unitWhenUnnamed = metric === 'heart_rate' ? 'bpm' : 'count';
  for (const entry of objectsOf(list)) {
    const units = own(entry, 'units');
    const unit = units === undefined || units === null ? unitWhenUnnamed : unitOf(units);
    addValues(points, entry, metric, statistic, unit, instantTime(own(entry, 'date'), nowMs));
  }
  for (const [index, point] of points.entries()) {
    const { unit, source, raw, moment } = point;
    draft.sample({ metric, statistic: point.statistic, context, unit, tag: source }, raw, moment, index);
  }
}

function workoutId(workout: JsonObject, interval: Interval | NoMoment): string {
  const id = externalId(own(workout, 'id'));
  if (id !== null) return id;
  if ('start' in interval) return `${interval.start}_${interval.end}`;
  return sha256(snippet([own(workout, 'start'), own(workout, 'end')]));
}
