import { existsSync, readFileSync } from 'node:fs';
import type { NightInput } from '../autonomic/night.ts';

// Nights of three people who wore a tracker, where they are at hand; they are no part of the project.

export const people = ['ls-54db', 'ls-2f1c', 'ls-78ab'] as const;
export const folder = new URL('../../../shared/data/nights/', import.meta.url);
const bodies = new URL('lifesnaps.terra.ndjson', folder);
export const arePresent = existsSync(bodies);
/** For the name of a test that needs them. */
export const reason = arePresent ? '' : ' (skipped: ../shared/data/nights is not here)';

/** The parts of a Terra body that the test reads. */
interface TerraBody {
  readonly type: 'sleep' | 'body';
  readonly user: { readonly reference_id: string };
  readonly data: readonly {
    readonly metadata: { readonly start_time: string; readonly end_time: string };
    readonly heart_rate_data?: {
      readonly summary: {
        readonly avg_hr_bpm: number | null;
        readonly resting_hr_bpm: number | null;
        readonly avg_hrv_rmssd: number | null;
      };
    };
    readonly respiration_data?: { readonly breaths_data: { readonly avg_breaths_per_min: number | null } };
    readonly sleep_durations_data?: {
      readonly asleep: { readonly duration_asleep_state_seconds: number | null };
    };
    readonly temperature_data?: {
      readonly skin_temperature_samples: readonly { readonly temperature_celsius: number }[];
    };
  }[];
}

/** The nights of one person, oldest first. */
export function nightsOf(user: string): NightInput[] {
  const nights = new Map<string, NightInput>();
  const add = (date: string, values: Partial<NightInput>) =>
    nights.set(date, { ...(nights.get(date) ?? emptyNight(date)), ...values });
  for (const line of readFileSync(bodies, 'utf8').split('\n')) {
    if (line === '') continue;
    const body: TerraBody = JSON.parse(line);
    if (body.user.reference_id !== user) continue;
    for (const record of body.data) {
      if (body.type === 'sleep') {
        const seconds = record.sleep_durations_data?.asleep.duration_asleep_state_seconds ?? null;
        add(record.metadata.end_time.slice(0, 10), {
          rmssdMs: record.heart_rate_data?.summary.avg_hrv_rmssd ?? null,
          nightHeartRatePerMin: record.heart_rate_data?.summary.avg_hr_bpm ?? null,
          restingHeartRatePerMin: record.heart_rate_data?.summary.resting_hr_bpm ?? null,
          respiratoryRatePerMin: record.respiration_data?.breaths_data.avg_breaths_per_min ?? null,
          sleepMinutes: seconds === null ? null : seconds / 60,
        });
      } else {
        const samples = record.temperature_data?.skin_temperature_samples ?? [];
        const sum = samples.reduce((total, sample) => total + sample.temperature_celsius, 0);
        add(record.metadata.start_time.slice(0, 10), {
          skinTemperatureCel: samples.length === 0 ? null : sum / samples.length,
        });
      }
    }
  }
  return [...nights.values()];
}

function emptyNight(date: string): NightInput {
  return {
    date,
    rmssdMs: null,
    nightHeartRatePerMin: null,
    restingHeartRatePerMin: null,
    respiratoryRatePerMin: null,
    skinTemperatureCel: null,
    skinTemperatureDeviationCel: null,
    sleepMinutes: null,
    recordedAt: `${date}T08:00:00.000Z`,
  };
}
