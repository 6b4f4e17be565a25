import type { EvidenceChannel } from '../autonomic/evidence.ts';
import type { NightDecision } from '../nights.ts';
import { finite, whollyFinite } from '../statistics/finite.ts';
import type { OutcomeMetric } from './intervention-kind.ts';
import { type OtherMeasures, quantityOf, type Sourced } from './other-measures.ts';

/** The channel of a night's evidence that carries a metric. Weekly HRV is read from its nights: a mean of seven repeats each. */
const channels: Readonly<Partial<Record<OutcomeMetric, EvidenceChannel>>> = {
  lnrmssd: 'lnrmssd',
  weekly_hrv: 'lnrmssd',
  night_heart_rate: 'night_heart_rate',
  respiratory_rate: 'respiratory_rate',
  sleep_minutes: 'sleep',
  subjective: 'subjective',
};

export interface Measured extends Sourced {
  /** The person's usual level and spread (one standard deviation) before the night, where known. */
  readonly usual: { readonly mean: number; readonly deviation: number } | null;
}

/** What is known of a person's nights: the decision of each date, and what decisions do not hold. */
export interface MeasuredNights {
  readonly decisions: ReadonlyMap<string, NightDecision>;
  readonly others: OtherMeasures;
}

/** Whether anything carries the metric at all. */
export const isMeasured = (metric: OutcomeMetric): boolean => metric !== 'midpoint_to_target';

/**
 * What a date says about a metric: lnRMSSD in ln ms, rates in 1/min, sleep in minutes, how one feels from 1 to 5. Null:
 * not measured.
 */
export function measuredOn(date: string, metric: OutcomeMetric, nights: MeasuredNights): Measured | null {
  if (metric in nights.others) {
    const found = nights.others[metric as keyof OtherMeasures].get(date);
    return found === undefined ? null : { ...found, usual: null };
  }
  const night = nights.decisions.get(date);
  if (night === undefined) return null;
  if (metric === 'illness_points') {
    const { illness_points: value } = night;
    return value === null ? null : { value, source: null, usual: null };
  }
  return ofEvidence(night, metric);
}

function ofEvidence(night: NightDecision, metric: OutcomeMetric): Measured | null {
  const channel = channels[metric];
  const items = [...night.evidence.evidence, ...night.evidence.contradicting];
  const item = items.find((each) => each.channel === channel);
  if (item === undefined || finite(item.value) === null) return null;
  const source = quantityOf(item.source);
  const { lag_mean_hampel: mean, lag_sd_hampel: deviation } = night.features;
  if (channel === 'lnrmssd' && mean !== null && deviation !== null) {
    return { value: item.value, source, usual: whollyFinite({ mean, deviation }) };
  }
  const centre = item.baseline?.median ?? item.baseline?.mean;
  const spread = item.baseline?.mad_scaled ?? item.baseline?.sd;
  const usual = centre === undefined || spread === undefined ? null : { mean: centre, deviation: spread };
  return { value: item.value, source, usual: whollyFinite(usual) };
}
