import type { ProviderDocument } from '../../domain/reading.ts';
import { type ApiCall, type ApiRequest, ProviderApiError } from '../api.ts';
import { mapRecord } from './mapping.ts';

export const nowMs = Date.UTC(2026, 10, 21);
export const sleepId = '0c9e2b6a-7d1f-4f0e-9a35-2b1c8d7e6f50';

const written = { created_at: '2026-03-29T06:00:00.000Z', updated_at: '2026-03-29T06:10:00.500Z' };
const times = {
  start: '2026-03-28T22:30:00.000Z',
  end: '2026-03-29T05:30:00.000Z',
  timezone_offset: '+02:00',
};

/** The night in which the clocks of central Europe go forward. */
export const sleep = {
  id: sleepId,
  cycle_id: 4711,
  user_id: 456,
  ...written,
  ...times,
  nap: false,
  score_state: 'SCORED',
  score: {
    stage_summary: {
      total_in_bed_time_milli: 25_200_000,
      total_awake_time_milli: 1_800_500,
      total_no_data_time_milli: 60_000,
      total_light_sleep_time_milli: 12_000_250,
      total_slow_wave_sleep_time_milli: 5_400_000,
      total_rem_sleep_time_milli: 6_000_000,
      sleep_cycle_count: 4,
      disturbance_count: 9,
    },
    respiratory_rate: 15.25,
    sleep_performance_percentage: 88,
    sleep_consistency_percentage: 70,
    sleep_efficiency_percentage: 92.5,
  },
};

export const recovery = {
  cycle_id: 4711,
  sleep_id: sleepId,
  user_id: 456,
  ...written,
  updated_at: '2026-03-29T06:12:00.000Z',
  score_state: 'SCORED',
  score: {
    user_calibrating: false,
    recovery_score: 61,
    resting_heart_rate: 52,
    hrv_rmssd_milli: 48.25,
    spo2_percentage: 96.5,
    skin_temp_celsius: 33.75,
  },
};
export const joined = { recovery, sleep: times };

export const cycle = {
  id: 4711,
  user_id: 456,
  ...written,
  start: '2026-03-28T22:30:00.000Z',
  end: '2026-03-29T22:45:00.000Z',
  timezone_offset: '+01:00',
  score_state: 'SCORED',
  score: { strain: 11.5, kilojoule: 8368, average_heart_rate: 66, max_heart_rate: 158 },
};

export const workout = {
  id: '7f3d5c21-90ab-4cde-8f01-23456789abcd',
  user_id: 456,
  ...written,
  start: '2026-03-29T21:30:00.000Z',
  end: '2026-03-29T22:15:00.000Z',
  timezone_offset: '+02:00',
  sport_name: 'running',
  score_state: 'SCORED',
  score: {
    strain: 9.75,
    average_heart_rate: 141,
    max_heart_rate: 172,
    kilojoule: 2092,
    percent_recorded: 100,
    distance_meter: 8123.5,
    zone_durations: {
      zone_zero_milli: 60_000,
      zone_one_milli: 120_000,
      zone_two_milli: 600_000,
      zone_three_milli: 900_000,
      zone_four_milli: 840_000,
      zone_five_milli: 180_500,
    },
  },
};

export const measurement = { height_meter: 1.82, weight_kilogram: 79.5, max_heart_rate: 190 };

export function mapped(collection: string, body: unknown, recordId = 'r-1'): ProviderDocument {
  return mapRecord({ collection, recordId, ordering: 0, body }, {}, nowMs)[0]!;
}

/** Answers what was put under a path (with its query, if it has one), else 404; remembers what was asked. */
export function fakeCall(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const call: ApiCall = async ({ method = 'GET', path, query = {} }: ApiRequest) => {
    const sent = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
    const url = sent.length === 0 ? path : `${path}?${new URLSearchParams(sent)}`;
    asked.push(`${method} ${url}`);
    const key = Object.hasOwn(answers, url) ? url : path;
    if (!Object.hasOwn(answers, key)) throw new ProviderApiError('not_found', 'not here', { status: 404 });
    const answer = answers[key];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { call, asked, context: { call, externalUser: '456', now: () => nowMs } };
}
