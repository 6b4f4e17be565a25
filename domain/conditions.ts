import type { Exclusion } from './autonomic/night-extras.ts';
import type { Contraindication } from './interventions/intervention-kind.ts';

// What excludes from a state and what an intervention is not for are two lists that share some conditions. Whichever list
// a person tells one in, it counts in both.

/** `heart_transplant` and the like name more than one condition; `stimulant` and beta blockers name none. */
const conditionOf: Readonly<Partial<Record<Exclusion, Contraindication>>> = {
  pacemaker: 'pacemaker',
  atrial_fibrillation: 'arrhythmia',
  known_arrhythmia: 'arrhythmia',
  antiarrhythmic: 'arrhythmia',
  heart_transplant: 'heart_disease',
  heart_failure: 'heart_disease',
  dialysis: 'kidney_failure',
  pregnancy: 'pregnancy',
  under_18: 'under_18',
};
const exclusionOf: Readonly<Partial<Record<Contraindication, Exclusion>>> = {
  pacemaker: 'pacemaker',
  arrhythmia: 'known_arrhythmia',
  pregnancy: 'pregnancy',
  under_18: 'under_18',
};

interface Told {
  readonly conditions: readonly Contraindication[] | null;
  readonly exclusions: readonly Exclusion[] | null;
}

export const allConditions = ({ conditions, exclusions }: Told): Contraindication[] => [
  ...new Set([...(conditions ?? []), ...(exclusions ?? []).flatMap((each) => conditionOf[each] ?? [])]),
];

export const allExclusions = ({ conditions, exclusions }: Told): Exclusion[] => [
  ...new Set([...(exclusions ?? []), ...(conditions ?? []).flatMap((each) => exclusionOf[each] ?? [])]),
];
