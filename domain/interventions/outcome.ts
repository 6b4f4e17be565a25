import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { finite, onlyFinite, whollyFinite } from '../statistics/finite.ts';
import { type Difference, difference, effectiveCount } from './difference.ts';
import { expectedMean } from './regression-to-mean.ts';
import { type Direction, gainOf, type Verdict, verdictOf } from './verdict.ts';

const fewestAdherence = 0.6;
const fewestAfter = 3;
const fewestBefore = 7;

export interface OutcomeInput {
  /** Valid nights of the 14 before, without the trigger night and the night before it. */
  readonly before: readonly number[];
  /** Valid nights of the check window: value and days since the trigger night. */
  readonly after: readonly { readonly value: number; readonly daysSinceTrigger: number }[];
  /** Lag-1 autocorrelation, 0..1. */
  readonly autocorrelation: number;
  readonly better: Direction;
  /** Share (0 to 1) of the planned days that were done. */
  readonly adherence: number;
  /** The trigger night's value and the person's usual mean (of the lagged reference), where known. */
  readonly trigger?: { readonly value: number; readonly usualMean: number };
  /** Half the usual standard deviation; where absent, half that of `before`. */
  readonly smallestWorthwhileChange?: number;
}

export interface Outcome {
  readonly verdict: Verdict;
  /** Already without what would have come back by itself. */
  readonly difference: Difference;
  /** 100 (exp(delta) - 1): what delta means where the values are logarithms. */
  readonly changePercent: number;
  /** Part of the plain difference that regression to the mean explains, in the unit of the values. */
  readonly regression: number;
  /** Mean of the check window minus its expected mean without intervention; null without a trigger value. */
  readonly excess: number | null;
  readonly smallestWorthwhileChange: number;
  readonly nightsBefore: number;
  readonly nightsAfter: number;
}

/**
 * Why nothing can be said. `no_measure`: nothing carries what the intervention aims at. `device_switch`: the nights
 * before and after were measured by different devices. `nights_too_alike`: neighbouring nights are so much alike that
 * together they are worth no two independent ones. `no_variation`: all nights have the same value.
 */
export type NoOutcome =
  | 'low_adherence'
  | 'too_few_nights'
  | 'no_measure'
  | 'device_switch'
  | 'nights_too_alike'
  | 'no_variation';

/**
 * Before and after an intervention (section 5.3 a). Interventions begin when values are bad, and bad values come
 * back by themselves: of the difference only what exceeds the expected way back counts. Where the nights before were
 * already worse than usual, the return towards the usual mean is taken off; where they were not, nothing is. Nights whose
 * value is no finite number count as unknown.
 */
export function evaluateOutcome(input: OutcomeInput): Outcome | NoOutcome {
  const { autocorrelation, better } = input;
  const before = onlyFinite(input.before);
  const known = input.after.filter((night) => whollyFinite(night) !== null);
  const after = known.map(({ value }) => value);
  const trigger = input.trigger === undefined ? null : whollyFinite(input.trigger);
  if (!((finite(input.adherence) ?? 0) >= fewestAdherence)) return 'low_adherence';
  if (after.length < fewestAfter || before.length < fewestBefore) return 'too_few_nights';
  if ([before, after].some((nights) => !((effectiveCount(nights.length, autocorrelation) ?? 0) > 1)))
    return 'nights_too_alike';
  const expected =
    trigger === null
      ? null
      : expectedMean(
          known.map(({ daysSinceTrigger }) => daysSinceTrigger),
          trigger.value,
          trigger.usualMean,
          autocorrelation,
        );
  const comingBack = expected === null ? 0 : expected - (mean(before) ?? Number.NaN);
  const regression = better === 'up' ? Math.max(0, comingBack) : Math.min(0, comingBack);
  const found = difference(before, after, autocorrelation, regression);
  const worthwhile = finite(input.smallestWorthwhileChange) ?? (sampleStandardDeviation(before) ?? 0) / 2;
  if (found === null || !(worthwhile > 0)) return 'no_variation';
  const outcome: Outcome = {
    verdict: verdictOf(gainOf(found, better), worthwhile),
    difference: found,
    changePercent: 100 * Math.expm1(found.delta),
    regression,
    excess: expected === null ? null : mean(after)! - expected,
    smallestWorthwhileChange: worthwhile,
    nightsBefore: before.length,
    nightsAfter: after.length,
  };
  return whollyFinite(outcome) ?? 'no_measure';
}
