import type { JudgedChannel } from './agreement.ts';
import type { ClassifiedState, State } from './state.ts';

/** What the extended rules look at besides. `overreaching`: share of the fortnight's nights, in percent. */
export type ExtraChannel =
  | 'self_report'
  | 'subjective'
  | 'load'
  | 'sleep_debt'
  | 'overreaching'
  | 'baseline_shift';

/** `h7`: the week's mean lnRMSSD. `sleep7`: mean sleep of the week. `sleep`: the night's own sleep. */
export type EvidenceChannel = JudgedChannel | 'h7' | 'sleep' | ExtraChannel;

export interface EvidenceSource {
  readonly provider: string;
  readonly device: string;
  readonly metric: string;
  readonly record_id: string;
}

export interface EvidenceBaseline {
  /** Median and scaled MAD of a night's channel; for `h7` the cleaned mean and sample standard deviation. */
  readonly median?: number;
  readonly mad_scaled?: number;
  readonly mean?: number;
  readonly sd?: number;
  readonly n: number;
  /** How many of them another device measured, converted by the nights of double wear; absent where none. */
  readonly bridged?: number;
  /** First and last date, `from..to`. */
  readonly window: string;
}

/** One thing that can be said about a night. Numbers are rounded to six decimals. */
export interface EvidenceItem {
  /** `E1`, `E2`...: unique within the night, over `evidence` and `contradicting`. */
  readonly id: string;
  readonly channel: EvidenceChannel;
  readonly value: number;
  /** UCUM; `1` for scores and ratios. */
  readonly unit: 'ln ms' | '/min' | 'Cel' | 'min' | '%' | '1';
  /** Nights a weekly value is the mean of; 1 for a single night. */
  readonly nights: number;
  readonly baseline: EvidenceBaseline | null;
  /** Value minus the baseline's middle, in `unit`. */
  readonly delta: number | null;
  /** The same for logarithms as percent of the quantity itself: 100 (exp(delta) - 1). */
  readonly change_percent: number | null;
  readonly z: number | null;
  /** The strictest rule the channel fired: the illness rule before the strain rule. */
  readonly rule: string | null;
  /** Illness points; their sum over all items is the night's. */
  readonly points: number;
  /** Strain points; their sum over all items is the night's. */
  readonly strain_points: number;
  /** Null for a weekly value, and where the input named none. */
  readonly source: EvidenceSource | null;
  /** The events the value comes from. */
  readonly event_ids: readonly string[];
  readonly citations: readonly string[];
}

/** The only thing about a night that is put into words; its JSON is stored as it is. */
export interface EvidenceObject {
  readonly ruleset: string;
  readonly as_of: string;
  readonly date: string;
  readonly state: State;
  readonly previous_state: ClassifiedState;
  readonly confidence: number | null;
  readonly rule_path: readonly string[];
  readonly evidence: readonly EvidenceItem[];
  readonly contradicting: readonly EvidenceItem[];
  readonly missing: readonly string[];
  readonly contexts: readonly string[];
  readonly safety: readonly string[];
  readonly interventions: readonly { readonly id: string; readonly why: readonly string[] }[];
  readonly input_hash: string;
  readonly supersedes: string | null;
}
