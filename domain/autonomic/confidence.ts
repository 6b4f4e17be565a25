import { channelScore, judgedChannels, ownChannels, supports } from './agreement.ts';
import type { Features } from './features.ts';
import { coreRuleset } from './ruleset.ts';
import type { ClassifiedState, CoreState } from './state.ts';

const { confidence: rules, illness, strain } = coreRuleset;

/** The five parts of confidence, each in 0..1. */
export interface ConfidenceParts {
  readonly reference: number;
  readonly acute: number;
  readonly channels: number;
  readonly agreement: number;
  readonly margin: number;
}

export type ConfidencePenalty = keyof typeof rules.penalties;

/** Whole number from 0 to 100: the weighted parts, times the factor of each penalty. */
export function confidence(parts: ConfidenceParts, penalties: Iterable<ConfidencePenalty>): number {
  let factor = 1;
  for (const penalty of penalties) factor *= rules.penalties[penalty];
  return penalised(parts, factor);
}

/** The same with the product of the penalties' factors. */
export function penalised(parts: ConfidenceParts, factor: number): number {
  const weighted =
    rules.reference.weight * parts.reference +
    rules.acute.weight * parts.acute +
    rules.channels.weight * parts.channels +
    rules.agreement.weight * parts.agreement +
    rules.margin.weight * parts.margin;
  return Math.round(100 * weighted * factor);
}

export type ConfidenceBand = 'high' | 'medium' | 'low';

/** The band in which confidence is put into words. */
export function confidenceBand(confidence: number): ConfidenceBand {
  if (confidence >= rules.bands.high) return 'high';
  return confidence >= rules.bands.medium ? 'medium' : 'low';
}

/** How complete the reference is: 0 up to 7 values, 1 from 30. */
export const referencePart = (n: number): number => clip((n - rules.reference.from) / rules.reference.span);

/** How complete the last week is: 1 from 6 nights. */
export const acutePart = (n7: number): number => Math.min(n7 / rules.acute.nights, 1);

/** Sum of the weights of the channels that are valid on the night. */
export function channelsPart(features: Features): number {
  return judgedChannels
    .filter((channel) => channelScore(channel, features) !== null)
    .reduce((sum, channel) => sum + rules.channels.each[channel], 0);
}

/** Share of the state's own channels, valid on the night, that support it; 0 where none is valid. */
export function agreementPart(state: ClassifiedState, features: Features): number {
  return shareInFavour(ownVotes(state, features));
}

/** Whether each own channel that is valid on the night supports the state. */
export function ownVotes(state: ClassifiedState, features: Features): boolean[] {
  return ownChannels(state)
    .map((channel) => supports(channel, state, features))
    .filter((vote) => vote !== null);
}

export function shareInFavour(votes: readonly boolean[]): number {
  return votes.length === 0 ? 0 : votes.filter((vote) => vote).length / votes.length;
}

/** What the distance to the next state is read from. */
export interface MarginInput {
  readonly state: CoreState;
  readonly held: boolean;
  readonly illnessPoints: number;
  readonly illnessPointsYesterday: number;
  readonly strainPoints: number;
  readonly compositeIndex: number;
  /** For a balanced night on which only the composite index kept it from primed: how far it was below. */
  readonly belowPrimed: number | null;
}

/** How far the night is from another state, 0..1. */
export function marginPart(night: MarginInput): number {
  return clip(distance(night));
}

function distance(night: MarginInput): number {
  const { illnessPoints: p, illnessPointsYesterday: pYesterday } = night;
  const { compositeEnter, compositeStay } = coreRuleset.primed;
  switch (night.state) {
    case 'illness_suspected':
      if (night.held) return 0;
      return Math.max(p - illness.oneNight.points, Math.min(p, pYesterday) - illness.twoNights.points);
    case 'strained':
      if (night.held) return 0;
      return night.strainPoints >= strain.points
        ? night.strainPoints - strain.points
        : p - illness.watch.points;
    case 'primed':
      return night.compositeIndex - (night.held ? compositeStay : compositeEnter);
    case 'balanced':
      return Math.min(1, strain.points - night.strainPoints, night.belowPrimed ?? 1);
  }
}

export function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
