import type { Features } from './features.ts';
import { type Illness, illnessWatch, rawIllness } from './illness.ts';
import { coreRuleset } from './ruleset.ts';
import { compositeIndex, type Strain } from './strain.ts';

const { baseline, week, illness: illnessRules, strain: strainRules, primed, forgetAfterNights } = coreRuleset;

/** What the core rules decide between. */
export type CoreState = 'primed' | 'balanced' | 'strained' | 'illness_suspected';
/** `overreached` is known to the extended rules alone. */
export type ClassifiedState = CoreState | 'overreached';
export type State = 'insufficient_data' | ClassifiedState;

/** What one night hands on to the next. */
export interface FoldState {
  /** State of the newest classified night. */
  readonly previous: ClassifiedState;
  /** Quiet nights in a row while illness is held; 0 in every other state. */
  readonly calm: number;
  /** Insufficient nights in a row; not counted further once the past is forgotten. */
  readonly insufficientNights: number;
  /** Nights in a row with the raw illness rule; not counted further once they stopped being excluded. */
  readonly rawIllnessNights: number;
  /** Illness points of the previous calendar night; 0 where it was not classified. */
  readonly illnessYesterday: { readonly points: number; readonly specific: number };
}

const noIllness = { points: 0, specific: 0 };

export const initialFoldState: FoldState = {
  previous: 'balanced',
  calm: 0,
  insufficientNights: 0,
  rawIllnessNights: 0,
  illnessYesterday: noIllness,
};

/** Why a night cannot be classified, or null where it can. */
export function gate(n_ref60: number, n7: number): string | null {
  if (n_ref60 < baseline.fewest) return `n_ref<${baseline.fewest}`;
  return n7 < week.fewestHrvNights ? `n7<${week.fewestHrvNights}` : null;
}

/** The fold state after a night that was not classified. */
export function afterInsufficient(fold: FoldState): FoldState {
  const insufficientNights = Math.min(fold.insufficientNights + 1, forgetAfterNights + 1);
  const kept = insufficientNights > forgetAfterNights ? initialFoldState : fold;
  return { ...kept, insufficientNights, rawIllnessNights: 0, illnessYesterday: noIllness };
}

export interface Classification {
  readonly state: CoreState;
  /** The rule that decided, e.g. `illness:p>=6&ch>=3`. */
  readonly rule: string;
  /** Whether the night has the state only because the night before had it. */
  readonly held: boolean;
  readonly rawIllness: boolean;
  readonly watch: boolean;
  /** How far the composite index is below what primed asks, where that is all that is missing; else null. */
  readonly belowPrimed: number | null;
  readonly next: FoldState;
}

/**
 * The order of evaluation: the first rule that matches decides. `alsoPrimed` is what a rule set asks of primed beyond
 * the core conditions.
 */
export function classify(
  features: Features,
  illness: Illness,
  strain: { readonly enter: Strain; readonly stay: Strain },
  fold: FoldState,
  alsoPrimed = true,
): Classification {
  const raw = rawIllness(illness, fold.illnessYesterday);
  const watch = illnessWatch(illness);
  const composite = compositeIndex(features);
  const couldBePrimed = alsoPrimed && meetsPrimed(features, illness);
  const quiet = illness.points <= illnessRules.quiet;

  const decided = (state: CoreState, rule: string, held = false, calm = 0): Classification => ({
    state,
    rule,
    held,
    rawIllness: raw !== null,
    watch,
    belowPrimed: couldBePrimed && state === 'balanced' ? primed.compositeEnter - composite : null,
    next: {
      previous: state,
      calm,
      insufficientNights: 0,
      rawIllnessNights: raw === null ? 0 : Math.min(fold.rawIllnessNights + 1, baseline.longestExclusion + 1),
      illnessYesterday: { points: illness.points, specific: illness.specific },
    },
  });

  if (raw !== null) return decided('illness_suspected', `illness:${raw}`);
  if (fold.previous === 'illness_suspected' && !(quiet && fold.calm >= illnessRules.quietNightsBefore)) {
    return decided('illness_suspected', 'illness:held', true, quiet ? fold.calm + 1 : 0);
  }
  if (strain.enter.points >= strainRules.points) {
    return decided('strained', `strained:points>=${strainRules.points}`);
  }
  if (watch) return decided('strained', 'strained:illness_watch');
  if (fold.previous === 'strained' && strain.stay.points >= strainRules.points) {
    return decided('strained', `strained:held,points>=${strainRules.points}`, true);
  }
  if (couldBePrimed && composite >= primed.compositeEnter) {
    return decided('primed', `primed:ci>=${primed.compositeEnter}`);
  }
  if (couldBePrimed && fold.previous === 'primed' && composite >= primed.compositeStay) {
    return decided('primed', `primed:held,ci>=${primed.compositeStay}`, true);
  }
  return decided('balanced', 'balanced');
}

/** Whether a night after `fold` counts in no reference: raw illness, for at most 21 nights in a row. */
export function isExcluded(next: FoldState): boolean {
  return next.rawIllnessNights >= 1 && next.rawIllnessNights <= baseline.longestExclusion;
}

/** Every condition of primed but the composite index. */
function meetsPrimed(features: Features, illness: Illness): boolean {
  const { h7, z_hrv, z_nremhr, sleep7_min } = features;
  const [lowest, highest] = primed.weeklyHrv;
  return (
    h7 !== null &&
    h7 >= lowest &&
    h7 <= highest &&
    (z_hrv === null || z_hrv >= primed.hrvAtLeast) &&
    (z_nremhr === null || z_nremhr <= primed.heartRateAtMost) &&
    sleep7_min !== null &&
    sleep7_min >= primed.sleepAtLeastMin &&
    illness.points === 0
  );
}
