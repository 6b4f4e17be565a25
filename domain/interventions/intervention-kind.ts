import type { ClassifiedState } from '../autonomic/state.ts';
import type { ReferenceId } from '../references.ts';
import type { Direction } from './verdict.ts';

/** A: meta-analysis or consistent trials. B: some trials. C: observational, mechanistic or consensus. D: weak or mixed. */
export type Grade = 'A' | 'B' | 'C' | 'D';

/** What in a night, a week or a report asks for an intervention. */
export const signals = [
  'weekly_hrv_low',
  'weekly_hrv_very_low',
  'nightly_hrv_low',
  'night_heart_rate_high',
  'breathing_high',
  'skin_temperature_high',
  'short_sleep',
  'sleep_debt',
  'low_sleep_efficiency',
  'long_latency',
  'irregular_sleep',
  'late_midpoint',
  'chronic_insomnia',
  'feeling_low',
  'stressed',
  'low_mood',
  'self_reported_illness',
  'illness_pattern',
  'overreaching',
  'load_high',
  'monotony_high',
  'alcohol',
  'late_hard_exercise',
  'late_meal',
  'caffeine_late',
  'travel',
  'heat',
  'weight_loss',
  'low_fitness',
  'planned_deload',
  'persistent_strain',
] as const;
export type Signal = (typeof signals)[number];

/** Conditions with which an intervention is not offered. The person names them; they are never inferred. */
export const contraindications = [
  'severe_lung_disease',
  'pregnancy',
  'panic_prone',
  'arrhythmia',
  'pacemaker',
  'heart_disease',
  'high_blood_pressure',
  'low_blood_pressure',
  'raynaud',
  'kidney_failure',
  'hyponatraemia',
  'insomnia',
  'sleep_apnoea',
  'bipolar',
  'psychosis_or_trauma',
  'epilepsy',
  'retinal_disease',
  'photosensitising_drugs',
  'diabetes_insulin',
  'alcohol_dependence',
  'eating_disorder',
  'acute_injury',
  'fever',
  'under_18',
  'cardiac_symptoms',
  'professional_driver',
] as const;
export type Contraindication = (typeof contraindications)[number];

/** What an outcome is measured by; compared with the person's own baseline alone. */
export type OutcomeMetric =
  | 'lnrmssd'
  | 'weekly_hrv'
  | 'night_heart_rate'
  | 'resting_heart_rate'
  | 'respiratory_rate'
  | 'sleep_minutes'
  | 'sleep_efficiency'
  | 'sleep_latency'
  | 'sleep_regularity'
  | 'sleep_midpoint'
  /** How far the midpoint is from that of the place travelled to; nobody says where that is, so nothing measures it. */
  | 'midpoint_to_target'
  | 'monotony'
  | 'illness_points'
  | 'subjective';

export type Group =
  | 'breathing'
  | 'relaxation'
  | 'sleep'
  | 'light'
  | 'substances'
  | 'training'
  | 'thermal'
  | 'food'
  | 'care';

export interface InterventionKind {
  readonly id: string;
  readonly name: string;
  /** Two of the same group are never proposed together. */
  readonly group: Group;
  readonly forStates: readonly ClassifiedState[];
  readonly addresses: readonly Signal[];
  /** Offered only where one of these is there; empty: any addressed signal will do. */
  readonly requires: readonly Signal[];
  readonly dose: string;
  /** Shown with the dose; empty where there is none. */
  readonly caution: string;
  readonly contraindications: readonly Contraindication[];
  readonly target: { readonly metric: OutcomeMetric; readonly better: Direction };
  /** What may be expected, in words, with its source's numbers where they are known. */
  readonly expectation: string;
  /** First and last day of the check window, counted from acceptance. */
  readonly windowDays: readonly [first: number, last: number];
  readonly plannedDays: number;
  readonly grade: Grade;
  readonly sources: readonly ReferenceId[];
  /** 1: a habit; 2: takes planning; 3: changes the training week or needs professionals. */
  readonly burden: 1 | 2 | 3;
  /** Low risk kinds may be offered on a weak signal, if their grade is A or B. */
  readonly risk: 'low' | 'moderate';
  /** `evidence`: from the literature. `original`: kept from the system before, without evidence of its own. */
  readonly origin: 'evidence' | 'original';
}
