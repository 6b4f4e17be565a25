import type { EvidenceChannel } from '../autonomic/evidence.ts';
import type { NightDecision } from '../nights.ts';
import { finite, whollyFinite } from '../statistics/finite.ts';
import type { OutcomeMetric } from './intervention-kind.ts';

/** The channel of a night's evidence that carries a metric. Weekly HRV is read from its nights: a mean of seven repeats each. */
const channels: Readonly<Partial<Record<OutcomeMetric, EvidenceChannel>>> = {
  lnrmssd: 'lnrmssd',
  weekly_hrv: 'lnrmssd',
  night_heart_rate: 'night_heart_rate',
  respiratory_rate: 'respiratory_rate',
  sleep_minutes: 'sleep',
};

export interface Measured {
  readonly value: number;
  /** The person's usual level and spread (one standard deviation) before the night, where known. */
  readonly usual: { readonly mean: number; readonly deviation: number } | null;
}

/** Whether nights carry the metric at all. */
export const isMeasured = (metric: OutcomeMetric): boolean => channels[metric] !== undefined;

/** What a night says about a metric: lnRMSSD in ln ms, rates in 1/min, sleep in minutes. Null: not measured. */
export function measuredIn(night: NightDecision, metric: OutcomeMetric): Measured | null {
  const channel = channels[metric];
  const items = [...night.evidence.evidence, ...night.evidence.contradicting];
  const item = items.find((each) => each.channel === channel);
  if (item === undefined || finite(item.value) === null) return null;
  const { lag_mean_hampel: mean, lag_sd_hampel: deviation } = night.features;
  if (channel === 'lnrmssd' && mean !== null && deviation !== null) {
    return { value: item.value, usual: whollyFinite({ mean, deviation }) };
  }
  const { median, mad_scaled: spread } = item.baseline ?? {};
  const usual = median === undefined || spread === undefined ? null : { mean: median, deviation: spread };
  return { value: item.value, usual: whollyFinite(usual) };
}
