import { assessCoreNight } from './assess-core.ts';
import type { BaselineStatus } from './baseline.ts';
import type { EvidenceItem, EvidenceObject } from './evidence.ts';
import { assessExtendedNight, initialExtendedFold } from './extended/assess.ts';
import { bridgingReader } from './extended/bridging-reader.ts';
import { extraFacts } from './extended/facts.ts';
import { longWindow } from './extended/long-window.ts';
import { extendedRuleset } from './extended/ruleset.ts';
import type { Features } from './features.ts';
import type { NightInput } from './night.ts';
import type { ContextTag } from './night-extras.ts';
import { type NightObservation, type ObservedNight, observe } from './observation.ts';
import { plainReader, type SeriesReader } from './quantity-values.ts';
import { coreRuleset } from './ruleset.ts';
import { layOut, type NightHistory } from './series.ts';
import { type ClassifiedState, type FoldState, initialFoldState, isExcluded, type State } from './state.ts';
import type { Window } from './window.ts';

/** The rule sets that can be asked for, oldest first. */
export const rulesetIds = [coreRuleset.id, extendedRuleset.id] as const;
export type RulesetId = (typeof rulesetIds)[number];

/**
 * `illness_watch`: more illness points than a balanced night has. `hrv_unusually_high`: weekly HRV so far above the
 * usual that it is not read as recovery. `stale`: no HRV on the night and the night before, so that only the week
 * speaks and no training advice may be given. `device_switch`: a channel changed its device in the last 14 nights.
 * By the extended rules alone: `vaccination`: illness points may come from a vaccination the person told. `excluded`: the
 * person told of something with which no state is given. `baseline_shift`: the 60-day median has been away from that
 * of 180 days for three weeks. `bridged_reference`: a reference holds values of another device, converted by the nights
 * on which both were worn.
 */
export type NightFlag =
  | 'illness_watch'
  | 'hrv_unusually_high'
  | 'stale'
  | 'device_switch'
  | 'vaccination'
  | 'excluded'
  | 'baseline_shift'
  | 'bridged_reference';

/** The decision about one calendar day. */
export interface AssessedNight {
  readonly ruleset: RulesetId;
  readonly date: string;
  readonly state: State;
  /** State of the newest classified night before; balanced at the start. */
  readonly previousState: ClassifiedState;
  /** 0 to 100; null for insufficient data. */
  readonly confidence: number | null;
  readonly illnessPoints: number | null;
  readonly strainPoints: number | null;
  readonly features: Features;
  readonly evidence: readonly EvidenceItem[];
  readonly contradicting: readonly EvidenceItem[];
  readonly missing: readonly string[];
  readonly rulePath: readonly string[];
  readonly flags: readonly NightFlag[];
  readonly baselineStatus: BaselineStatus;
  /** Contexts in force on the night, as the person gave them; empty by the core rules. */
  readonly contexts: readonly ContextTag[];
  /** `recordedAt` of the newest input up to this date. */
  readonly asOf: string;
  readonly inputHash: string;
}

/** A decision and what the next night needs of it. */
export interface NightStep<Fold> {
  readonly night: AssessedNight;
  readonly next: Fold;
}

/**
 * Assesses every calendar day from the first to the last night with data, oldest first, days without data too.
 * The inputs may come in any order; a night depends on itself and on earlier nights alone. Throws an Error for an
 * unknown rule set, a date that is none, two nights of one date, and an unreadable `recordedAt`.
 */
export function assessNights(
  inputs: readonly NightInput[],
  ruleset: string = coreRuleset.id,
): AssessedNight[] {
  if (!rulesetIds.some((id) => id === ruleset)) throw new Error(`unknown rule set: ${ruleset}`);
  const history = layOut(inputs);
  if (history === null) return [];
  if (ruleset === coreRuleset.id) {
    return foldNights(history, plainReader(), initialFoldState, assessCoreNight);
  }
  const facts = extraFacts(inputs, history);
  let long: Window | null = null;
  return foldNights(history, bridgingReader(), initialExtendedFold, (observation, fold, asOf, observed) => {
    long = longWindow(observed, long);
    return assessExtendedNight({ observation, facts: facts[observed.index]!, fold, asOf, long });
  });
}

/** Night after night, each with what the nights before handed on. */
function foldNights<Fold extends FoldState>(
  history: NightHistory,
  reader: SeriesReader,
  initial: Fold,
  assess: (
    observation: NightObservation,
    fold: Fold,
    asOf: string,
    observed: ObservedNight,
  ) => NightStep<Fold>,
): AssessedNight[] {
  const nights: AssessedNight[] = [];
  const excluded: boolean[] = [];
  let fold = initial;
  let before: NightObservation | null = null;
  for (let index = 0; index < history.length; index++) {
    const observed = { history, reader, index, excluded };
    const observation = observe(observed, before);
    const { night, next } = assess(observation, fold, history.asOf[index]!, observed);
    nights.push(night);
    excluded.push(isExcluded(next));
    fold = next;
    before = observation;
  }
  return nights;
}

/** The evidence object of a night. `supersedes` names the decision (its event id) that this one replaces. */
export function evidenceObject(night: AssessedNight, supersedes: string | null = null): EvidenceObject {
  return {
    ruleset: night.ruleset,
    as_of: night.asOf,
    date: night.date,
    state: night.state,
    previous_state: night.previousState,
    confidence: night.confidence,
    rule_path: night.rulePath,
    evidence: night.evidence,
    contradicting: night.contradicting,
    missing: night.missing,
    contexts: night.contexts,
    safety: [],
    interventions: [],
    input_hash: night.inputHash,
    supersedes,
  };
}
