import { dayNumber } from '../autonomic/calendar.ts';
import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { adherenceOf, type InterventionState } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { interventionKind } from './catalogue.ts';
import { daysAfter } from './due-date.ts';
import { isMeasured, type Measured, measuredIn } from './measured.ts';
import { evaluateOutcome, type NoOutcome, type Outcome } from './outcome.ts';
import { ownAutocorrelation } from './regression-to-mean.ts';

/** Section 5.3 a: 14 nights, without the trigger night and the night before it. */
const nightsBefore = 14;
const nightsLeftOut = 2;
/** Nights up to the trigger night from which the person's own autocorrelation is taken. */
const autocorrelationNights = 60;

/** First and last date of the nights that an outcome rests on. Null before the intervention is accepted. */
export function outcomeSpan({ proposal, check }: InterventionState): { from: string; to: string } | null {
  if (proposal === null || check === null) return null;
  return { from: daysAfter(proposal.proposedOn, -autocorrelationNights), to: check.until };
}

/**
 * What came of an intervention by the person's nights (those of `outcomeSpan`, any order). The night it was proposed
 * for is the trigger: what would have come back by itself after it is taken off.
 */
export function outcomeOfNights(
  state: InterventionState,
  nights: readonly NightDecision[],
): Outcome | NoOutcome {
  const { proposal, check } = state;
  const kind = proposal === null ? null : interventionKind(proposal.kind);
  if (proposal === null || check === null || kind === null) return 'no_measure';
  const { metric, better } = kind.target;
  if (!isMeasured(metric)) return 'no_measure';
  const trigger = dayNumber(proposal.proposedOn);
  const byDay = new Map(nights.map((night) => [dayNumber(night.date), night]));
  const valueOn = (day: number): number | null => {
    const night = byDay.get(day);
    return night === undefined ? null : (measuredIn(night, metric)?.value ?? null);
  };
  const days = (from: number, to: number): number[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const before = days(trigger - nightsLeftOut - nightsBefore + 1, trigger - nightsLeftOut);
  const after = days(dayNumber(check.from), dayNumber(check.until));
  const switched = [...before, trigger, ...after].some((day) =>
    byDay.get(day)?.flags.includes('device_switch'),
  );
  if (switched) return 'device_switch';
  const triggerNight = byDay.get(trigger);
  const measured = triggerNight === undefined ? null : measuredIn(triggerNight, metric);
  const history = days(trigger - autocorrelationNights, trigger - nightsLeftOut).map(valueOn);
  const usual = measured?.usual ?? usualOf(history.filter((value) => value !== null));
  return evaluateOutcome({
    before: before.map(valueOn).filter((value) => value !== null),
    after: after.flatMap((day) => {
      const value = valueOn(day);
      return value === null ? [] : [{ value, daysSinceTrigger: day - trigger }];
    }),
    autocorrelation: ownAutocorrelation(days(trigger - autocorrelationNights, trigger).map(valueOn)),
    better,
    adherence: adherenceOf(state),
    ...(measured === null || usual === null
      ? {}
      : {
          trigger: { value: measured.value, usualMean: usual.mean },
          smallestWorthwhileChange: usual.deviation / 2,
        }),
  });
}

/** For what has no baseline of its own in the evidence. */
function usualOf(values: readonly number[]): Measured['usual'] {
  if (values.length < nightsBefore) return null;
  return { mean: mean(values)!, deviation: sampleStandardDeviation(values)! };
}
