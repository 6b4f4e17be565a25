import { dayNumber } from '../autonomic/calendar.ts';
import type { NightDecision } from '../nights.ts';
import type { Said } from '../told-days.ts';
import type { SafetyFinding } from './finding.ts';
import { freshDays, isFresh } from './fresh.ts';
import { conditionFlags, energyFlags, illnessFlags, lastingFlags, sleepFlags } from './report-flags.ts';
import { type ToldNow, toldNow } from './told-now.ts';
import { breathingFlags, heartRateFlags, oxygenFlags, temperatureFlags } from './vital-flags.ts';
import {
  atRest,
  consecutive,
  fortnight,
  heartRateInput,
  highestTemperature,
  oxygenInput,
} from './vital-inputs.ts';

/** A deload is behind the strain of two weeks when it began at most so many days ago. */
const deloadDays = 28;
/** Nights a week with trouble sleeping from which it is insomnia. */
const insomniaNights = 3;
/** Resting heart rate, 1/min, below which it is low beside fatigue that lasts; design heuristic. */
const lowResting = { athlete: 40, other: 50 };

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
  /** Everything the person said, in the order of the log. */
  readonly said: readonly Said[];
  /** Local dates on which the person took up a deload. */
  readonly deloads: readonly string[];
}

export type FoundFlag = SafetyFinding & { readonly eventIds: readonly string[] };

/**
 * The red flags that what was measured and told of the last days holds. Old data says nothing about now: an import of
 * last year raises nothing. What nobody told (altitude, a clinician's target, whether somebody is an athlete) is taken as
 * not there, so that a flag is rather raised than missed. Words count as they were said, whatever rule set is in force.
 */
export function vitalFindings(history: VitalHistory): FoundFlag[] {
  const { now, readings } = history;
  const nights = history.nights.filter(({ decision }) => isFresh(decision.date, now, freshDays));
  const told = toldNow(history.said, now);
  const { health } = told;
  const symptoms = told.symptoms.length > 0 || health.dizzyOrFaint === true || health.palpitations === true;
  const nightIds = nights.map(({ eventId }) => eventId);
  const words = [...told.eventIds.symptoms, ...told.eventIds.health];
  const from = (findings: readonly SafetyFinding[], eventIds: readonly string[]): FoundFlag[] =>
    findings.map((each) => ({ ...each, eventIds: [...new Set(eventIds)] }));
  const fresh = readings.filter(({ localDate }) => isFresh(localDate, now, freshDays));
  const ids = (metric: VitalReading['metric']) =>
    fresh.filter((reading) => reading.metric === metric).map(({ eventId }) => eventId);
  const contexts = nights.at(-1)?.decision.evidence.contexts ?? [];
  const heartRate = heartRateInput(history, told, symptoms, contexts);
  return [
    ...from(oxygenFlags(oxygenInput(history, told, symptoms)), [...ids('oxygen_saturation'), ...words]),
    ...from(heartRateFlags(heartRate), [...ids('resting_heart_rate'), ...nightIds, ...words]),
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
        measuredCel: highestTemperature(fresh, now),
        stiffNeckRashOrConfusion: health.stiffNeckRashOrConfusion ?? false,
      }),
      [...ids('body_temperature'), ...told.eventIds.health],
    ),
    ...from(energyFlags(energyOf(told, heartRate.resting)), [
      ...told.eventIds.health,
      ...ids('resting_heart_rate'),
    ]),
    ...from(
      lastingFlags({
        states: fortnight(history),
        daysSinceDeload: daysSinceDeload(history, told),
        weeksOfFallingPerformance: health.performanceFallingWeeks ?? 0,
      }),
      [...nightIds, ...told.eventIds.health],
    ),
    ...from(sleepFlags(sleepOf(told)), told.eventIds.health),
    ...from(
      illnessFlags({
        fever: told.symptoms.includes('fever'),
        systemicSymptoms: told.symptoms.includes('feels_ill'),
        recentInfection: health.recentInfection ?? false,
        chestPainOrPalpitations: health.palpitations ?? false,
      }),
      words,
    ),
    ...from(conditionFlags(told.exclusions), told.eventIds.exclusions),
  ];
}

const energyOf = ({ health }: ToldNow, resting: number | null): Parameters<typeof energyFlags>[0] => ({
  weightLossPercent: health.weightLossPercent,
  weightLossMonths: health.weightLossMonths,
  monthsWithoutPeriod: health.monthsWithoutPeriod,
  persistentFatigue: health.persistentFatigue ?? false,
  lowRestingHeartRate: resting !== null && resting < (health.athlete ? lowResting.athlete : lowResting.other),
});

const sleepOf = ({ health }: ToldNow): Parameters<typeof sleepFlags>[0] => ({
  insomniaMonths: (health.insomniaNightsPerWeek ?? 0) >= insomniaNights ? (health.insomniaMonths ?? 0) : 0,
  snoringWithGasping: health.snoringWithGasping ?? false,
  // Of a night only the mean is looked at, not how often it dips.
  repeatedOxygenDips: false,
  fallsAsleepDriving: health.asleepWhileDriving ?? false,
});

/** Of the first deload of the last weeks. */
const daysSinceDeload = ({ deloads, now }: VitalHistory, { health }: ToldNow): number | null => {
  const ages = [...deloads, ...(health.deloadBeganOn === null ? [] : [health.deloadBeganOn])]
    .map((date) => dayNumber(now.slice(0, 10)) - dayNumber(date))
    .filter((age) => age >= 0 && age <= deloadDays);
  return ages.length === 0 ? null : Math.max(...ages);
};
