import { expect, test } from 'vitest';
import { isInRange, isMetricName, metrics, numericMetric } from './vocabulary.ts';

test('names are known by themselves, not by what every object has', () => {
  expect(isMetricName('heart_rate_variability.rmssd')).toBe(true);
  for (const name of ['constructor', '__proto__', 'toString', 'heart_rate_variability', ''])
    expect(isMetricName(name)).toBe(false);
});

test('every numeric metric has a unit and a range that is one', () => {
  for (const [name, metric] of Object.entries(metrics)) {
    if ('codes' in metric) {
      expect(name).toBe('sleep_stage');
      continue;
    }
    expect(metric.unit, name).not.toBe('');
    expect(metric.range[0], name).toBeLessThan(metric.range[1]);
  }
});

test('RMSSD and SDNN are two metrics and only SDNN has a LOINC code', () => {
  expect(numericMetric('heart_rate_variability.sdnn').loinc).toBe('80404-7');
  expect(numericMetric('heart_rate_variability.rmssd').loinc).toBeUndefined();
});

test('range limits belong to the range', () => {
  expect([19.9, 20, 300, 300.1].map((value) => isInRange('heart_rate', value))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
