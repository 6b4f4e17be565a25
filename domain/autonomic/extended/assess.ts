import type { NightFlag, NightStep } from '../assess.ts';
import { flagsOf, penaltiesOf } from '../assess-core.ts';
import { baselineStatus } from '../baseline.ts';
import { dateOf } from '../calendar.ts';
import { drift, isShifted, noShift, type ShiftRun, shiftAfter } from '../drift.ts';
import { featuresOf, insufficientFeatures } from '../features.ts';
import type { NightObservation } from '../observation.ts';
import { afterInsufficient, type FoldState, gate, initialFoldState } from '../state.ts';
import type { Window } from '../window.ts';
import { classifyExtended, type ExtendedClassification } from './classify.ts';
import { extendedConfidence } from './confidence.ts';
import { contradictsExtended, extendedEvidenceItems, missingExtended } from './evidence-items.ts';
import type { ExtraFacts } from './facts.ts';
import { reportedIllness } from './illness.ts';
import { extendedInputHash } from './input-hash.ts';
import { leavesOverreached, type NightTraces, overreaching, traceOf, tracesAfter } from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';
import { extendedStrain } from './strain.ts';

/** What one night hands on to the next by the extended rules. */
export interface ExtendedFold extends FoldState {
  readonly traces: NightTraces;
  readonly shift: ShiftRun;
}

export const initialExtendedFold: ExtendedFold = { ...initialFoldState, traces: [], shift: noShift };

export interface ExtendedNight {
  readonly observation: NightObservation;
  readonly facts: ExtraFacts;
  readonly fold: ExtendedFold;
  readonly asOf: string;
  /** lnRMSSD of the 180 days before. */
  readonly long: Window;
}

/** A night by the rule set `neuros-cns/0.2`: the core rules with the optional inputs, where they are known. */
export function assessExtendedNight(night: ExtendedNight): NightStep<ExtendedFold> {
  const { observation, facts, fold, asOf } = night;
  const features = featuresOf(observation);
  const drifted = drift(observation.channels.lnrmssd.reference, night.long.values);
  const run = shiftAfter(fold.shift, drifted);
  const shift = drifted !== null && isShifted(run) ? { run, drift: drifted } : null;
  const common = {
    ruleset: extendedRuleset.id,
    date: dateOf(observation.day),
    previousState: fold.previous,
    missing: missingExtended(observation, facts),
    baselineStatus: baselineStatus(features.n_ref60 ?? 0),
    contexts: facts.contexts,
    asOf,
    inputHash: extendedInputHash(observation, facts, fold, JSON.stringify(drifted)),
  };
  const refused = facts.excluded ? 'excluded' : gate(features.n_ref60 ?? 0, features.n7 ?? 0);
  const evidence = { observation, facts, shift };
  if (refused !== null) {
    return {
      night: {
        ...common,
        state: 'insufficient_data',
        confidence: null,
        illnessPoints: null,
        strainPoints: null,
        features: insufficientFeatures(features.lnrmssd),
        evidence: extendedEvidenceItems({ ...evidence, fired: null, overreaching: null }),
        contradicting: [],
        rulePath: [`gate:${refused}`],
        flags: extendedFlags(night, null, shift !== null),
      },
      next: { ...afterInsufficient(fold), traces: tracesAfter(fold.traces, null), shift: run },
    };
  }
  const illness = reportedIllness(features, facts);
  const strain = extendedStrain(features, facts);
  const trace = traceOf(observation, fold.traces);
  const pattern = overreaching(fold.traces, trace, facts);
  const leaves = leavesOverreached(fold.traces, trace);
  const classification = classifyExtended(
    { features, facts, illness, strain, overreaching: pattern, leaves },
    fold,
  );
  const { state } = classification;
  const fired = { illness, strain: strain.enter, againstPrimed: classification.againstPrimed };
  const items = extendedEvidenceItems({ ...evidence, fired, overreaching: pattern });
  const against = (item: (typeof items)[number]) => contradictsExtended(item, state, features, facts);
  return {
    night: {
      ...common,
      state,
      confidence: extendedConfidence({
        features,
        facts,
        classification,
        illness,
        illnessPointsYesterday: fold.illnessYesterday.points,
        strain: strain.enter,
        overreaching: pattern,
        penalties: penaltiesOf(observation, common.baselineStatus),
      }),
      illnessPoints: illness.points,
      strainPoints: strain.enter.points,
      features,
      evidence: items.filter((item) => !against(item)),
      contradicting: items.filter(against),
      rulePath: ['gate:pass', classification.rule],
      flags: extendedFlags(night, classification, shift !== null),
    },
    next: { ...classification.next, traces: tracesAfter(fold.traces, trace), shift: run },
  };
}

function extendedFlags(
  { observation, facts }: ExtendedNight,
  classification: ExtendedClassification | null,
  shifted: boolean,
): NightFlag[] {
  return [
    ...flagsOf(observation, classification),
    ...(facts.contexts.includes('vaccine') ? (['vaccination'] as const) : []),
    ...(facts.excluded ? (['excluded'] as const) : []),
    ...(shifted ? (['baseline_shift'] as const) : []),
    ...(isBridged(observation) ? (['bridged_reference'] as const) : []),
  ];
}

/** Whether anything the night is compared with was measured by another device. */
function isBridged({ channels, h7, laggedWindow }: NightObservation): boolean {
  const compared = Object.values(channels).filter(({ reference }) => reference !== null);
  return compared.some(({ window }) => window.bridged > 0) || (h7 !== null && laggedWindow.bridged > 0);
}
