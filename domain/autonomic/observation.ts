import {
  isReady,
  type LaggedReference,
  laggedReference,
  laggedSpan,
  type Reference,
  reference,
  referenceSpan,
  robustZ,
} from './baseline.ts';
import type { ValueSource } from './night.ts';
import type { QuantityValues, SeriesReader } from './quantity-values.ts';
import { coreRuleset } from './ruleset.ts';
import { type Channel, channelSeries, channels, type NightHistory } from './series.ts';
import { mean } from './statistics.ts';
import { type Window, windowOf } from './window.ts';

const { baseline: rules, week } = coreRuleset;

/** One channel on one night against its reference. */
export interface ChannelObservation {
  readonly value: number | null;
  readonly source: ValueSource | null;
  /** Null where the night has no value (except lnRMSSD, whose reference gates every night). */
  readonly reference: Reference | null;
  readonly z: number | null;
  readonly delta: number | null;
  readonly window: Window;
}

/** A mean over the last seven days. */
export interface WeekObservation {
  /** Value of each of the days d-6 to d, and the same as a JSON list. */
  readonly values: readonly (number | null)[];
  readonly text: string;
  readonly n: number;
  /** Null where too few days have a value. */
  readonly mean: number | null;
  /** Where each of the values came from; null for a day without one and where the input named none. */
  readonly sources: readonly (ValueSource | null)[];
}

/** All that is measured of one night, before any rule. */
export interface NightObservation {
  readonly day: number;
  readonly channels: Readonly<Record<Channel, ChannelObservation>>;
  readonly week: WeekObservation;
  readonly sleep: WeekObservation;
  readonly lagged: LaggedReference | null;
  readonly laggedWindow: Window;
  readonly h7: number | null;
  /** No lnRMSSD on the day and the day before. */
  readonly stale: boolean;
  /** A channel with a value changed its device, or the vendor's metric, in the last 14 nights. */
  readonly deviceSwitched: boolean;
}

/** What a night is observed from. */
export interface ObservedNight {
  readonly history: NightHistory;
  readonly reader: SeriesReader;
  readonly index: number;
  /** Marks the earlier days, by index, that count in no reference. */
  readonly excluded: readonly boolean[];
}

/** Observes the day at `index`. `before`, the observation of the day before, only saves work. */
export function observe(night: ObservedNight, before: NightObservation | null): NightObservation {
  const { history, reader, index, excluded } = night;
  const day = history.firstDay + index;
  const observed = {
    lnrmssd: observeChannel(night, 'lnrmssd', before),
    night_heart_rate: observeChannel(night, 'night_heart_rate', before),
    respiratory_rate: observeChannel(night, 'respiratory_rate', before),
    skin_temperature: observeChannel(night, 'skin_temperature', before),
  };
  const hrv = history.series.rmssdMs;
  const ofHrv = reader.valuesOn(hrv, index);
  const weekly = observeWeek(ofHrv, index, week.fewestHrvNights);
  const laggedWindow = windowOf(
    { firstDay: history.firstDay, of: ofHrv, countsFrom: reader.countsFrom(hrv, index), excluded },
    laggedSpan(day),
    before?.laggedWindow ?? null,
  );
  const lagged = laggedReference(laggedWindow.values, observed.lnrmssd.window.values, rules.floors.lnrmssd);
  return {
    day,
    channels: observed,
    week: weekly,
    sleep: observeWeek(reader.allOf(history.series.sleepMinutes), index, week.fewestSleepNights),
    lagged,
    laggedWindow,
    h7: weekly.mean !== null && lagged !== null ? (weekly.mean - lagged.mean) / lagged.deviation : null,
    stale: weekly.values.at(-1) === null && weekly.values.at(-2) === null,
    deviceSwitched: channels.some((channel) => {
      const switchedAt = channelSeries(history, channel).switchedAt[index]!;
      return index - switchedAt < coreRuleset.confidence.deviceSwitchNights;
    }),
  };
}

function observeChannel(
  { history, reader, index, excluded }: ObservedNight,
  channel: Channel,
  before: NightObservation | null,
): ChannelObservation {
  const series = channelSeries(history, channel);
  const value = series.values[index]!;
  const source = series.sources[index]!;
  const window = windowOf(
    {
      firstDay: history.firstDay,
      of: reader.valuesOn(series, index),
      countsFrom: reader.countsFrom(series, index),
      excluded,
    },
    referenceSpan(history.firstDay + index),
    before?.channels[channel].window ?? null,
  );
  if (value === null && channel !== 'lnrmssd') {
    return { value, source, reference: null, z: null, delta: null, window };
  }
  const baseline = reference(window.values, rules.floors[channel]);
  const z = value === null ? null : robustZ(value, baseline);
  const delta = value !== null && isReady(baseline) ? value - baseline.median : null;
  return { value, source, reference: baseline, z, delta, window };
}

function observeWeek(of: QuantityValues, index: number, fewest: number): WeekObservation {
  const values: (number | null)[] = [];
  const texts: string[] = [];
  const sources: (ValueSource | null)[] = [];
  for (let at = index - week.days + 1; at <= index; at++) {
    const counted = of.at(at);
    values.push(counted === null ? null : counted.value);
    texts.push(counted === null ? 'null' : counted.text);
    sources.push(counted === null ? null : counted.source);
  }
  const present = values.filter((value) => value !== null);
  return {
    values,
    text: `[${texts.join(',')}]`,
    n: present.length,
    mean: present.length >= fewest ? mean(present) : null,
    sources,
  };
}
