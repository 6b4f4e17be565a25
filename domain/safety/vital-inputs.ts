import { dayNumber } from '../autonomic/calendar.ts';
import type { EvidenceItem } from '../autonomic/evidence.ts';
import { median, sorted } from '../autonomic/statistics.ts';
import type { NightDecision } from '../nights.ts';
import { freshDays, isFresh, usualDays } from './fresh.ts';
import type { ToldNow } from './told-now.ts';
import type { HeartRateInput, OxygenInput } from './vital-flags.ts';
import type { VitalHistory, VitalReading } from './vital-history.ts';

const day = 86_400_000;
const fewestUsual = 7;

export const oxygenInput = (
  { now, readings }: VitalHistory,
  told: ToldNow,
  symptoms: boolean,
): OxygenInput => {
  const oxygen = readings.filter(({ metric }) => metric === 'oxygen_saturation');
  const means = byDate(
    oxygen.filter(({ statistic, context }) => context === 'sleep' && statistic === 'average'),
  );
  const recent = [...means].filter(([date]) => isFresh(date, now, freshDays)).map(([, value]) => value);
  const before = [...means].filter(([date]) => !isFresh(date, now, freshDays)).map(([, value]) => value);
  return {
    now,
    spots: oxygen
      .filter(({ statistic }) => statistic === 'sample')
      .map(({ at, value, context }) => ({
        at,
        percent: value,
        awake: context !== 'sleep',
        atRest: context === 'rest',
      })),
    altitudeM: told.health.altitudeM,
    hasClinicianTarget: told.health.oxygenTargetByClinician ?? false,
    nightMeans: recent,
    usualNightMean: usual(before),
    symptoms,
  };
};

export const heartRateInput = (
  { now, readings, nights }: VitalHistory,
  { health }: ToldNow,
  symptoms: boolean,
  contexts: readonly string[],
): HeartRateInput => {
  const daily = byDate(readings.filter(({ metric }) => metric === 'resting_heart_rate'));
  const recent = [...daily].filter(([date]) => isFresh(date, now, freshDays));
  const before = [...daily].filter(([date]) => !isFresh(date, now, freshDays)).map(([, value]) => value);
  const fresh = consecutive(nights.filter(({ decision }) => isFresh(decision.date, now, freshDays)));
  const rates = fresh.map(({ decision }) =>
    itemsOf(decision).find(({ channel }) => channel === 'night_heart_rate'),
  );
  return {
    resting: recent.at(-1)?.[1] ?? null,
    // A day's resting heart rate holds for that day: two days in a row are at least 24 hours.
    hoursAbove100: 24 * Math.max(0, daysAtLeast(recent, 100) - 1),
    symptoms,
    dizzyOrFaint: health.dizzyOrFaint ?? false,
    athlete: health.athlete ?? false,
    usualResting: usual(before),
    nights: rates.map((item) => item?.value ?? null),
    usualNight: rates.findLast((item) => item?.baseline?.median !== undefined)?.baseline?.median ?? null,
    explained: symptoms || contexts.length > 0,
  };
};

const itemsOf = ({ evidence }: NightDecision): EvidenceItem[] => [
  ...evidence.evidence,
  ...evidence.contradicting,
];

/** The nights at the end that follow each other day by day. */
export function consecutive<Night extends { readonly decision: NightDecision }>(
  nights: readonly Night[],
): Night[] {
  const first = nights.findLastIndex(
    ({ decision }, index) =>
      index > 0 && dayNumber(decision.date) - dayNumber(nights[index - 1]!.decision.date) !== 1,
  );
  return nights.slice(Math.max(first, 0));
}

const lastDay = (readings: readonly VitalReading[], metric: VitalReading['metric'], now: string) =>
  readings.filter(
    (reading) => reading.metric === metric && Math.abs(Date.parse(now) - Date.parse(reading.at)) <= day,
  );

/** The highest value of the last day that was measured with a thermometer. */
export const highestTemperature = (readings: readonly VitalReading[], now: string): number | null =>
  highest(lastDay(readings, 'body_temperature', now));

/** The highest value of the last day that was measured at rest and not asleep. */
export const atRest = (
  readings: readonly VitalReading[],
  metric: VitalReading['metric'],
  now: string,
): number | null => highest(lastDay(readings, metric, now).filter(({ context }) => context === 'rest'));

const highest = (readings: readonly VitalReading[]): number | null =>
  readings.length === 0 ? null : Math.max(...readings.map(({ value }) => value));

/** Days at the end, one after the other, with at least that value. */
function daysAtLeast(days: readonly (readonly [string, number])[], least: number): number {
  let count = 0;
  for (let index = days.length - 1; index >= 0; index--) {
    const [date, value] = days[index]!;
    const next = days[index + 1];
    if (value < least || (next !== undefined && dayNumber(next[0]) - dayNumber(date) !== 1)) break;
    count++;
  }
  return count;
}

/** Means by local date, oldest first. */
function byDate(readings: readonly VitalReading[]): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const { localDate, value } of readings)
    values.set(localDate, [...(values.get(localDate) ?? []), value]);
  return new Map(
    [...values]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, all]) => [date, all.reduce((sum, value) => sum + value, 0) / all.length]),
  );
}

const usual = (values: readonly number[]): number | null =>
  values.length < fewestUsual ? null : median(sorted(values.slice(-usualDays)));

/** States of the last 14 calendar days, newest last; a day without a decision is insufficient. */
export function fortnight({ nights, now }: VitalHistory): NightDecision['state'][] {
  const newest = nights.at(-1)?.decision.date;
  if (newest === undefined || !isFresh(newest, now, freshDays)) return [];
  const byDay = new Map(nights.map(({ decision }) => [dayNumber(decision.date), decision.state]));
  const last = dayNumber(newest);
  return Array.from({ length: 14 }, (_, index) => byDay.get(last - 13 + index) ?? 'insufficient_data');
}
