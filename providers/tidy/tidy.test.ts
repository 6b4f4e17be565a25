import { describe, expect, it, test } from 'vitest';
import { provider as tidy } from './index.ts';
import { type Columns, readRow } from './row.ts';

const nowMs = Date.UTC(2026, 10, 21);
const good = {
  user: 'ada',
  time: '2026-03-29T07:30:00+02:00',
  metric: 'heart_rate',
  value: '61',
  unit: '/min',
};
const row = (change: Columns) => readRow({ ...good, ...change }, nowMs);

describe('a row', () => {
  it('is taken with its unit; without one it is in that of the metric', () => {
    expect(row({})).toEqual({
      user: 'ada',
      metric: 'heart_rate',
      day: '2026-03-29',
      text: '{"time":"2026-03-29T07:30:00+02:00","value":61,"unit":"/min"}',
    });
    expect(row({ unit: '' })).toEqual(row({}));
  });

  test.each([
    [{ user: '' }, /user/],
    [{ user: 'a b' }, /user/],
    [{ time: '' }, /no time/],
    [{ time: '2026-03-29T07:30:00' }, /offset/],
    [{ time: 'yesterday' }, /cannot be read/],
    [{ time: '2031-01-01T00:00:00Z' }, /future/],
    [{ metric: 'mood' }, /metric/],
    [{ metric: 'sleep_stage' }, /metric/],
    [{ value: '' }, /not a number/],
    [{ value: '61 bpm' }, /not a number/],
    [{ value: '0' }, /nothing was measured/],
    [{ value: '999' }, /outside 20 to 300/],
    [{ unit: 'kg' }, /converted to \/min/],
  ])('%j is refused with a reason that quotes no value', (change, reason) => {
    const found = row(change);
    expect(found).toEqual(expect.stringMatching(reason));
    expect(found).not.toContain('999');
  });
});

describe('a body of rows', () => {
  const normalise = (body: unknown) => tidy.normalise({ userId: 'ada' }, body, nowMs).documents;

  it('is the document of a metric and a day, in the unit of the metric', () => {
    const rows = [
      { time: '2026-03-29 07:30:00 +0200', value: 154, unit: 'lb' },
      { time: '2026-03-29 08:30:00 +0200', value: 70, unit: 'kg' },
    ];
    expect(normalise({ user_id: 'ada', metric: 'body_weight', rows })).toMatchObject([
      {
        documentKey: 'ada:body_weight:2026-03-29',
        kind: 'metric_day',
        source: 'tidy',
        readings: [
          { value: expect.closeTo(69.853, 3), statistic: 'sample', original: { value: 154, unit: 'lb' } },
          { value: 70, localDate: '2026-03-29' },
        ],
      },
    ]);
  });

  it('of what is counted are sums', () => {
    const rows = [{ time: '2026-03-29 07:30:00 +0200', value: 5, unit: 'km' }];
    expect(normalise({ metric: 'distance', rows })[0]!.readings).toMatchObject([
      { value: 5_000, statistic: 'sum' },
    ]);
  });

  test.each([[null], [{}], [{ metric: 'mood', rows: [{}] }], [{ metric: 'distance', rows: 'x' }], [[1]]])(
    '%j is nothing',
    (body) => {
      expect(normalise(body)).toEqual([]);
    },
  );
});
