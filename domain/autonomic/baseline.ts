import { coreRuleset } from './ruleset.ts';
import {
  hampelKept,
  mean,
  median,
  medianAbsoluteDeviation,
  type Sorted,
  sampleStandardDeviation,
} from './statistics.ts';

const { baseline: rules } = coreRuleset;

/** First and last day number of a window, both inside it. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

/** R(d): the 60 days before the night, the night itself left out. */
export const referenceSpan = (day: number): DaySpan => ({ first: day - rules.referenceDays, last: day - 1 });

/** L(d): 60 days that end before the acute week of the night begins. */
export const laggedSpan = (day: number): DaySpan => ({
  first: day - rules.lagFirst,
  last: day - rules.lagLast,
});

/** Median and spread of a channel's reference window, in the channel's unit; `n` is the number of values in it. */
export interface Reference {
  readonly n: number;
  readonly median: number;
  /** 1.4826 times the median absolute deviation, not below the channel's floor. */
  readonly scaledMad: number;
}

/** Null for an empty window. */
export function reference(values: Sorted, floor: number): Reference | null {
  const centre = median(values);
  if (centre === null) return null;
  const spread = rules.madScale * medianAbsoluteDeviation(values)!;
  return { n: values.length, median: centre, scaledMad: Math.max(spread, floor) };
}

/** (x - median) / spread, or null where the reference holds fewer than 14 values. */
export function robustZ(value: number, reference: Reference | null): number | null {
  return isReady(reference) ? (value - reference.median) / reference.scaledMad : null;
}

export function isReady(reference: Reference | null): reference is Reference {
  return reference !== null && reference.n >= rules.fewest;
}

/** What the weekly mean is compared with. */
export interface LaggedReference {
  /** Number of values before cleaning. */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation after cleaning, not below the floor. */
  readonly deviation: number;
  /** Whether the reference window had to stand in for a lagged window with fewer than 14 values. */
  readonly fromReference: boolean;
}

/**
 * Mean and standard deviation of the lagged window after a Hampel filter of 3.5 scaled MADs. The filter takes the MAD
 * as it is; the floor holds for the deviation alone. Null where neither window has a value.
 */
export function laggedReference(lagged: Sorted, reference: Sorted, floor: number): LaggedReference | null {
  const fromReference = lagged.length < rules.fewest;
  const values = fromReference ? reference : lagged;
  if (values.length === 0) return null;
  const width = rules.hampelWidth * rules.madScale * medianAbsoluteDeviation(values)!;
  const kept = hampelKept(values, width);
  const deviation = Math.max(sampleStandardDeviation(kept) ?? 0, floor);
  return { n: values.length, mean: mean(kept)!, deviation, fromReference };
}

export type BaselineStatus = 'collecting' | 'provisional' | 'baseline_low' | 'baseline_ok';

/** The life cycle of a baseline by the number of lnRMSSD values in the reference window. */
export function baselineStatus(n: number): BaselineStatus {
  if (n < rules.provisionalFrom) return 'collecting';
  if (n < rules.fewest) return 'provisional';
  return n < rules.fullFrom ? 'baseline_low' : 'baseline_ok';
}
