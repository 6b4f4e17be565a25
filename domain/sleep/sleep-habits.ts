import { dayNumber } from '../autonomic/calendar.ts';
import { percentileRank } from '../load/own-percentile.ts';
import { longLatencyAboveMin, lowEfficiencyBelow } from './continuity.ts';
import { circularDeviation, circularMean } from './midpoint.ts';
import { rollingRegularity, sleepRegularity } from './regularity.ts';
import { type RecordedSleep, type SleepNight, sleepDays, sleepNights } from './sleep-night.ts';

/** Nights that make a habit, how many of them must be known, and the nights before that are the person's usual. */
const fortnight = 14;
const fewestNights = 7;
const usualNights = 60;

/** How somebody slept in the last fortnight; null where too few nights are known. */
export interface SleepHabits {
  /** Whether most nights had an efficiency below 85 %, or took more than 30 min to fall asleep. */
  readonly lowEfficiency: boolean | null;
  readonly longLatency: boolean | null;
  /** Circular mean and standard deviation of the midpoints, hours. */
  readonly midpointH: number | null;
  readonly midpointDeviationH: number | null;
  /** The mean of the 60 nights before the fortnight. */
  readonly usualMidpointH: number | null;
  /** Regularity index of 7 and 28 days; its rank (0 to 1) is that of 7 days among those of the 60 days before. */
  readonly regularity7: number | null;
  readonly regularity28: number | null;
  readonly regularityRank: number | null;
}

/** The habits on a date (YYYY-MM-DD), from the sleeps up to it. */
export function sleepHabits(sleeps: readonly RecordedSleep[], date: string): SleepHabits {
  const past = sleeps.filter((sleep) => sleep.date <= date);
  const age = (night: { readonly date: string }) => dayNumber(date) - dayNumber(night.date);
  const nights = sleepNights(past);
  const recent = nights.filter((night) => age(night) < fortnight);
  const midpoints = midpointsOf(recent);
  const usual = midpointsOf(
    nights.filter((night) => age(night) >= fortnight && age(night) < fortnight + usualNights),
  );
  const days = sleepDays(past).filter((day) => age(day) < usualNights + 7);
  const isCurrent = days.length > 0 && age(days.at(-1)!) === 0;
  const epochs = days.map((day) => day.epochs);
  const weekly = isCurrent ? rollingRegularity(epochs, 7).map(({ index }) => index) : [];
  const regularity7 = weekly.at(-1) ?? null;
  return {
    lowEfficiency: mostly(recent, ({ efficiencyPercent }) => efficiencyPercent, isBelow(lowEfficiencyBelow)),
    longLatency: mostly(recent, ({ latencyMin }) => latencyMin, isAbove(longLatencyAboveMin)),
    midpointH: midpoints === null ? null : circularMean(midpoints),
    midpointDeviationH: midpoints === null ? null : circularDeviation(midpoints),
    usualMidpointH: usual === null ? null : circularMean(usual),
    regularity7,
    regularity28: isCurrent ? sleepRegularity(epochs.slice(-28)).index : null,
    regularityRank: regularity7 === null ? null : percentileRank(weekly.slice(0, -1), regularity7),
  };
}

const isBelow = (limit: number) => (value: number) => value < limit;
const isAbove = (limit: number) => (value: number) => value > limit;

function midpointsOf(nights: readonly SleepNight[]): number[] | null {
  return nights.length < fewestNights ? null : nights.map(({ midpointH }) => midpointH);
}

function mostly(
  nights: readonly SleepNight[],
  read: (night: SleepNight) => number | null,
  holds: (value: number) => boolean,
): boolean | null {
  const known = nights.map(read).filter((value) => value !== null);
  return known.length < fewestNights ? null : 2 * known.filter(holds).length > known.length;
}
