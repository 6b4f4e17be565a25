import type { AssessedNight, NightFlag, NightStep } from './assess.ts';
import type { BaselineStatus } from './baseline.ts';
import { baselineStatus } from './baseline.ts';
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
import type { EvidenceItem } from './evidence.ts';
import { contradicts, evidenceItems, missingInputs } from './evidence-items.ts';
import { featuresOf, insufficientFeatures } from './features.ts';
import { illnessPoints } from './illness.ts';
import { inputHash } from './input-hash.ts';
import type { NightObservation } from './observation.ts';
import { coreRuleset } from './ruleset.ts';
import { afterInsufficient, classify, type FoldState, gate } from './state.ts';
import { compositeIndex, strainPointsToEnter, strainPointsToStay } from './strain.ts';

/** A night by the rule set `neuros-cns/0.1`: what is measured, and nothing else. */
export function assessCoreNight(
  observation: NightObservation,
  fold: FoldState,
  asOf: string,
): NightStep<FoldState> {
  const features = featuresOf(observation);
  const common = {
    ruleset: coreRuleset.id,
    date: dateOf(observation.day),
    previousState: fold.previous,
    missing: missingInputs(observation),
    baselineStatus: baselineStatus(features.n_ref60 ?? 0),
    contexts: [],
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

export function penaltiesOf(observation: NightObservation, status: BaselineStatus): ConfidencePenalty[] {
  const penalties: ConfidencePenalty[] = [];
  if (observation.deviceSwitched) penalties.push('device_switch');
  if (status === 'baseline_low') penalties.push('baseline_low');
  if (observation.channels.lnrmssd.value === null) penalties.push('night_missing');
  return penalties;
}

export function flagsOf(
  observation: NightObservation,
  classification: { readonly watch: boolean } | null,
): NightFlag[] {
  const flags: NightFlag[] = [];
  if (classification?.watch) flags.push('illness_watch');
  if (classification !== null && (observation.h7 ?? 0) > coreRuleset.primed.weeklyHrv[1]) {
    flags.push('hrv_unusually_high');
  }
  if (observation.stale) flags.push('stale');
  if (observation.deviceSwitched) flags.push('device_switch');
  return flags;
}
