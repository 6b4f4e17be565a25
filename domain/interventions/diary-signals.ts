import { dayNumber } from '../autonomic/calendar.ts';
import { extendedRuleset } from '../autonomic/extended/ruleset.ts';
import type { NightExtras, SubjectiveScores } from '../autonomic/night-extras.ts';
import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { trainingBalance } from '../load/fitness-fatigue.ts';
import { percentileRank } from '../load/own-percentile.ts';
import type { Signal } from './intervention-kind.ts';
import { type FoundSignal, withoutEvidence } from './signals.ts';

const { subjective } = extendedRuleset;
/** Days for which a score speaks. */
const freshDays = 3;
/** A score of 4 or 5 is good whatever is usual; without a usual, 1 and 2 are low. */
const lowAtMost = 2;
const notLowFrom = 4;
const lowDeviation = -1;
/** Half a step: somebody who always says the same must not be called low for one step down alone. */
const deviationFloor = 0.5;

const weekDays = 7;
const weeksBetweenDeloads = 4;
const fewestKnownDays = 5;
const fewestTrainedDays = 3;
const deloadShare = 0.6;

const fitnessDays = 84;
const currentDays = 28;
const fewestCurrentDays = 20;
const detrainedRank = 0.1;

/** What the person told of a date. The load is that of the calendar day before it. */
export interface DiaryDay {
  readonly date: string;
  readonly extras?: Pick<NightExtras, 'subjective' | 'dayLoad'>;
}

/** What the words and the training of the last weeks ask for; days in any order, those after the date are left out. */
export function signalsOfDiary(days: readonly DiaryDay[], date: string): FoundSignal[] {
  const known = days.filter((day) => day.date <= date);
  const found: Signal[] = [];
  if (isLow(known, date, 'stress')) found.push('stressed');
  if (isLow(known, date, 'mood')) found.push('low_mood');
  if (isDeloadDue(known, date)) found.push('planned_deload');
  if (isDetrained(known, date)) found.push('low_fitness');
  return found.map(withoutEvidence);
}

/**
 * Whether the newest score of the last 3 days (1 to 5, high is good) is low: 1 standard deviation or more below the 28
 * days before where 14 of them are known, as the wellbeing rule has it; otherwise 1 or 2. Design heuristics.
 */
function isLow(days: readonly DiaryDay[], date: string, name: keyof SubjectiveScores): boolean {
  const scores = days
    .flatMap((day) => {
      const score = day.extras?.subjective?.[name] ?? null;
      return score === null ? [] : [{ day: dayNumber(day.date), score }];
    })
    .sort((a, b) => a.day - b.day);
  const newest = scores.at(-1);
  if (newest === undefined || dayNumber(date) - newest.day >= freshDays || newest.score >= notLowFrom) {
    return false;
  }
  const past = scores
    .filter(({ day }) => day < newest.day && newest.day - day <= subjective.referenceDays)
    .map(({ score }) => score);
  if (past.length < subjective.fewestDays) return newest.score <= lowAtMost;
  const deviation = Math.max(sampleStandardDeviation(past)!, deviationFloor);
  return (newest.score - mean(past)!) / deviation <= lowDeviation;
}

/**
 * Whether a deload may be planned: four weeks of training (5 known days and 3 with load in each), none of them at 60 %
 * or less of their mean. Section 5 names 4 to 8 weeks; the numbers are design heuristics.
 */
function isDeloadDue(days: readonly DiaryDay[], date: string): boolean {
  const today = dayNumber(date);
  const weeks = Array.from({ length: weeksBetweenDeloads }, (_, week) =>
    days.flatMap((day) => {
      const age = today - dayNumber(day.date);
      const load = day.extras?.dayLoad ?? null;
      return load !== null && Math.floor(age / weekDays) === week ? [load] : [];
    }),
  );
  const trained = weeks.every(
    (loads) =>
      loads.length >= fewestKnownDays && loads.filter((load) => load > 0).length >= fewestTrainedDays,
  );
  if (!trained) return false;
  const means = weeks.map((loads) => mean(loads)!);
  return means.every((each) => each > deloadShare * mean(means)!);
}

/**
 * Whether the modelled fitness (Banister's 42-day average of load) is below nine tenths of the 84 days before. It is the
 * only thing about fitness that is known here, and it says nothing about how fit somebody is beside others.
 */
function isDetrained(days: readonly DiaryDay[], date: string): boolean {
  const today = dayNumber(date);
  const loads = new Map(days.map((day) => [today - dayNumber(day.date), day.extras?.dayLoad ?? null]));
  const ages = [...loads].flatMap(([age, load]) => (load === null ? [] : [age]));
  if (ages.length < fitnessDays || ages.filter((age) => age < currentDays).length < fewestCurrentDays) {
    return false;
  }
  const oldest = Math.max(...ages);
  const calendar = Array.from({ length: oldest + 1 }, (_, index) => loads.get(oldest - index) ?? null);
  const fitness = trainingBalance(calendar).map((balance) => balance?.chronic ?? null);
  const rank = percentileRank(fitness.slice(-1 - fitnessDays, -1), fitness.at(-1)!);
  return rank !== null && rank < detrainedRank;
}
