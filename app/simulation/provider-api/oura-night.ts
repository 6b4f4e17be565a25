import { v5 as uuid } from 'uuid';
import type { SimulatedNight } from '../person.ts';
import type { ApiRecord } from './people.ts';

export interface NamedRecord {
  readonly collection: string;
  readonly record: ApiRecord;
}

const NAMES = 'b2f3b1f0-6d0f-4a31-9d9c-1f0d6a1c0001';
const MINUTE_MS = 60_000;
const SAMPLE_S = 300;
/** Oura gives the deviation from the wearer's own usual temperature. */
const USUAL_CELSIUS = 33.6;

export const ouraRecordId = (externalUser: string, collection: string, date: string): string =>
  uuid(`oura:${externalUser}:${collection}:${date}`, NAMES);

const local = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00');

const series = (fromMs: number, count: number, mean: number, swing: number) => ({
  interval: SAMPLE_S,
  items: Array.from({ length: count }, (_, index) =>
    index % 40 === 0 ? null : Math.round(mean + swing * Math.sin(index / 6)),
  ),
  timestamp: local(fromMs),
});

/** What Oura keeps of a night: the sleep itself, and the scores of its day. */
export const ouraNight = (externalUser: string, night: SimulatedNight): NamedRecord[] => {
  const midnightMs = Date.parse(`${night.date}T00:00:00Z`);
  const startMs = midnightMs + (night.bedtimeMin - 24 * 60) * MINUTE_MS;
  const inBedS = night.asleepS + 25 * 60;
  const samples = Math.floor(inBedS / SAMPLE_S);
  const share = (part: number): number => Math.round((night.asleepS * part) / 30) * 30;
  const deepS = share(0.18);
  const remS = share(0.22);
  const deviation = Number((night.skinCelsius - USUAL_CELSIUS).toFixed(2));
  const id = (collection: string): string => ouraRecordId(externalUser, collection, night.date);
  const scores = { activity_balance: 79, body_temperature: 96, hrv_balance: 81, resting_heart_rate: 90 };
  const sleep: ApiRecord = {
    id: id('sleep'),
    average_breath: night.breaths,
    average_heart_rate: night.heartRate,
    average_hrv: Math.round(night.rmssdMs),
    awake_time: inBedS - night.asleepS,
    bedtime_end: local(startMs + inBedS * 1_000),
    bedtime_start: local(startMs),
    day: night.date,
    deep_sleep_duration: deepS,
    efficiency: Math.round((100 * night.asleepS) / inBedS),
    heart_rate: series(startMs, samples, night.heartRate, 3),
    hrv: series(startMs, samples, night.rmssdMs, 5),
    latency: 540,
    light_sleep_duration: night.asleepS - deepS - remS,
    low_battery_alert: false,
    lowest_heart_rate: Math.round(night.restingHeartRate),
    period: 0,
    readiness: { contributors: scores, score: 80, temperature_deviation: deviation },
    rem_sleep_duration: remS,
    restless_periods: 180,
    sleep_algorithm_version: 'v2',
    sleep_phase_5_min: '4'.repeat(1) + '2'.repeat(Math.max(samples - 1, 0)),
    time_in_bed: inBedS,
    total_sleep_duration: night.asleepS,
    type: 'long_sleep',
  };
  const timestamp = `${night.date}T00:00:00+00:00`;
  const readiness: ApiRecord = {
    id: id('daily_readiness'),
    contributors: scores,
    day: night.date,
    score: 80,
    temperature_deviation: deviation,
    temperature_trend_deviation: null,
    timestamp,
  };
  const dailySleep: ApiRecord = {
    id: id('daily_sleep'),
    contributors: { deep_sleep: 92, efficiency: 88, latency: 77, rem_sleep: 70, total_sleep: 80 },
    day: night.date,
    score: 80,
    timestamp,
  };
  return [
    { collection: 'sleep', record: sleep },
    { collection: 'daily_readiness', record: readiness },
    { collection: 'daily_sleep', record: dailySleep },
  ];
};
