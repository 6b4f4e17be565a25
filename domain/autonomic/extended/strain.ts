import type { Features } from '../features.ts';
import type { FiredRule } from '../illness.ts';
import { type Strain, strainPointsToEnter, strainPointsToStay } from '../strain.ts';
import type { ExtraFacts } from './facts.ts';
import { extendedRuleset } from './ruleset.ts';

const { strain: rules } = extendedRuleset;

export interface ExtendedStrain extends Strain {
  readonly extra: Readonly<Record<'subjective' | 'load' | 'sleep_debt', FiredRule | null>>;
}

/** Strain points 1 to 8 with the limits for entering and for staying; 6 to 8 need data that may be absent. */
export const extendedStrain = (features: Features, facts: ExtraFacts) => ({
  enter: withExtra(strainPointsToEnter(features), facts, rules.enter),
  stay: withExtra(strainPointsToStay(features), facts, rules.stay),
});

function withExtra(
  core: Strain,
  { wellbeing, load, sleepDebtMin }: ExtraFacts,
  limits: { readonly subjectiveLow: number; readonly debtMin: number },
): ExtendedStrain {
  const low = wellbeing.z !== null && wellbeing.z <= limits.subjectiveLow;
  const indebted = sleepDebtMin !== null && sleepDebtMin >= limits.debtMin;
  const extra = {
    subjective: low ? { points: 1, rule: `z<=${limits.subjectiveLow}` } : null,
    load: load.rule === null ? null : { points: 1, rule: load.rule },
    sleep_debt: indebted ? { points: 1, rule: `debt>=${limits.debtMin}` } : null,
  };
  const points = Object.values(extra).filter((rule) => rule !== null).length;
  return { points: core.points + points, fired: core.fired, extra };
}
