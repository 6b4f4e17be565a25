import { expect, test } from 'vitest';
import { restingBeats } from '../../../domain/hrv/testing/resting-beats.ts';
import { csvRow, metricColumns } from './metric-columns.ts';

test('five minutes fill every column', () => {
  const columns = metricColumns(restingBeats(400, 1), {});
  expect(columns).toMatchObject({ intervals: 400, quality: 'good', spectrum: 'welch' });
  expect(Object.values(columns)).not.toContain(null);
});

test('nothing fills none but the counts', () => {
  const { intervals, corrected, removed, quality, ...rest } = metricColumns([], {});
  expect([intervals, corrected, removed, quality]).toEqual([0, 0, 0, 'reject']);
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

test('a row has empty fields for null, quotes where they are needed, and every digit', () => {
  expect(csvRow(['a', null, 0.1 + 0.2, 'b,"c"', 'd\ne'])).toBe('a,,0.30000000000000004,"b,""c""","d\ne"');
});
