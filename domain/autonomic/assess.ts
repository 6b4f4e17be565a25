import { type BaselineStatus, baselineStatus } from './baseline.ts';
import { dateOf } from './calendar.ts';
import {
  acutePart,
  agreementPart,
  type ConfidencePenalty,
  channelsPart,
  confidence,
  marginPart,
  referencePart,
} from './confidence.ts';
import type { EvidenceItem, EvidenceObject } from './evidence.ts';
import { contradicts, evidenceItems, missingInputs } from './evidence-items.ts';
import { type Features, featuresOf, insufficientFeatures } from './features.ts';
import { illnessPoints } from './illness.ts';
import { inputHash } from './input-hash.ts';
import type { NightInput } from './night.ts';
import { type NightObservation, observe } from './observation.ts';
import { coreRuleset, type RulesetId } from './ruleset.ts';
import { layOut } from './series.ts';
import {
  afterInsufficient,
  type Classification,
  type ClassifiedState,
  classify,
  type FoldState,
  gate,
  initialFoldState,
  isExcluded,
  type State,
} from './state.ts';
import { compositeIndex, strainPointsToEnter, strainPointsToStay } from './strain.ts';

/**
 * `illness_watch`: more illness points than a balanced night has. `hrv_unusually_high`: weekly HRV so far above the
 * usual that it is not read as recovery. `stale`: no HRV on the night and the night before, so that only the week
 * speaks and no training advice may be given. `device_switch`: a channel changed its device in the last 14 nights.
 */
export type NightFlag = 'illness_watch' | 'hrv_unusually_high' | 'stale' | 'device_switch';

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
  /** `recordedAt` of the newest input up to this date. */
  readonly asOf: string;
  readonly inputHash: string;
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
  if (ruleset !== coreRuleset.id) throw new Error(`unknown rule set: ${ruleset}`);
  const history = layOut(inputs);
  if (history === null) return [];
  const nights: AssessedNight[] = [];
  const excluded: boolean[] = [];
  let fold = initialFoldState;
  let before: NightObservation | null = null;
  for (let index = 0; index < history.length; index++) {
    const observation = observe(history, index, excluded, before);
    const { night, next } = assessNight(observation, fold, history.asOf[index]!);
    nights.push(night);
    excluded.push(isExcluded(next));
    fold = next;
    before = observation;
  }
  return nights;
}

interface Step {
  readonly night: AssessedNight;
  readonly next: FoldState;
}

function assessNight(observation: NightObservation, fold: FoldState, asOf: string): Step {
  const features = featuresOf(observation);
  const common = {
    ruleset: coreRuleset.id,
    date: dateOf(observation.day),
    previousState: fold.previous,
    missing: missingInputs(observation),
    baselineStatus: baselineStatus(features.n_ref60 ?? 0),
    asOf,
    inputHash: inputHash(coreRuleset.id, observation, fold),
  };
  const refused = gate(features.n_ref60 ?? 0, features.n7 ?? 0);
  if (refused !== null) {
    const night: AssessedNight = {
      ...common,
      state: 'insufficient_data',
      confidence: null,
      illnessPoints: null,
      strainPoints: null,
      features: insufficientFeatures(features.lnrmssd),
      evidence: evidenceItems(observation, null),
      contradicting: [],
      rulePath: [`gate:${refused}`],
      flags: flagsOf(observation, null),
    };
    return { night, next: afterInsufficient(fold) };
  }
  const illness = illnessPoints(features);
  const strain = { enter: strainPointsToEnter(features), stay: strainPointsToStay(features) };
  const classification = classify(features, illness, strain, fold);
  const { state } = classification;
  const items = evidenceItems(observation, { illness, strain: strain.enter });
  const against = (item: EvidenceItem) => contradicts(item, state, features);
  const night: AssessedNight = {
    ...common,
    state,
    confidence: confidence(
      {
        reference: referencePart(features.n_ref60 ?? 0),
        acute: acutePart(features.n7 ?? 0),
        channels: channelsPart(features),
        agreement: agreementPart(state, features),
        margin: marginPart({
          ...classification,
          illnessPoints: illness.points,
          illnessPointsYesterday: fold.illnessYesterday.points,
          strainPoints: strain.enter.points,
          compositeIndex: compositeIndex(features),
        }),
      },
      penaltiesOf(observation, common.baselineStatus),
    ),
    illnessPoints: illness.points,
    strainPoints: strain.enter.points,
    features,
    evidence: items.filter((item) => !against(item)),
    contradicting: items.filter(against),
    rulePath: ['gate:pass', classification.rule],
    flags: flagsOf(observation, classification),
  };
  return { night, next: classification.next };
}

function penaltiesOf(observation: NightObservation, status: BaselineStatus): ConfidencePenalty[] {
  const penalties: ConfidencePenalty[] = [];
  if (observation.deviceSwitched) penalties.push('device_switch');
  if (status === 'baseline_low') penalties.push('baseline_low');
  if (observation.channels.lnrmssd.value === null) penalties.push('night_missing');
  return penalties;
}

function flagsOf(observation: NightObservation, classification: Classification | null): NightFlag[] {
  const flags: NightFlag[] = [];
  if (classification?.watch) flags.push('illness_watch');
  if (classification !== null && (observation.h7 ?? 0) > coreRuleset.primed.weeklyHrv[1]) {
    flags.push('hrv_unusually_high');
  }
  if (observation.stale) flags.push('stale');
  if (observation.deviceSwitched) flags.push('device_switch');
  return flags;
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
    contexts: [],
    safety: [],
    interventions: [],
    input_hash: night.inputHash,
    supersedes,
  };
}
