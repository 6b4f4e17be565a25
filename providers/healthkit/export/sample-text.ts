import type { Attributes } from './tags.ts';

const plain = /^[\w .:+-]*$/;
const textOf = (value: string): string => (plain.test(value) ? `"${value}"` : JSON.stringify(value));

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** A number as it is written; anything else stays a text, and is set aside where it is mapped. */
const valueText = (value: string): string => (jsonNumber.test(value) ? value : textOf(value));

/** A `<Record>` as JSON; type, source and unit are said once for a whole body. */
export const sampleText = (
  { startDate = '', endDate, value }: Attributes,
  beats: readonly Attributes[],
): string => {
  let text = `{"startDate":${textOf(startDate)}`;
  if (endDate !== undefined && endDate !== startDate) text += `,"endDate":${textOf(endDate)}`;
  if (value !== undefined) text += `,"value":${valueText(value)}`;
  if (beats.length > 0)
    text += `,"beats":[${beats.map(({ bpm = '', time = '' }) => `{"bpm":${valueText(bpm)},"time":${textOf(time)}}`).join(',')}]`;
  return `${text}}`;
};

const numbers = ['sum', 'average', 'minimum', 'maximum'] as const;

/** A `<Workout>` with its `<WorkoutStatistics>`; older exports say distance and energy in attributes of the workout. */
export const workoutText = (workout: Attributes, statistics: readonly Attributes[]): string => {
  const { workoutActivityType: activity, startDate, endDate, durationUnit, duration } = workout;
  return JSON.stringify({
    activity,
    startDate,
    endDate,
    duration: numberOf(duration),
    durationUnit,
    statistics: [...olderStatistics(workout), ...statistics.map(statisticOf)],
  });
};

const numberOf = (text: string | undefined): number | string | undefined =>
  text !== undefined && jsonNumber.test(text) ? Number(text) : text;

const statisticOf = (attributes: Attributes): Record<string, unknown> => {
  const { type, unit } = attributes;
  const statistic: Record<string, unknown> = { type, unit };
  for (const name of numbers) statistic[name] = numberOf(attributes[name]);
  return statistic;
};

const older = [
  ['DistanceWalkingRunning', 'totalDistance'],
  ['ActiveEnergyBurned', 'totalEnergyBurned'],
] as const;

const olderStatistics = (workout: Attributes): Record<string, unknown>[] =>
  older
    .filter(([, name]) => workout[name] !== undefined)
    .map(([type, name]) => ({
      type: `HKQuantityTypeIdentifier${type}`,
      unit: workout[`${name}Unit`],
      sum: numberOf(workout[name]),
    }));
