import type { Exclusion } from '../autonomic/night-extras.ts';
import type { State } from '../autonomic/state.ts';
import { finding, type SafetyFinding } from './finding.ts';

export interface EnergyReport {
  /** Percent lost, positive, and over how many months. */
  readonly weightLossPercent: number | null;
  readonly weightLossMonths: number | null;
  readonly monthsWithoutPeriod: number | null;
  readonly persistentFatigue: boolean;
  readonly lowRestingHeartRate: boolean;
}

/** SF8, energy: more than 5 % of the weight in 1 to 3 months, 3 months without a period, or fatigue with a low rate. */
export function energyFlags(report: EnergyReport): SafetyFinding[] {
  const { weightLossPercent: loss, weightLossMonths: months, monthsWithoutPeriod: without } = report;
  const lost = loss !== null && loss > 5 && months !== null && months <= 3;
  const rule = lost
    ? 'weight_loss>5%'
    : without !== null && without >= 3
      ? 'no_period>=3_months'
      : report.persistentFatigue && report.lowRestingHeartRate
        ? 'fatigue&low_heart_rate'
        : null;
  return rule === null ? [] : [finding('SF8', 'clinician', rule, ['hard_training'])];
}

export interface LastingInput {
  /** State of each of the last calendar days, newest last. */
  readonly states: readonly State[];
  /** Days since a deload began; null where there was none. */
  readonly daysSinceDeload: number | null;
  readonly weeksOfFallingPerformance: number;
}

/** SF9, strain that lasts: 14 days although a deload of a week is behind, or performance falling for over 3 weeks. */
export function lastingFlags({
  states,
  daysSinceDeload,
  weeksOfFallingPerformance,
}: LastingInput): SafetyFinding[] {
  const strained = states.slice(-14).filter((state) => state === 'strained' || state === 'overreached');
  const persists = states.length >= 14 && strained.length >= 14 && (daysSinceDeload ?? 0) >= 7;
  if (!persists && weeksOfFallingPerformance <= 3) return [];
  const rule = persists ? 'strained>=14d&deload' : 'performance_falling>3w';
  return [finding('SF9', 'clinician', rule, ['hard_training'])];
}

export interface SleepReport {
  /** Months with trouble sleeping on three nights a week or more. */
  readonly insomniaMonths: number;
  readonly snoringWithGasping: boolean;
  readonly repeatedOxygenDips: boolean;
  readonly fallsAsleepDriving: boolean;
}

/** SF10, sleep: 3 months of insomnia, gasping or repeated dips of oxygen, falling asleep at the wheel. */
export function sleepFlags(report: SleepReport): SafetyFinding[] {
  const rules = [
    ...(report.fallsAsleepDriving ? ['asleep_driving'] : []),
    ...(report.snoringWithGasping || report.repeatedOxygenDips ? ['breathing_at_night'] : []),
    ...(report.insomniaMonths >= 3 ? ['insomnia>=3_months'] : []),
  ];
  if (rules.length === 0) return [];
  return [finding('SF10', 'clinician', rules.join('&'), ['hard_training', 'sauna_and_cold'])];
}

export interface IllnessReport {
  readonly fever: boolean;
  /** Chills, aching all over, swollen glands, being ill in the whole body. */
  readonly systemicSymptoms: boolean;
  readonly recentInfection: boolean;
  readonly chestPainOrPalpitations: boolean;
}

/** SF11, being ill: no exercise with fever or systemic symptoms; a clinician first where the chest speaks up after it. */
export function illnessFlags(report: IllnessReport): SafetyFinding[] {
  const withholds = ['training', 'sauna_and_cold'] as const;
  if (report.recentInfection && report.chestPainOrPalpitations) {
    return [finding('SF11', 'urgent', 'chest_after_infection', withholds)];
  }
  const ill = report.fever ? 'fever' : report.systemicSymptoms ? 'systemic' : null;
  return ill === null ? [] : [finding('SF11', 'no_exercise', ill, withholds)];
}

/** SF12: with any of these, general wellness content alone and no state. The condition is not repeated in the text. */
export const conditionFlags = (conditions: readonly Exclusion[]): SafetyFinding[] =>
  conditions.length === 0 ? [] : [finding('SF12', 'general_only', 'condition', ['state', 'score'])];
