import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpret } from './interpret.ts';
import { convert } from './units.ts';
import type { NumericMetricName } from './vocabulary.ts';

const worked: [NumericMetricName, number, string, number][] = [
  ['heart_rate', 72, 'bpm', 72],
  ['heart_rate', 72, 'count/min', 72],
  ['heart_rate', 1.2, 'Hz', 72],
  ['rr_interval', 0.834, 's', 834],
  ['heart_rate_variability.sdnn', 41.2, 'ms', 41.2],
  ['energy_expended.active', 4.184, 'kJ', 1],
  ['energy_expended.active', 41840, 'J', 10],
  ['energy_expended.active', 250, 'Cal', 250],
  ['energy_expended.active', 250_000, 'cal', 250],
  ['distance', 1, 'mi', 1609.344],
  ['distance', 6.12, 'km', 6120],
  ['distance', 100, 'ft', 30.48],
  ['distance', 100, 'yd', 91.44],
  ['body_height', 178, 'cm', 1.78],
  ['body_height', 5.5, 'ft', 1.6764],
  ['body_height', 70, 'in', 1.778],
  ['body_weight', 160, 'lb', 72.5747792],
  ['body_weight', 11, 'st', 69.85322498],
  ['lean_body_mass', 58_200, 'g', 58.2],
  ['body_temperature', 98.6, 'degF', 37],
  ['body_temperature', 310.15, 'K', 37],
  ['skin_temperature_deviation', 0.9, 'degF', 0.5],
  ['blood_glucose', 5.5, 'mmol/L', 99.088],
  ['blood_pressure.systolic', 16, 'kPa', 120.009852],
  ['sleep_duration.total', 6.5, 'hr', 23_400],
  ['active_duration', 30, 'min', 1800],
  ['sleep_latency', 540_000, 'ms', 540],
  ['vo2_max', 45.5, 'mL/min·kg', 45.5],
  ['body_mass_index', 22.6, 'count', 22.6],
  ['step_count', 12, 'count', 12],
  ['floors_climbed', 3, 'count', 3],
  ['pulse_wave_velocity', 25.2, 'km/h', 7],
  ['oxygen_saturation', 0.97, '%', 97],
  ['oxygen_saturation', 1, '%', 100],
  ['oxygen_saturation', 97, '%', 97],
  ['body_fat_percentage', 0.179, '%', 17.9],
  ['body_fat_percentage', 1, '%', 1],
  ['sleep_efficiency', 0.92, '%', 0.92],
  ['body_weight', 160, 'LB', 72.5747792],
];

describe('convert', () => {
  test.each(worked)('%s %d %s is %d', (metric, value, unit, expected) => {
    const converted = convert(metric, value, unit);
    expect(converted).toEqual({ value: expect.closeTo(expected, 6) });
  });

  test.each([
    ['heart_rate', 'kg'],
    ['energy_expended.active', 'CAL'],
    ['heart_rate', ''],
    ['heart_rate', '__proto__'],
    ['heart_rate', 'constructor'],
    ['oxygen_saturation', 'mmHg'],
    ['body_weight', 'm'],
  ] as [NumericMetricName, string][])('%s knows no %s', (metric, unit) => {
    expect(convert(metric, 0.5, unit)).toBe('unit_unknown');
  });

  const numeric = fc.double({ min: 1.5, max: 1e6, noNaN: true });
  const converted = (metric: NumericMetricName, value: number, unit: string) =>
    (convert(metric, value, unit) as { value: number }).value;
  // The way back, written from the definitions of the units and not from the table.
  const roundTrips: [NumericMetricName, string, (value: number) => number][] = [
    ['energy_expended.active', 'kJ', (kilocalories) => kilocalories * 4.184],
    ['distance', 'mi', (metres) => metres / 1609.344],
    ['distance', 'km', (metres) => metres / 1000],
    ['body_height', 'in', (metres) => (metres * 100) / 2.54],
    ['body_weight', 'lb', (kilograms) => (kilograms * 1e8) / 45_359_237],
    ['lean_body_mass', 'g', (kilograms) => kilograms * 1000],
    ['body_temperature', 'degF', (celsius) => celsius * 1.8 + 32],
    ['body_temperature', 'K', (celsius) => celsius + 273.15],
    ['skin_temperature_deviation', 'degF', (celsius) => celsius * 1.8],
    ['blood_glucose', 'mmol/L', (milligrams) => milligrams / 18.016],
    ['sleep_duration.total', 'hr', (seconds) => seconds / 3600],
    ['rr_interval', 's', (milliseconds) => milliseconds / 1000],
  ];

  test.each(roundTrips)('%s there and back by %s', (metric, unit, back) => {
    fc.assert(
      fc.property(numeric, (value) => {
        expect(Math.abs(converted(metric, back(value), unit) - value)).toBeLessThanOrEqual(
          Math.abs(value) * 1e-9 + 1e-9,
        );
      }),
    );
  });

  test.each(roundTrips)(
    '%s by %s is linear: the middle of two values converts to the middle',
    (metric, unit) => {
      fc.assert(
        fc.property(numeric, numeric, (a, b) => {
          const middle = (converted(metric, a, unit) + converted(metric, b, unit)) / 2;
          expect(Math.abs(converted(metric, (a + b) / 2, unit) - middle)).toBeLessThanOrEqual(
            Math.abs(middle) * 1e-9 + 1e-9,
          );
        }),
      );
    },
  );
});

describe('interpret', () => {
  test.each([
    ['heart_rate', null, 'bpm', { outcome: 'no_data' }],
    ['heart_rate', undefined, 'bpm', { outcome: 'no_data' }],
    ['heart_rate', 0, 'bpm', { outcome: 'no_data' }],
    ['heart_rate_variability.rmssd', -0, 'ms', { outcome: 'no_data' }],
    ['skin_temperature', 0, 'degF', { outcome: 'no_data' }],
    ['step_count', 0, 'count', { outcome: 'reading', value: 0 }],
    ['skin_temperature_deviation', 0, 'Cel', { outcome: 'reading', value: 0 }],
    ['sleep_duration.deep', 0, 's', { outcome: 'reading', value: 0 }],
    ['body_weight', 0, 'kg', { outcome: 'quarantine', reason: 'out_of_range' }],
    ['heart_rate', '58', 'bpm', { outcome: 'quarantine', reason: 'not_a_number' }],
    ['heart_rate', Number.POSITIVE_INFINITY, 'bpm', { outcome: 'quarantine', reason: 'not_a_number' }],
    ['heart_rate', true, 'bpm', { outcome: 'quarantine', reason: 'not_a_number' }],
    ['heart_rate', [58], 'bpm', { outcome: 'quarantine', reason: 'not_a_number' }],
    ['heart_rate', 400, 'bpm', { outcome: 'quarantine', reason: 'out_of_range' }],
    ['heart_rate', 58, 'furlong', { outcome: 'quarantine', reason: 'unit_unknown' }],
    ['heart_rate', 58, undefined, { outcome: 'quarantine', reason: 'unit_unknown' }],
    ['heart_rate', 58, 'bpm', { outcome: 'reading', value: 58 }],
    ['distance', 2, 'km', { outcome: 'reading', value: 2000, original: { value: 2, unit: 'km' } }],
  ] as const)('%s of %j %s', (metric, raw, unit, expected) => {
    expect(interpret(metric, raw, unit)).toEqual(expected);
  });
});
