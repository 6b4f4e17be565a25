import type { NightExtras } from './night-extras.ts';
import { coreRuleset, type Range } from './ruleset.ts';

/** The values a night can bring, as named in `NightInput`. */
export const nightValues = [
  'rmssdMs',
  'nightHeartRatePerMin',
  'restingHeartRatePerMin',
  'respiratoryRatePerMin',
  'skinTemperatureCel',
  'skinTemperatureDeviationCel',
  'sleepMinutes',
] as const;
export type NightValue = (typeof nightValues)[number];
/** Those that are compared with a baseline of their own quantity. */
export type BaselineValue = Exclude<NightValue, 'sleepMinutes'>;

/**
 * Where a value came from. Provider, device and metric together say which quantity it is: when one of them changes,
 * the channel's baseline starts anew. `device` is therefore the device family (`FITBIT`, `Apple Watch`), without
 * serial number, owner or firmware; the empty text means unknown and never starts a new baseline.
 */
export interface ValueSource {
  readonly eventId: string;
  readonly provider: string;
  readonly device: string;
  readonly metric: string;
  readonly documentKey: string;
}

/** What another device than the night's own measured of the same night. */
export interface DoubleWornValue {
  readonly name: BaselineValue;
  readonly value: number;
  readonly source: ValueSource;
}

/** What is known of one night of one person. Null: not measured. */
export interface NightInput {
  /** Local date of waking, YYYY-MM-DD. */
  readonly date: string;
  /** Nightly RMSSD, ms. */
  readonly rmssdMs: number | null;
  /** Mean heart rate asleep, 1/min. */
  readonly nightHeartRatePerMin: number | null;
  /** Resting heart rate of the day, 1/min; used only for a person who has no heart rate asleep. */
  readonly restingHeartRatePerMin: number | null;
  /** Breaths per minute asleep. */
  readonly respiratoryRatePerMin: number | null;
  /** Mean skin temperature asleep, degrees Celsius. */
  readonly skinTemperatureCel: number | null;
  /** Deviation of skin temperature from the vendor's own baseline, kelvin; used only where no absolute one exists. */
  readonly skinTemperatureDeviationCel: number | null;
  /** Minutes asleep. */
  readonly sleepMinutes: number | null;
  readonly sources?: Readonly<Partial<Record<NightValue, ValueSource>>>;
  /** What only the extended rules look at. */
  readonly extras?: NightExtras;
  /** Values of other devices worn that night, in any order; they bridge baselines, by the extended rules alone. */
  readonly doubleWear?: readonly DoubleWornValue[];
  /** ISO 8601 instant at which the newest of these values was recorded. */
  readonly recordedAt: string;
}

const { acceptance } = coreRuleset;
const accepted: Record<NightValue, Range> = {
  rmssdMs: acceptance.rmssdMs,
  nightHeartRatePerMin: acceptance.heartRatePerMin,
  restingHeartRatePerMin: acceptance.heartRatePerMin,
  respiratoryRatePerMin: acceptance.respiratoryRatePerMin,
  skinTemperatureCel: acceptance.skinTemperatureCel,
  skinTemperatureDeviationCel: acceptance.skinTemperatureDeviationCel,
  sleepMinutes: acceptance.sleepMinutes,
};

/** The value, or null where it is absent or outside what the analyser accepts (narrower than what is recorded). */
export function acceptedValue(night: NightInput, name: NightValue): number | null {
  const value = night[name];
  return value !== null && isAccepted(name, value) ? value : null;
}

export function isAccepted(name: NightValue, value: number): boolean {
  const [lowest, highest] = accepted[name];
  return Number.isFinite(value) && value >= lowest && value <= highest;
}

/** Whether anything at all was delivered for the night, accepted or not: such nights span the assessed calendar. */
export function hasData(night: NightInput): boolean {
  return nightValues.some((name) => night[name] !== null);
}
