import type { Features } from '../features.ts';
import { type Classification, type ClassifiedState, classify, type FoldState } from '../state.ts';
import type { ExtraFacts } from './facts.ts';
import type { ReportedIllness } from './illness.ts';
import type { Overreaching } from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';
import type { ExtendedStrain } from './strain.ts';

const { overreached: rules, primed } = extendedRuleset;

export type ExtendedClassification = Omit<Classification, 'state'> & {
  readonly state: ClassifiedState;
  /** The optional inputs that alone keep a balanced night from being primed, each with the rule it fired. */
  readonly againstPrimed: AgainstPrimed;
};

export interface AgainstPrimed {
  readonly subjective: string | null;
  readonly load: string | null;
}

/**
 * The core order of evaluation with one state more: `overreached` comes after illness and before strain, and primed
 * also asks that the person does not feel low and does not train far above the usual.
 */
export function classifyExtended(
  night: {
    readonly features: Features;
    readonly facts: ExtraFacts;
    readonly illness: ReportedIllness;
    readonly strain: { readonly enter: ExtendedStrain; readonly stay: ExtendedStrain };
    readonly overreaching: Overreaching | null;
    readonly leaves: boolean;
  },
  fold: FoldState,
): ExtendedClassification {
  const { features, facts, illness, strain, overreaching } = night;
  const against = againstPrimed(facts);
  const mayBePrimed = against.subjective === null && against.load === null;
  const decided = classify(features, illness, strain, fold, mayBePrimed);
  const isRefused =
    !mayBePrimed &&
    decided.state === 'balanced' &&
    classify(features, illness, strain, fold).state === 'primed';
  const core: ExtendedClassification = { ...decided, againstPrimed: isRefused ? against : nothingAgainst };
  if (core.state === 'illness_suspected') return core;
  const overreached = (rule: string, held: boolean): ExtendedClassification => ({
    ...core,
    state: 'overreached',
    rule: `overreached:${rule}`,
    held,
    belowPrimed: null,
    againstPrimed: nothingAgainst,
    next: { ...core.next, previous: 'overreached' },
  });
  if (overreaching?.fires) {
    const share = `${overreaching.type},share>=${rules.share}`;
    return overreached(`${share}&${overreaching.supporting.join('&')}`, false);
  }
  if (fold.previous === 'overreached' && !night.leaves) return overreached('held', true);
  return core;
}

const nothingAgainst: AgainstPrimed = { subjective: null, load: null };

function againstPrimed({ wellbeing, load }: ExtraFacts): AgainstPrimed {
  const { subjectiveAtLeast, loadRatioAtMost } = primed;
  const isLow = wellbeing.z !== null && wellbeing.z < subjectiveAtLeast;
  const isLoaded = load.ratio !== null && load.ratio > loadRatioAtMost;
  return {
    subjective: isLow ? `z<${subjectiveAtLeast}` : null,
    load: isLoaded ? `ratio>${loadRatioAtMost}` : null,
  };
}
