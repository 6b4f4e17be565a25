import type { SimulatedNight } from './person.ts';

const at = (date: string, minutes: number): string => {
  const instant = new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000);
  return instant.toISOString().replace('Z', '000+00:00');
};

/** What Terra would push for the night: a sleep, and a body document with the skin temperature. */
export const terraBodies = (userId: string, night: SimulatedNight): string[] => {
  const external = `simulated-${userId}`;
  const wakeMin = night.bedtimeMin - 24 * 60 + Math.round(night.asleepS / 60) + 25;
  const user = {
    user_id: external,
    provider: 'SIMULATED',
    reference_id: userId,
    scopes: 'daily,sleep,body',
    active: true,
    last_webhook_update: at(night.date, wakeMin + 30),
  };
  const sleep = {
    metadata: {
      start_time: at(night.date, night.bedtimeMin - 24 * 60),
      end_time: at(night.date, wakeMin),
      is_nap: false,
      summary_id: `${external}-${night.date}`,
      upload_type: 2,
      timestamp_localization: 1,
    },
    heart_rate_data: {
      summary: {
        avg_hr_bpm: night.heartRate,
        resting_hr_bpm: night.restingHeartRate,
        avg_hrv_rmssd: night.rmssdMs,
        avg_hrv_sdnn: null,
      },
    },
    respiration_data: { breaths_data: { avg_breaths_per_min: night.breaths } },
    sleep_durations_data: { asleep: { duration_asleep_state_seconds: night.asleepS } },
  };
  const body = {
    metadata: {
      start_time: at(night.date, 0),
      end_time: at(night.date, 24 * 60 - 1),
      timestamp_localization: 1,
    },
    temperature_data: {
      skin_temperature_samples: [
        { timestamp: at(night.date, wakeMin), temperature_celsius: night.skinCelsius },
      ],
    },
  };
  const version = '2022-03-16';
  return [
    JSON.stringify({ type: 'sleep', version, user, data: [sleep] }),
    JSON.stringify({ type: 'body', version, user, data: [body] }),
  ];
};
