import { v5 as uuid } from 'uuid';
import type { SimulatedNight } from '../person.ts';
import type { NamedRecord } from './oura-night.ts';

const NAMES = 'b2f3b1f0-6d0f-4a31-9d9c-1f0d6a1c0002';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const whoopSleepId = (externalUser: string, date: string): string =>
  uuid(`whoop:${externalUser}:sleep:${date}`, NAMES);

/** Cycles are numbered: by the day, so that the same night is the same cycle. */
export const whoopCycleId = (externalUser: string, date: string): number =>
  Number(externalUser) * 100_000 + Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);

/** What WHOOP keeps of a night: the cycle that begins with it, the sleep, and the recovery after it. */
export const whoopNight = (externalUser: string, night: SimulatedNight): NamedRecord[] => {
  const midnightMs = Date.parse(`${night.date}T00:00:00Z`);
  const startMs = midnightMs + (night.bedtimeMin - 24 * 60) * MINUTE_MS;
  const awakeMs = 25 * MINUTE_MS;
  const asleepMs = night.asleepS * 1_000;
  const endMs = startMs + asleepMs + awakeMs;
  const instant = (ms: number): string => new Date(ms).toISOString();
  const deepMs = Math.round(asleepMs * 0.18);
  const remMs = Math.round(asleepMs * 0.22);
  const cycleId = whoopCycleId(externalUser, night.date);
  const sleepId = whoopSleepId(externalUser, night.date);
  const common = {
    user_id: Number(externalUser),
    created_at: instant(endMs + MINUTE_MS),
    updated_at: instant(endMs + MINUTE_MS),
    score_state: 'SCORED',
  };
  const cycle = {
    ...common,
    id: cycleId,
    start: instant(startMs),
    end: instant(startMs + DAY_MS),
    timezone_offset: '+00:00',
    score: { strain: 9.4, kilojoule: 8_900.5, average_heart_rate: 66, max_heart_rate: 141 },
  };
  const sleep = {
    ...common,
    id: sleepId,
    cycle_id: cycleId,
    start: instant(startMs),
    end: instant(endMs),
    timezone_offset: '+00:00',
    nap: false,
    score: {
      stage_summary: {
        total_in_bed_time_milli: asleepMs + awakeMs,
        total_awake_time_milli: awakeMs,
        total_no_data_time_milli: 0,
        total_light_sleep_time_milli: asleepMs - deepMs - remMs,
        total_slow_wave_sleep_time_milli: deepMs,
        total_rem_sleep_time_milli: remMs,
        sleep_cycle_count: 4,
        disturbance_count: 9,
      },
      sleep_needed: {
        baseline_milli: 27_395_716,
        need_from_sleep_debt_milli: 352_230,
        need_from_recent_strain_milli: 208_595,
        need_from_recent_nap_milli: 0,
      },
      respiratory_rate: night.breaths,
      sleep_performance_percentage: 91,
      sleep_consistency_percentage: 84,
      sleep_efficiency_percentage: Number(((100 * asleepMs) / (asleepMs + awakeMs)).toFixed(2)),
    },
  };
  const recovery = {
    ...common,
    cycle_id: cycleId,
    sleep_id: sleepId,
    score: {
      user_calibrating: false,
      recovery_score: 61,
      resting_heart_rate: night.restingHeartRate,
      hrv_rmssd_milli: night.rmssdMs,
      spo2_percentage: 96.2,
      skin_temp_celsius: night.skinCelsius,
    },
  };
  return [
    { collection: 'cycle', record: cycle },
    { collection: 'sleep', record: sleep },
    { collection: 'recovery', record: recovery },
  ];
};
