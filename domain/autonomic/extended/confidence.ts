import {
  acutePart,
  type ConfidencePenalty,
  channelsPart,
  clip,
  marginPart,
  ownVotes,
  penalised,
  referencePart,
  shareInFavour,
} from '../confidence.ts';
import type { Features } from '../features.ts';
import { coreRuleset } from '../ruleset.ts';
import type { ClassifiedState } from '../state.ts';
import { compositeIndex } from '../strain.ts';
import type { ExtendedClassification } from './classify.ts';
import type { ExtraFacts } from './facts.ts';
import type { ReportedIllness } from './illness.ts';
import type { Overreaching } from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';
import type { ExtendedStrain } from './strain.ts';

const { confidence: rules, overreached } = extendedRuleset;
const { agreement } = coreRuleset;

/** Whole number from 0 to 100, as in the core rules, with wellbeing as one channel more and two penalties more. */
export function extendedConfidence(night: {
  readonly features: Features;
  readonly facts: ExtraFacts;
  readonly classification: ExtendedClassification;
  readonly illness: ReportedIllness;
  readonly illnessPointsYesterday: number;
  readonly strain: ExtendedStrain;
  readonly overreaching: Overreaching | null;
  readonly penalties: readonly ConfidencePenalty[];
}): number {
  const { features, facts, classification } = night;
  const { state } = classification;
  const wellbeing = supportsByWellbeing(facts.wellbeing.z, state);
  const parts = {
    reference: referencePart(features.n_ref60 ?? 0),
    acute: acutePart(features.n7 ?? 0),
    channels: channelsPart(features) + (facts.wellbeing.z === null ? 0 : rules.subjectiveWeight),
    agreement: shareInFavour([...ownVotes(state, features), ...(wellbeing === null ? [] : [wellbeing])]),
    margin:
      state === 'overreached'
        ? clip(((night.overreaching?.share ?? 0) - overreached.share) / (1 - overreached.share))
        : marginPart({
            ...classification,
            state,
            illnessPoints: night.illness.points,
            illnessPointsYesterday: night.illnessPointsYesterday,
            strainPoints: night.strain.points,
            compositeIndex: compositeIndex(features),
          }),
  };
  return penalised(parts, factorOf(night.penalties, facts));
}

/** Whether wellbeing supports the state; null where it is not known or does not belong to the state. */
export function supportsByWellbeing(z: number | null, state: ClassifiedState): boolean | null {
  if (z === null || state === 'illness_suspected') return null;
  if (state === 'balanced') return Math.abs(z) < agreement.balancedBelow;
  return state === 'primed' ? -z < agreement.harmAtLeast : -z >= agreement.harmAtLeast;
}

function factorOf(penalties: readonly ConfidencePenalty[], { artefactShare, contexts }: ExtraFacts): number {
  const core = penalties.reduce((factor, penalty) => factor * coreRuleset.confidence.penalties[penalty], 1);
  const [above, upTo] = rules.artefactShare;
  const artefacts = artefactShare !== null && artefactShare > above && artefactShare <= upTo;
  const tagged = rules.contexts.some((context) => contexts.includes(context));
  return core * (artefacts ? rules.penalties.artefacts : 1) * (tagged ? rules.penalties.context : 1);
}
