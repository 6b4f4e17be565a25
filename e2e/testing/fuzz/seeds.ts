import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Random } from './mutations.ts';

export interface Seed {
  readonly provider: 'oura' | 'whoop' | 'polar' | 'terra' | 'healthkit';
  readonly body: unknown;
}

const PEOPLE = 40;
/** Few and close together: every day between two with data is a night to assess. */
const DAYS = 7;
const DAY_MS = 86_400_000;
const LAST_DAY_MS = Date.UTC(2026, 2, 31);

const someDay = (random: Random): string =>
  new Date(LAST_DAY_MS - random.below(DAYS) * DAY_MS).toISOString().slice(0, 10);
const uuid = (random: Random): string =>
  `550e8400-e29b-41d4-a716-${String(random.below(1_000)).padStart(12, '0')}`;

const terraEnvelope = (random: Random, type: string, more: object): object => {
  const person = random.below(PEOPLE);
  return {
    type,
    status: 'success',
    version: '2022-03-16',
    user: {
      user_id: `terra-${person}`,
      provider: random.pick(['GARMIN', 'FITBIT', 'POLAR']),
      reference_id: `fuzz-${person}`,
      scopes: 'sleep,daily',
      active: true,
      last_webhook_update: null,
    },
    ...more,
  };
};

const terraSamples = (day: string, random: Random) => ({
  hr_samples: Array.from({ length: 1 + random.below(6) }, (_, i) => ({
    timestamp: `${day}T0${i}:10:00.000000+01:00`,
    bpm: 50 + random.below(30),
    context: 0,
  })),
  hrv_samples_rmssd: [{ timestamp: `${day}T03:00:00.000000+01:00`, hrv_rmssd: 30 + random.below(40) }],
});

const terraSleep = (random: Random): object => {
  const day = someDay(random);
  return terraEnvelope(random, 'sleep', {
    data: [
      {
        metadata: {
          start_time: `${day}T00:05:00.000000+01:00`,
          end_time: `${day}T07:30:00.000000+01:00`,
          summary_id: `night-${day}`,
          is_nap: false,
          upload_type: 2,
        },
        heart_rate_data: {
          summary: {
            avg_hr_bpm: 52.5,
            min_hr_bpm: 46,
            resting_hr_bpm: 48,
            avg_hrv_rmssd: 51.2,
            avg_hrv_sdnn: null,
          },
          detailed: terraSamples(day, random),
        },
        respiration_data: { breaths_data: { avg_breaths_per_min: 14.2 } },
        sleep_durations_data: {
          asleep: { duration_asleep_state_seconds: 25_200, duration_deep_sleep_state_seconds: 5_400 },
          awake: { duration_awake_state_seconds: 1_500, sleep_latency_seconds: 300 },
          hypnogram_samples: [
            { timestamp: `${day}T00:05:00.000000+01:00`, level: 4 },
            { timestamp: `${day}T01:05:00.000000+01:00`, level: 5 },
          ],
          sleep_efficiency: 93,
        },
        scores: { sleep: 81 },
      },
    ],
  });
};

const terraDaily = (random: Random): object => {
  const day = someDay(random);
  return terraEnvelope(random, 'daily', {
    data: [
      {
        metadata: { start_time: `${day}T00:00:00.000000+01:00`, end_time: `${day}T23:59:59.000000+01:00` },
        distance_data: { steps: 8_120, distance_meters: 6_030.5, floors_climbed: 4 },
        calories_data: { total_burned_calories: 2_310, net_activity_calories: 640, BMR_calories: 1_670 },
        heart_rate_data: { summary: { avg_hr_bpm: 71, resting_hr_bpm: 51 } },
        oxygen_data: {
          saturation_samples: [{ timestamp: `${day}T03:00:00.000000+01:00`, percentage: 97, type: 0 }],
        },
      },
    ],
  });
};

const terraBody = (random: Random): object => {
  const day = someDay(random);
  return terraEnvelope(random, 'body', {
    data: [
      {
        metadata: { start_time: `${day}T00:00:00.000000+00:00`, end_time: `${day}T23:59:59.000000+00:00` },
        measurements_data: {
          measurements: [
            { measurement_time: `${day}T07:00:00.000000+00:00`, weight_kg: 71.4, bodyfat_percentage: 21 },
          ],
        },
        temperature_data: {
          skin_temperature_samples: [
            { timestamp: `${day}T04:00:00.000000+00:00`, temperature_celsius: 33.8 },
          ],
        },
      },
    ],
  });
};

const terraActivity = (random: Random): object => {
  const day = someDay(random);
  return terraEnvelope(random, 'activity', {
    data: [
      {
        metadata: {
          start_time: `${day}T17:00:00.000000+01:00`,
          end_time: `${day}T17:45:00.000000+01:00`,
          summary_id: `run-${day}`,
          upload_type: random.pick([1, 2, 4]),
        },
        heart_rate_data: { summary: { avg_hr_bpm: 141, max_hr_bpm: 172 } },
        distance_data: { summary: { steps: 7_300, distance_meters: 6_100 } },
      },
    ],
  });
};

const terraLink = (random: Random): object =>
  random.pick([
    () => terraEnvelope(random, 'auth', { widget_session_id: uuid(random) }),
    () => terraEnvelope(random, 'deauth', { message: 'the person left' }),
    () => terraEnvelope(random, 'connection_error', { message: 'token' }),
    () => ({
      ...terraEnvelope(random, 'user_reauth', {}),
      old_user: { user_id: `terra-${random.below(PEOPLE)}` },
      new_user: { user_id: `terra-${random.below(PEOPLE)}`, reference_id: `fuzz-${random.below(PEOPLE)}` },
    }),
    () => terraEnvelope(random, 'large_request_processing', { reference: uuid(random) }),
  ])();

const appleMetrics = (random: Random): object => {
  const day = someDay(random);
  const at = (time: string): string => `${day} ${time} +0100`;
  return {
    user_id: `phone-${random.below(PEOPLE)}`,
    data: {
      metrics: [
        {
          name: 'heart_rate',
          units: 'bpm',
          data: [{ date: at('14:30:00'), Min: 61, Avg: 72, Max: 85, source: 'Watch' }],
        },
        {
          name: 'heart_rate_variability',
          units: 'ms',
          data: [{ qty: 44.1, date: at('04:00:00'), source: 'Watch' }],
        },
        {
          name: 'blood_pressure',
          units: 'mmHg',
          data: [{ date: at('08:00:00'), systolic: 121, diastolic: 79 }],
        },
        {
          name: 'sleep_analysis',
          units: 'hr',
          data: [
            { startDate: at('00:10:00'), endDate: at('02:00:00'), qty: 1.83, value: 'Core', source: 'Watch' },
            { startDate: at('02:00:00'), endDate: at('03:10:00'), qty: 1.17, value: 'Deep', source: 'Watch' },
          ],
        },
      ],
    },
  };
};

const appleWorkouts = (random: Random): object => {
  const day = someDay(random);
  return {
    user_id: `phone-${random.below(PEOPLE)}`,
    data: {
      workouts: [
        {
          id: uuid(random),
          name: 'Outdoor Run',
          start: `${day} 18:02:00 +0100`,
          end: `${day} 18:41:00 +0100`,
          duration: 2_340,
          distance: { qty: 6.1, units: 'km' },
          activeEnergyBurned: { qty: 410, units: 'kcal' },
          heartRateData: [{ date: `${day} 18:03:00 +0100`, Min: 98, Avg: 112, Max: 121, units: 'bpm' }],
        },
      ],
    },
  };
};

const appleSamples = (random: Random): object => {
  const day = someDay(random);
  return {
    user_id: `phone-${random.below(PEOPLE)}`,
    samples: [
      {
        type: 'HKQuantityTypeIdentifierHeartRate',
        value: 64,
        unit: 'count/min',
        startDate: `${day}T06:00:00Z`,
      },
      { type: 'HKQuantityTypeIdentifierStepCount', value: 420, unit: 'count', startDate: `${day}T06:00:00Z` },
    ],
  };
};

const ouraNotice = (random: Random): object => ({
  event_type: random.pick(['create', 'update', 'delete']),
  data_type: random.pick([
    'sleep',
    'daily_sleep',
    'daily_readiness',
    'daily_spo2',
    'workout',
    'tag',
    'vo2_max',
    'meal',
  ]),
  object_id: uuid(random),
  event_time: `${someDay(random)}T08:00:00.000000+00:00`,
  user_id: `ring-${random.below(PEOPLE)}`,
});

const whoopNotice = (random: Random): object => ({
  user_id: 10_000 + random.below(PEOPLE),
  id: uuid(random),
  type: random.pick([
    'sleep.updated',
    'recovery.updated',
    'workout.updated',
    'sleep.deleted',
    'recovery.deleted',
    'workout.deleted',
  ]),
  trace_id: uuid(random),
});

const polarNotice = (random: Random): object => ({
  event: random.pick(['EXERCISE', 'SLEEP', 'PING', 'CONTINUOUS_HEART_RATE']),
  user_id: 400 + random.below(PEOPLE),
  entity_id: uuid(random),
  date: someDay(random),
  timestamp: `${someDay(random)}T18:45:00Z`,
  url: 'https://www.polaraccesslink.com/v3/exercises/aQlC83',
});

type Maker = readonly [provider: Seed['provider'], make: (random: Random) => unknown];

const MAKERS: readonly Maker[] = [
  ['terra', terraSleep],
  ['terra', terraSleep],
  ['terra', terraDaily],
  ['terra', terraBody],
  ['terra', terraActivity],
  ['terra', (random) => (random.below(5) === 0 ? terraLink : terraSleep)(random)],
  ['healthkit', appleMetrics],
  ['healthkit', appleWorkouts],
  ['healthkit', appleSamples],
  ['oura', ouraNotice],
  ['whoop', whoopNotice],
  ['polar', polarNotice],
];

const SAMPLES_ONE_IN = 8;
const SAMPLES = new URL('../../../../shared/data/payloads/', import.meta.url);
const SAMPLE_NAMES: readonly (readonly [provider: Seed['provider'], start: string])[] = [
  ['terra', 'terra-webhook-'],
  ['healthkit', 'hae-post-'],
  ['oura', 'oura-webhook-'],
  ['whoop', 'whoop-webhook-'],
  ['polar', 'polar-webhook-'],
];

/** Sample bodies kept outside the project, where they are there. */
const sampleMakers = (): Maker[] => {
  if (!existsSync(SAMPLES)) return [];
  return readdirSync(SAMPLES).flatMap((file): Maker[] => {
    const provider = SAMPLE_NAMES.find(([, start]) => file.startsWith(start) && file.endsWith('.json'))?.[0];
    if (provider === undefined) return [];
    const text = readFileSync(new URL(file, SAMPLES), 'utf8');
    return [[provider, () => JSON.parse(text) as unknown]];
  });
};

/** Bodies as these providers send them, of a few people and days, so that records meet. */
export const createSeeds = (providers: readonly string[]): ((random: Random) => Seed) => {
  const own = MAKERS.filter(([provider]) => providers.includes(provider));
  const samples = sampleMakers().filter(([provider]) => providers.includes(provider));
  return (random) => {
    const from = samples.length > 0 && random.below(SAMPLES_ONE_IN) === 0 ? samples : own;
    const [provider, make] = random.pick(from);
    return { provider, body: make(random) };
  };
};
