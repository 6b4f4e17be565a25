import { dayNumber } from './calendar.ts';
import {
  acceptedValue,
  hasData,
  isAccepted,
  type NightInput,
  type NightValue,
  type ValueSource,
} from './night.ts';

/** The channels that are compared with the person's own reference. Sleep is judged by absolute limits. */
export const channels = ['lnrmssd', 'night_heart_rate', 'respiratory_rate', 'skin_temperature'] as const;
export type Channel = (typeof channels)[number];

/** A value of another quantity than that of the night's own value. */
export interface OtherValue {
  readonly quantity: number;
  readonly value: number;
  readonly text: string;
  readonly source: ValueSource;
}

/** One value of the night over calendar days; the arrays share their index, 0 being the first assessed day. */
export interface Series {
  readonly values: readonly (number | null)[];
  /** Each value as JSON, written once because every night's hash reads up to 66 of them. */
  readonly texts: readonly string[];
  readonly sources: readonly (ValueSource | null)[];
  /** The quantity (provider, device, metric) of each value, as a number within the series; 0 where unknown. */
  readonly quantities: readonly number[];
  /** The quantity of the newest value up to each day: the one the day is assessed with. */
  readonly currentQuantity: readonly number[];
  /** Index of the newest change of quantity up to each day; -Infinity where there was none. */
  readonly switchedAt: readonly number[];
  /** What other devices worn on the same night say, at most one value a quantity; none where the night has no value. */
  readonly others: readonly (readonly OtherValue[])[];
}

/** Everything known of one person, laid out by calendar day. */
export interface NightHistory {
  readonly firstDay: number;
  readonly length: number;
  readonly series: Readonly<Record<NightValue, Series>>;
  /** Whether the person ever has a heart rate asleep, and an absolute skin temperature. */
  readonly hasNightHeartRate: boolean;
  readonly hasAbsoluteTemperature: boolean;
  /** Newest `recordedAt` among the inputs up to each day. */
  readonly asOf: readonly string[];
}

/**
 * Lays nights out by day, in any order of delivery. Null where no night holds data. Throws an Error for a date that
 * is none, for two nights of one date and for an unreadable `recordedAt`.
 */
export function layOut(inputs: readonly NightInput[]): NightHistory | null {
  const nights = new Map<number, NightInput>();
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const night of inputs) {
    const day = dayNumber(night.date);
    if (nights.has(day)) throw new Error(`two nights with the date ${night.date}`);
    nights.set(day, night);
    if (!hasData(night)) continue;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (lastDay < firstDay) return null;
  const length = lastDay - firstDay + 1;
  const days = Array.from({ length }, (_, index) => nights.get(firstDay + index) ?? null);
  const seriesOf = (name: NightValue) => readSeries(days, name);
  const series = {
    rmssdMs: seriesOf('rmssdMs'),
    nightHeartRatePerMin: seriesOf('nightHeartRatePerMin'),
    restingHeartRatePerMin: seriesOf('restingHeartRatePerMin'),
    respiratoryRatePerMin: seriesOf('respiratoryRatePerMin'),
    skinTemperatureCel: seriesOf('skinTemperatureCel'),
    skinTemperatureDeviationCel: seriesOf('skinTemperatureDeviationCel'),
    sleepMinutes: seriesOf('sleepMinutes'),
  };
  return {
    firstDay,
    length,
    series,
    hasNightHeartRate: hasValue(series.nightHeartRatePerMin),
    hasAbsoluteTemperature: hasValue(series.skinTemperatureCel),
    asOf: newestRecordings(days),
  };
}

/**
 * The series a channel is read from. A person who ever has a heart rate asleep is judged by it throughout, everyone
 * else by resting heart rate; the two never mix. The same for absolute skin temperature and its deviation. The first
 * such value of a person is therefore the one late value that can change the nights before it.
 */
export function channelSeries(history: NightHistory, channel: Channel): Series {
  const { series } = history;
  switch (channel) {
    case 'lnrmssd':
      return series.rmssdMs;
    case 'night_heart_rate':
      return history.hasNightHeartRate ? series.nightHeartRatePerMin : series.restingHeartRatePerMin;
    case 'respiratory_rate':
      return series.respiratoryRatePerMin;
    case 'skin_temperature':
      return history.hasAbsoluteTemperature ? series.skinTemperatureCel : series.skinTemperatureDeviationCel;
  }
}

function readSeries(days: readonly (NightInput | null)[], name: NightValue): Series {
  const values: (number | null)[] = [];
  const sources: (ValueSource | null)[] = [];
  const quantities: number[] = [];
  const currentQuantity: number[] = [];
  const switchedAt: number[] = [];
  const others: (readonly OtherValue[])[] = [];
  const known = new Map<string, number>();
  const quantityOf = (key: string): number => {
    const quantity = known.get(key) ?? known.size + 1;
    known.set(key, quantity);
    return quantity;
  };
  let current = 0;
  let switched = Number.NEGATIVE_INFINITY;
  for (const [index, night] of days.entries()) {
    const accepted = night === null ? null : acceptedValue(night, name);
    const source = accepted === null ? null : (night?.sources?.[name] ?? null);
    if (source !== null && source.device !== '') {
      const quantity = quantityOf(quantityKey(source));
      if (current !== 0 && current !== quantity) switched = index;
      current = quantity;
    }
    values.push(accepted === null ? null : analysed(name, accepted));
    sources.push(source);
    quantities.push(accepted === null ? 0 : current);
    currentQuantity.push(current);
    switchedAt.push(switched);
    others.push(accepted === null ? [] : othersOf(night!, name, current, quantityOf));
  }
  return {
    values,
    texts: values.map((value) => JSON.stringify(value)),
    sources,
    quantities,
    currentQuantity,
    switchedAt,
    others,
  };
}

function othersOf(
  { doubleWear }: NightInput,
  name: NightValue,
  own: number,
  quantityOf: (key: string) => number,
): readonly OtherValue[] {
  if (doubleWear === undefined) return [];
  const found = new Map<number, OtherValue>();
  // By key and value, so that nothing depends on the order of delivery.
  const keyed = doubleWear
    .filter((each) => each.name === name && each.source.device !== '' && isAccepted(name, each.value))
    .map((each) => ({ ...each, key: quantityKey(each.source) }))
    .sort((a, b) => (a.key === b.key ? a.value - b.value : a.key < b.key ? -1 : 1));
  for (const each of keyed) {
    const quantity = quantityOf(each.key);
    if (quantity === own || found.has(quantity)) continue;
    const value = analysed(name, each.value);
    found.set(quantity, { quantity, value, text: JSON.stringify(value), source: each.source });
  }
  return [...found.values()];
}

const quantityKey = ({ provider, device, metric }: ValueSource): string =>
  JSON.stringify([provider, device, metric]);

const analysed = (name: NightValue, value: number): number => (name === 'rmssdMs' ? Math.log(value) : value);

function hasValue(series: Series): boolean {
  return series.values.some((value) => value !== null);
}

function newestRecordings(days: readonly (NightInput | null)[]): string[] {
  let newest = '';
  let newestAt = Number.NEGATIVE_INFINITY;
  return days.map((night) => {
    if (night === null) return newest;
    const at = Date.parse(night.recordedAt);
    if (Number.isNaN(at)) throw new Error(`unreadable recordedAt of the night ${night.date}`);
    if (at > newestAt) {
      newest = night.recordedAt;
      newestAt = at;
    }
    return newest;
  });
}
