import { dayNumber } from '../autonomic/calendar.ts';
import { acceptedValue, type NightInput } from '../autonomic/night.ts';
import { rollingWeekLoad } from '../load/week-load.ts';
import { pairRegularity } from '../sleep/regularity.ts';
import { type RecordedSleep, sleepDays, sleepNights } from '../sleep/sleep-night.ts';
import type { OutcomeMetric } from './intervention-kind.ts';

export interface Sourced {
  readonly value: number;
  /** Which quantity of which device it is; null where that is unknown, or no device says it. */
  readonly source: string | null;
}
type ByDate = ReadonlyMap<string, Sourced>;
const otherMetrics = [
  'sleep_efficiency',
  'sleep_latency',
  'sleep_midpoint',
  'sleep_regularity',
  'resting_heart_rate',
  'monotony',
] as const satisfies readonly OutcomeMetric[];
/** By date (YYYY-MM-DD), what outcomes are measured by and decisions about nights do not hold. */
export type OtherMeasures = Readonly<Record<(typeof otherMetrics)[number], ByDate>>;

/**
 * Percent, minutes, hours (of the midpoint from -9 to 15, 0 being midnight), the index of each day and the one before it,
 * 1/min, and the monotony of the week up to a date.
 */
export function otherMeasures(
  sleeps: readonly RecordedSleep[],
  inputs: readonly NightInput[],
): OtherMeasures {
  const nights = sleepNights(sleeps);
  const sourceOn = new Map(nights.map(({ date, source }) => [date, source]));
  const days = sleepDays(sleeps);
  return {
    sleep_efficiency: ofNights(({ efficiencyPercent }) => efficiencyPercent),
    sleep_latency: ofNights(({ latencyMin }) => latencyMin),
    sleep_midpoint: ofNights(({ midpointH }) => (midpointH >= 15 ? midpointH - 24 : midpointH)),
    sleep_regularity: byDate(
      days.map(({ date, epochs }, index) => ({
        date,
        value: index === 0 ? null : pairRegularity(days[index - 1]!.epochs, epochs),
        source: sourceOn.get(date) ?? null,
      })),
    ),
    resting_heart_rate: byDate(
      inputs.map((night) => ({
        date: night.date,
        value: acceptedValue(night, 'restingHeartRatePerMin'),
        source: quantityOf(night.sources?.restingHeartRatePerMin ?? null),
      })),
    ),
    monotony: byDate(monotonies(inputs)),
  };

  function ofNights(value: (night: (typeof nights)[number]) => number | null): ByDate {
    return byDate(nights.map((night) => ({ date: night.date, value: value(night), source: night.source })));
  }
}

/** Provider, device and metric as one text; null where the device is unknown, which is no other device. */
export const quantityOf = (
  source: { readonly provider: string; readonly device: string; readonly metric: string } | null,
): string | null =>
  source === null || source.device === '' ? null : `${source.provider}:${source.device}:${source.metric}`;

type Dated = Omit<Sourced, 'value'> & { readonly date: string; readonly value: number | null };

function byDate(all: readonly Dated[]): ByDate {
  return new Map(
    all.flatMap(({ date, value, source }) => (value === null ? [] : [[date, { value, source }] as const])),
  );
}

function monotonies(inputs: readonly NightInput[]): Dated[] {
  const loads = new Map(
    inputs.flatMap(({ date, extras }) =>
      extras?.dayLoad === undefined ? [] : [[dayNumber(date), { date, load: extras.dayLoad }] as const],
    ),
  );
  if (loads.size === 0) return [];
  const first = Math.min(...loads.keys());
  const count = Math.max(...loads.keys()) - first + 1;
  const days = Array.from({ length: count }, (_, index) => loads.get(first + index) ?? null);
  const weeks = rollingWeekLoad(days.map((day) => day?.load ?? null));
  return days.flatMap((day, index) =>
    day === null ? [] : [{ date: day.date, value: weeks[index]?.monotony ?? null, source: null }],
  );
}
