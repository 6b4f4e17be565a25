import { dayNumber } from '../autonomic/calendar.ts';
import type { EvidenceItem } from '../autonomic/evidence.ts';
import { exclusions } from '../autonomic/night-extras.ts';
import { median, sorted } from '../autonomic/statistics.ts';
import type { NightDecision } from '../nights.ts';
import type { SafetyFinding } from './finding.ts';
import { conditionFlags, illnessFlags, lastingFlags } from './report-flags.ts';
import { breathingFlags, heartRateFlags, oxygenFlags, temperatureFlags } from './vital-flags.ts';

const day = 86_400_000;
/** A night or reading older than this says nothing about now. */
export const freshDays = 3;
/** Nights that a usual value is taken from. */
export const usualDays = 60;
const fewestUsual = 7;

/** What the red flags look at beside the nights. */
export const vitalMetrics = [
  'oxygen_saturation',
  'body_temperature',
  'resting_heart_rate',
  'respiratory_rate',
] as const;

/** One measured value that a red flag may rest on. */
export interface VitalReading {
  readonly metric: (typeof vitalMetrics)[number];
  readonly value: number;
  /** UTC instant. */
  readonly at: string;
  readonly localDate: string;
  readonly context: string;
  readonly statistic: string;
  readonly eventId: string;
}

export interface VitalHistory {
  /** UTC instant. */
  readonly now: string;
  /** Decisions that stand of the last weeks, oldest first. */
  readonly nights: readonly { readonly eventId: string; readonly decision: NightDecision }[];
  /** Of the last two months, in any order. */
  readonly readings: readonly VitalReading[];
}

export type FoundFlag = SafetyFinding & { readonly eventIds: readonly string[] };

/**
 * The red flags that what was measured and told of the last days holds. Old data says nothing about now: an import of
 * last year raises nothing. What no source gives (altitude, a clinician's target, faintness, whether somebody is an
 * athlete) is taken as not there, so that a flag is rather raised than missed.
 */
export function vitalFindings(history: VitalHistory): FoundFlag[] {
  const { now, readings } = history;
  const nights = history.nights.filter(({ decision }) => isFresh(decision.date, now, freshDays));
  const newest = nights.at(-1);
  const told = newest === undefined ? [] : itemsOf(newest.decision);
  const report = told.find(({ channel }) => channel === 'self_report');
  const symptoms = report !== undefined;
  const nightIds = nights.map(({ eventId }) => eventId);
  const from = (findings: readonly SafetyFinding[], eventIds: readonly string[]): FoundFlag[] =>
    findings.map((each) => ({ ...each, eventIds: [...new Set(eventIds)] }));
  const fresh = readings.filter(({ localDate }) => isFresh(localDate, now, freshDays));
  const ids = (metric: VitalReading['metric']) =>
    fresh.filter((reading) => reading.metric === metric).map(({ eventId }) => eventId);
  return [
    ...from(oxygenFlags(oxygenInput(history, symptoms)), ids('oxygen_saturation')),
    ...from(heartRateFlags(heartRateInput(history, symptoms, newest?.decision.evidence.contexts ?? [])), [
      ...ids('resting_heart_rate'),
      ...nightIds,
    ]),
    ...from(
      breathingFlags({
        resting: atRest(fresh, 'respiratory_rate', now),
        nights: consecutive(nights).map(({ decision: { features } }) => ({
          z: features.z_resp,
          delta: features.delta_resp,
        })),
      }),
      [...ids('respiratory_rate'), ...nightIds],
    ),
    ...from(
      temperatureFlags({
        measuredCel: lastDay(fresh, 'body_temperature', now).reduce<number | null>(
          (most, { value }) => (most === null || value > most ? value : most),
          null,
        ),
        stiffNeckRashOrConfusion: false,
      }),
      ids('body_temperature'),
    ),
    ...from(
      lastingFlags({ states: fortnight(history), daysSinceDeload: null, weeksOfFallingPerformance: 0 }),
      nightIds,
    ),
    ...from(
      illnessFlags({
        fever: report?.rule?.includes('fever') ?? false,
        systemicSymptoms: report?.rule?.includes('feels_ill') ?? false,
        recentInfection: false,
        chestPainOrPalpitations: false,
      }),
      nightIds,
    ),
    // Which of the conditions it is the decision does not say, and no text does.
    ...from(conditionFlags(newest?.decision.flags.includes('excluded') ? [exclusions[0]] : []), nightIds),
  ];
}

const itemsOf = ({ evidence }: NightDecision): EvidenceItem[] => [
  ...evidence.evidence,
  ...evidence.contradicting,
];

/** Whether a local date is of the last `days` days, seen from a UTC instant. */
export const isFresh = (date: string, now: string, days: number): boolean => {
  const old = dayNumber(now.slice(0, 10)) - dayNumber(date);
  // East of Greenwich a date may be ahead of the UTC one.
  return old >= -1 && old < days;
};

/** The nights at the end that follow each other day by day. */
function consecutive<Night extends { readonly decision: NightDecision }>(nights: readonly Night[]): Night[] {
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

/** The highest value of the last day that was measured at rest and not asleep. */
function atRest(
  readings: readonly VitalReading[],
  metric: VitalReading['metric'],
  now: string,
): number | null {
  const values = lastDay(readings, metric, now)
    .filter(({ context }) => context === 'rest')
    .map(({ value }) => value);
  return values.length === 0 ? null : Math.max(...values);
}

function oxygenInput({ now, readings }: VitalHistory, symptoms: boolean): Parameters<typeof oxygenFlags>[0] {
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
    altitudeM: null,
    hasClinicianTarget: false,
    nightMeans: recent,
    usualNightMean: usual(before),
    symptoms,
  };
}

function heartRateInput(
  { now, readings, nights }: VitalHistory,
  symptoms: boolean,
  contexts: readonly string[],
): Parameters<typeof heartRateFlags>[0] {
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
    dizzyOrFaint: false,
    athlete: false,
    usualResting: usual(before),
    nights: rates.map((item) => item?.value ?? null),
    usualNight: rates.findLast((item) => item?.baseline?.median !== undefined)?.baseline?.median ?? null,
    explained: symptoms || contexts.length > 0,
  };
}

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
function fortnight({ nights, now }: VitalHistory): NightDecision['state'][] {
  const newest = nights.at(-1)?.decision.date;
  if (newest === undefined || !isFresh(newest, now, freshDays)) return [];
  const byDay = new Map(nights.map(({ decision }) => [dayNumber(decision.date), decision.state]));
  const last = dayNumber(newest);
  return Array.from({ length: 14 }, (_, index) => byDay.get(last - 13 + index) ?? 'insufficient_data');
}
