import { describe, expect, test } from 'vitest';
import { sampleFields, summaryFields } from './fields.ts';
import { documentOf, type Kind, keysAndValues, nested } from './testing.ts';

const heartRate = (base: string, context: string): [string, number, string, number][] => [
  [`${base}.avg_hr_bpm`, 52.5, `heart_rate:average:${context}`, 52.5],
  [`${base}.min_hr_bpm`, 47, `heart_rate:minimum:${context}`, 47],
  [`${base}.max_hr_bpm`, 71, `heart_rate:maximum:${context}`, 71],
  [`${base}.resting_hr_bpm`, 49, `resting_heart_rate:sample:${context}`, 49],
  [`${base}.avg_hrv_rmssd`, 57, `heart_rate_variability.rmssd:average:${context}`, 57],
  [`${base}.avg_hrv_sdnn`, 63, `heart_rate_variability.sdnn:average:${context}`, 63],
];
const oxygen = (context: string): [string, number, string, number][] => [
  ['oxygen_data.avg_saturation_percentage', 97.4, `oxygen_saturation:average:${context}`, 97.4],
  ['oxygen_data.vo2max_ml_per_min_per_kg', 45.5, `vo2_max:sample:${context}`, 45.5],
];
const breaths = (context: string): [string, number, string, number][] => [
  [
    'respiration_data.breaths_data.avg_breaths_per_min',
    14.125,
    `respiratory_rate:average:${context}`,
    14.125,
  ],
  ['respiration_data.breaths_data.min_breaths_per_min', 11, `respiratory_rate:minimum:${context}`, 11],
  ['respiration_data.breaths_data.max_breaths_per_min', 19, `respiratory_rate:maximum:${context}`, 19],
];
const movement = (base: string, context: string): [string, number, string, number][] => [
  [`${base}.steps`, 11_894, `step_count:sum:${context}`, 11_894],
  [`${base}.distance_meters`, 9412.7, `distance:sum:${context}`, 9412.7],
  [`${base}.floors_climbed`, 12, `floors_climbed:sum:${context}`, 12],
  ['calories_data.total_burned_calories', 2450.8, `energy_expended.total:sum:${context}`, 2450.8],
  ['calories_data.net_activity_calories', 512.5, `energy_expended.active:sum:${context}`, 512.5],
  ['calories_data.BMR_calories', 1650, `energy_expended.basal:sum:${context}`, 1650],
  ['active_durations_data.activity_seconds', 5340, `active_duration:sum:${context}`, 5340],
];
const durations = 'sleep_durations_data';

const summaries: Record<Kind, [path: string, sent: number, key: string, value: number][]> = {
  sleep: [
    ...heartRate('heart_rate_data.summary', 'sleep'),
    ...breaths('sleep'),
    [
      'respiration_data.oxygen_saturation_data.avg_saturation_percentage',
      97.4,
      'oxygen_saturation:average:sleep',
      97.4,
    ],
    ['temperature_data.delta', -0.12, 'skin_temperature_deviation:sample:sleep', -0.12],
    [`${durations}.asleep.duration_asleep_state_seconds`, 23_400, 'sleep_duration.total:sum:sleep', 23_400],
    [`${durations}.asleep.duration_deep_sleep_state_seconds`, 4200, 'sleep_duration.deep:sum:sleep', 4200],
    [
      `${durations}.asleep.duration_light_sleep_state_seconds`,
      13_800,
      'sleep_duration.light:sum:sleep',
      13_800,
    ],
    [`${durations}.asleep.duration_REM_sleep_state_seconds`, 5400, 'sleep_duration.rem:sum:sleep', 5400],
    [`${durations}.awake.duration_awake_state_seconds`, 1800, 'sleep_duration.awake:sum:sleep', 1800],
    [`${durations}.awake.sleep_latency_seconds`, 540, 'sleep_latency:sample:sleep', 540],
    [`${durations}.other.duration_in_bed_seconds`, 25_200, 'time_in_bed:sum:sleep', 25_200],
    [`${durations}.sleep_efficiency`, 92.86, 'sleep_efficiency:sample:sleep', 92.86],
    ['scores.sleep', 80, 'score.terra.sleep:sample:sleep', 80],
    ['readiness_data.readiness', 81, 'score.terra.readiness:sample:sleep', 81],
    ['data_enrichment.sleep_score', 77, 'score.terra.enriched_sleep:sample:sleep', 77],
    ['data_enrichment.readiness_score', 78, 'score.terra.enriched_readiness:sample:sleep', 78],
  ],
  daily: [
    ...heartRate('heart_rate_data.summary', 'none'),
    ...breaths('none'),
    ...oxygen('none'),
    ...movement('distance_data', 'none'),
    ['scores.activity', 70, 'score.terra.activity:sample:none', 70],
    ['scores.recovery', 71, 'score.terra.recovery:sample:none', 71],
    ['scores.sleep', 72, 'score.terra.sleep:sample:none', 72],
    ['strain_data.strain_level', 14.5, 'score.terra.strain:sample:none', 14.5],
    ['stress_data.avg_stress_level', 45.5, 'score.terra.stress:average:none', 45.5],
    ['data_enrichment.readiness_score', 61, 'score.terra.enriched_readiness:sample:none', 61],
    ['data_enrichment.total_stress_score', 62, 'score.terra.enriched_stress:sample:none', 62],
    ['data_enrichment.cardiovascular_score', 63, 'score.terra.enriched_cardiovascular:sample:none', 63],
    ['data_enrichment.immune_index', 64, 'score.terra.enriched_immune:sample:none', 64],
    ['data_enrichment.respiratory_score', 65, 'score.terra.enriched_respiratory:sample:none', 65],
  ],
  body: [
    ...heartRate('heart_data.heart_rate_data.summary', 'none'),
    ...oxygen('none'),
    ['glucose_data.day_avg_blood_glucose_mg_per_dL', 99, 'blood_glucose:average:none', 99],
  ],
  activity: [
    ...heartRate('heart_rate_data.summary', 'workout'),
    ...oxygen('workout'),
    ...movement('distance_data.summary', 'workout'),
    ['strain_data.strain_level', 9.5, 'score.terra.strain:sample:workout', 9.5],
    ['data_enrichment.stress_score', 33, 'score.terra.enriched_stress:sample:workout', 33],
  ],
};

const kinds = Object.keys(summaries) as Kind[];

describe.each(kinds)('summaries of %s', (kind) => {
  test.each(summaries[kind])('%s', (path, sent, key, value) => {
    const document = documentOf(kind, nested(path, sent));
    expect(keysAndValues(document)).toEqual([[key, value]]);
    const reading = document.readings[0]!;
    expect(reading.period).toBe(kind === 'sleep' || kind === 'activity' ? 'interval' : 'local_day');
    expect([reading.start, reading.end]).toEqual([document.interval!.start, document.interval!.end]);
    expect(documentOf(kind, nested(path, null))).toMatchObject({ readings: [], quarantined: [] });
  });

  test('this list is whole', () => {
    expect(summaries[kind].map(([path]) => path).sort()).toEqual(
      summaryFields[kind].map(({ path }) => path.join('.')).sort(),
    );
  });
});

const at = '2026-03-29T01:00:00.250000+01:00';
const atUtc = '2026-03-29T00:00:00.250Z';
const time = { timestamp: at };
const samples: [Kind, path: string, sample: object, key: string, value: number][] = [
  ...(['sleep', 'daily', 'body', 'activity'] as const).flatMap(
    (kind): [Kind, string, object, string, number][] => {
      const base = kind === 'body' ? 'heart_data.heart_rate_data.detailed' : 'heart_rate_data.detailed';
      const context = kind === 'sleep' ? 'sleep' : kind === 'activity' ? 'workout' : 'none';
      return [
        [kind, `${base}.hr_samples`, { ...time, bpm: 58 }, `heart_rate:sample:${context}`, 58],
        [
          kind,
          `${base}.hrv_samples_rmssd`,
          { ...time, hrv_rmssd: 41 },
          `heart_rate_variability.rmssd:sample:${context}`,
          41,
        ],
        [
          kind,
          `${base}.hrv_samples_sdnn`,
          { ...time, hrv_sdnn: 42 },
          `heart_rate_variability.sdnn:sample:${context}`,
          42,
        ],
      ];
    },
  ),
  [
    'daily',
    'heart_rate_data.detailed.hr_samples',
    { ...time, bpm: 150, context: 1 },
    'heart_rate:sample:active',
    150,
  ],
  [
    'daily',
    'heart_rate_data.detailed.hr_samples',
    { ...time, bpm: 55, context: 2 },
    'heart_rate:sample:rest',
    55,
  ],
  [
    'sleep',
    'heart_rate_data.detailed.hr_samples',
    { ...time, bpm: 55, context: 2 },
    'heart_rate:sample:sleep',
    55,
  ],
  [
    'sleep',
    'respiration_data.breaths_data.samples',
    { ...time, breaths_per_min: 15 },
    'respiratory_rate:sample:sleep',
    15,
  ],
  [
    'daily',
    'respiration_data.breaths_data.samples',
    { ...time, breaths_per_min: 15 },
    'respiratory_rate:sample:none',
    15,
  ],
  [
    'sleep',
    'respiration_data.oxygen_saturation_data.samples',
    { ...time, percentage: 96, type: 0 },
    'oxygen_saturation:sample:sleep',
    96,
  ],
  [
    'daily',
    'oxygen_data.saturation_samples',
    { ...time, percentage: 96, type: 0 },
    'oxygen_saturation:sample:none',
    96,
  ],
  [
    'body',
    'oxygen_data.saturation_samples',
    { ...time, percentage: 96 },
    'oxygen_saturation:sample:none',
    96,
  ],
  [
    'activity',
    'oxygen_data.saturation_samples',
    { ...time, percentage: 96, type: 0 },
    'oxygen_saturation:sample:workout',
    96,
  ],
  ['daily', 'oxygen_data.vo2_samples', { ...time, vo2max_ml_per_min_per_kg: 50 }, 'vo2_max:sample:none', 50],
  ['body', 'oxygen_data.vo2_samples', { ...time, vo2max_ml_per_min_per_kg: 50 }, 'vo2_max:sample:none', 50],
  [
    'activity',
    'oxygen_data.vo2_samples',
    { ...time, vo2max_ml_per_min_per_kg: 50 },
    'vo2_max:sample:workout',
    50,
  ],
  [
    'body',
    'heart_data.rr_interval_samples',
    { ...time, rr_interval_ms: 834.99, hr_bpm: 72 },
    'rr_interval:sample:none',
    834.99,
  ],
  [
    'body',
    'heart_data.pulse_wave_velocity_samples',
    { ...time, pulse_wave_velocity_meters_per_second: 7 },
    'pulse_wave_velocity:sample:none',
    7,
  ],
  ...(
    [
      ['weight_kg', 72.4, 'body_weight', 72.4],
      ['bodyfat_percentage', 17.9, 'body_fat_percentage', 17.9],
      ['BMI', 22.6, 'body_mass_index', 22.6],
      ['height_cm', 179, 'body_height', 1.79],
      ['lean_mass_g', 58_200, 'lean_body_mass', 58.2],
    ] as const
  ).map(([name, sent, metric, value]): [Kind, string, object, string, number] => [
    'body',
    'measurements_data.measurements',
    { measurement_time: at, [name]: sent },
    `${metric}:sample:none`,
    value,
  ]),
  [
    'body',
    'blood_pressure_data.blood_pressure_samples',
    { ...time, systolic_bp: 120.5 },
    'blood_pressure.systolic:sample:none',
    120.5,
  ],
  [
    'body',
    'blood_pressure_data.blood_pressure_samples',
    { ...time, diastolic_bp: 80.5 },
    'blood_pressure.diastolic:sample:none',
    80.5,
  ],
  [
    'body',
    'glucose_data.blood_glucose_samples',
    { ...time, blood_glucose_mg_per_dL: 95 },
    'blood_glucose:sample:none',
    95,
  ],
  [
    'body',
    'glucose_data.detailed_blood_glucose_samples',
    { ...time, blood_glucose_mg_per_dL: 95 },
    'blood_glucose:sample:none',
    95,
  ],
  [
    'body',
    'temperature_data.body_temperature_samples',
    { ...time, temperature_celsius: 36.6 },
    'body_temperature:sample:none',
    36.6,
  ],
  [
    'body',
    'temperature_data.skin_temperature_samples',
    { ...time, temperature_celsius: 33.39 },
    'skin_temperature:sample:none',
    33.39,
  ],
];

const notValues = ['timestamp', 'measurement_time', 'context', 'type', 'hr_bpm'];
const valueNames = (sample: object) => Object.keys(sample).filter((name) => !notValues.includes(name));

describe('samples', () => {
  test.each(samples)('%s %s %o', (kind, path, sample, key, value) => {
    const document = documentOf(kind, nested(path, [sample]));
    expect(keysAndValues(document)).toEqual([[`${key}@${atUtc}`, value]]);
    expect(document.readings[0]).toMatchObject({
      period: 'instant',
      start: atUtc,
      end: atUtc,
      zoneOffsetMin: 60,
      localDate: document.interval!.localDate,
    });
  });

  test.each([
    ['daily', 'oxygen_data.saturation_samples', { ...time, percentage: 65, type: 1 }],
    ['body', 'temperature_data.ambient_temperature_samples', { ...time, temperature_celsius: 31 }],
  ] as const)('%s %s is none of ours: %o', (kind, path, sample) => {
    expect(documentOf(kind, nested(path, [sample]))).toMatchObject({ readings: [], quarantined: [] });
  });

  test('this list is whole', () => {
    const tested = samples.map(([kind, path, sample]) => `${kind} ${path} ${valueNames(sample).join()}`);
    const mapped = Object.entries(sampleFields).flatMap(([kind, fields]) =>
      fields.map(({ path, value }) => `${kind} ${path.join('.')} ${value}`),
    );
    expect([...new Set(tested)].sort()).toEqual(mapped.sort());
  });

  test('of two samples at one time the later holds', () => {
    const list = [58, 60].map((bpm) => ({ ...time, bpm }));
    const document = documentOf('sleep', nested('heart_rate_data.detailed.hr_samples', list));
    expect(keysAndValues(document)).toEqual([[`heart_rate:sample:sleep@${atUtc}`, 60]]);
  });

  test('what a conversion was made of is kept', () => {
    const document = documentOf(
      'body',
      nested('measurements_data.measurements', [{ measurement_time: at, height_cm: 179 }]),
    );
    expect(document.readings[0]!.original).toEqual({ value: 179, unit: 'cm' });
  });
});
