import { dayNumber } from '../autonomic/calendar.ts';
import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { adherenceOf, type InterventionState } from '../intervention.ts';
import { interventionKind } from './catalogue.ts';
import { daysAfter } from './due-date.ts';
import { isMeasured, type Measured, type MeasuredNights, measuredOn } from './measured.ts';
import { evaluateOutcome, type NoOutcome, type Outcome } from './outcome.ts';
import { ownAutocorrelation } from './regression-to-mean.ts';

/** Section 5.3 a: 14 nights, without the trigger night and the night before it. */
const nightsBefore = 14;
const nightsLeftOut = 2;
/** Nights up to the trigger night from which the person's own autocorrelation is taken. */
const autocorrelationNights = 60;
/** Nights before it in which earlier episodes are looked for. */
const episodeNights = 365;

/** First and last date of the nights that an outcome rests on. Null before the intervention is accepted. */
export function outcomeSpan({ proposal, check }: InterventionState): { from: string; to: string } | null {
  if (proposal === null || check === null) return null;
  return { from: daysAfter(proposal.proposedOn, -episodeNights), to: check.until };
}

/** The dates that are compared, the trigger night between them. Null before the intervention is accepted. */
export function comparedDates({ proposal, check }: InterventionState): {
  readonly before: readonly string[];
  readonly trigger: string;
  readonly after: readonly string[];
} | null {
  if (proposal === null || check === null) return null;
  const trigger = proposal.proposedOn;
  return {
    before: datesFrom(
      daysAfter(trigger, 1 - nightsLeftOut - nightsBefore),
      daysAfter(trigger, -nightsLeftOut),
    ),
    trigger,
    after: datesFrom(check.from, check.until),
  };
}

/**
 * What came of an intervention by the person's nights (those of `outcomeSpan`). The night it was proposed for is the
 * trigger: what would have come back by itself after it is taken off. Another device counts only where it is the one the
 * aim is measured by.
 */
export function outcomeOfNights(state: InterventionState, nights: MeasuredNights): Outcome | NoOutcome {
  const dates = comparedDates(state);
  const kind = state.proposal === null ? null : interventionKind(state.proposal.kind);
  if (dates === null || kind === null || !isMeasured(kind.target.metric)) return 'no_measure';
  const { metric, better } = kind.target;
  const { before, trigger, after } = dates;
  const on = (date: string): Measured | null => measuredOn(date, metric, nights);
  const valueOn = (date: string): number | null => on(date)?.value ?? null;
  const sources = [...before, trigger, ...after].map((date) => on(date)?.source ?? null);
  if (new Set(sources.filter((source) => source !== null)).size > 1) return 'device_switch';
  const measured = on(trigger);
  const past = datesFrom(daysAfter(trigger, -autocorrelationNights), trigger);
  const history = past.slice(0, -nightsLeftOut).map(valueOn);
  const usual = measured?.usual ?? usualOf(history.filter((value) => value !== null));
  return evaluateOutcome({
    before: before.map(valueOn).filter((value) => value !== null),
    after: after.flatMap((date) => {
      const value = valueOn(date);
      return value === null ? [] : [{ value, daysSinceTrigger: dayNumber(date) - dayNumber(trigger) }];
    }),
    autocorrelation: ownAutocorrelation(past.map(valueOn)),
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

const datesFrom = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, dayNumber(to) - dayNumber(from) + 1) }, (_, index) =>
    daysAfter(from, index),
  );

/** For what has no baseline of its own in the evidence. */
function usualOf(values: readonly number[]): Measured['usual'] {
  if (values.length < nightsBefore) return null;
  return { mean: mean(values)!, deviation: sampleStandardDeviation(values)! };
}
