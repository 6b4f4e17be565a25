import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DocumentState,
  evolveDocument,
  initialDocument,
  receiveDocument,
} from '../../domain/document.ts';
import { numericMetric } from '../../domain/metrics/vocabulary.ts';
import type { ProviderDocument } from '../../domain/reading.ts';
import { mapRecord } from './mapping.ts';
import { cycle, joined, mapped, measurement, nowMs, recovery, sleep, workout } from './testing.ts';

/** `key = value unit`, as a person would read it. */
const inWords = ({ readings }: ProviderDocument) =>
  readings.map(
    ({ key, metric, value }) =>
      `${key} = ${value} ${metric === 'sleep_stage' ? '' : numericMetric(metric).unit}`,
  );

describe('every value that is mapped', () => {
  test('sleep: milliseconds become seconds, sleep is the sum of its stages', () => {
    expect(inWords(mapped('sleep', sleep))).toEqual([
      'sleep_duration.total:sum:sleep = 23400.25 s',
      'sleep_duration.deep:sum:sleep = 5400 s',
      'sleep_duration.light:sum:sleep = 12000.25 s',
      'sleep_duration.rem:sum:sleep = 6000 s',
      'sleep_duration.awake:sum:sleep = 1800.5 s',
      'time_in_bed:sum:sleep = 25200 s',
      'sleep_efficiency:sample:sleep = 92.5 %',
      'respiratory_rate:average:sleep = 15.25 /min',
      'score.whoop.sleep_performance:sample:sleep = 88 1',
    ]);
  });

  test('recovery', () => {
    expect(inWords(mapped('recovery', joined))).toEqual([
      'resting_heart_rate:sample:sleep = 52 /min',
      'heart_rate_variability.rmssd:average:sleep = 48.25 ms',
      'oxygen_saturation:average:sleep = 96.5 %',
      'skin_temperature:average:sleep = 33.75 Cel',
      'score.whoop.recovery:sample:sleep = 61 1',
    ]);
  });

  test('cycle: 8368 kJ are 2000 kcal', () => {
    expect(inWords(mapped('cycle', cycle))).toEqual([
      'heart_rate:average:none = 66 /min',
      'heart_rate:maximum:none = 158 /min',
      'energy_expended.total:sum:none = 2000 kcal',
      'score.whoop.day_strain:sample:none = 11.5 1',
    ]);
    expect(mapped('cycle', cycle).readings[2]!.original).toEqual({ value: 8368, unit: 'kJ' });
  });

  test('workout: zone 0 is no activity', () => {
    expect(inWords(mapped('workout', workout))).toEqual([
      'heart_rate:average:workout = 141 /min',
      'heart_rate:maximum:workout = 172 /min',
      'energy_expended.total:sum:workout = 500 kcal',
      'distance:sum:workout = 8123.5 m',
      'active_duration:sum:workout = 2640.5 s',
      'score.whoop.workout_strain:sample:workout = 9.75 1',
    ]);
  });

  test('body measurement: the largest heart rate is a setting, not a measurement', () => {
    expect(inWords(mapped('body_measurement', measurement))).toEqual([
      'body_weight:sample:none = 79.5 kg',
      'body_height:sample:none = 1.82 m',
    ]);
    expect(mapped('body_measurement', measurement)).toMatchObject({
      kind: 'body',
      interval: { start: '2026-11-21T00:00:00.000Z', localDate: '2026-11-21' },
    });
  });

  test('what cannot be is set aside with its reason', () => {
    const score = { ...recovery.score, hrv_rmssd_milli: 0.048, resting_heart_rate: '52', spo2_percentage: 0 };
    const document = mapped('recovery', { ...joined, recovery: { ...recovery, score } });
    expect(document.quarantined.map(({ metric, reason }) => [metric, reason])).toEqual([
      ['resting_heart_rate', 'not_a_number'],
      ['heart_rate_variability.rmssd', 'out_of_range'],
    ]);
  });

  test('a stage that is missing makes no sum', () => {
    const { total_rem_sleep_time_milli: _, ...stage_summary } = sleep.score.stage_summary;
    const keys = mapped('sleep', { ...sleep, score: { stage_summary } }).readings.map(({ metric }) => metric);
    expect(keys).toEqual([
      'sleep_duration.deep',
      'sleep_duration.light',
      'sleep_duration.awake',
      'time_in_bed',
    ]);
  });
});

describe('when it was', () => {
  const dayOf = (times: object) => mapped('sleep', { ...sleep, ...times }).interval;

  test('a sleep belongs to the local date of its end, whichever side of the change of the clock its offset is of', () => {
    const night = { start: '2026-03-28T22:30:00.000Z', end: '2026-03-29T05:30:00.000Z' };
    expect(dayOf({ ...night, timezone_offset: '+01:00' })).toEqual({
      ...night,
      zoneOffsetMin: 60,
      localDate: '2026-03-29',
    });
    expect(dayOf({ ...night, timezone_offset: '+02:00' })).toMatchObject({
      zoneOffsetMin: 120,
      localDate: '2026-03-29',
    });
  });

  test.each([
    ['2026-07-02T09:30:00.000Z', '-10:00', '2026-07-01'],
    ['2026-07-01T14:30:00.000Z', '+10:00', '2026-07-02'],
    ['2026-07-01T18:15:00.000Z', '+05:45', '2026-07-02'],
    ['2026-07-01T18:14:59.999Z', '+05:45', '2026-07-01'],
    ['2026-07-01T23:59:59.999Z', 'Z', '2026-07-01'],
    ['2026-07-02T00:00:00.000Z', 'Z', '2026-07-02'],
  ])('%s at %s is %s', (end, timezone_offset, localDate) => {
    expect(dayOf({ start: '2026-07-01T10:00:00.000Z', end, timezone_offset })).toMatchObject({ localDate });
  });

  test('without an offset there is no day, and the values are kept aside', () => {
    for (const timezone_offset of [undefined, null, '', 'CET', 120, '+25:00', { toString: 5 }]) {
      const document = mapped('sleep', { ...sleep, timezone_offset });
      expect(document).toMatchObject({ interval: null, readings: [] });
      expect(document.quarantined).toHaveLength(9);
      expect(document.quarantined[0]!.reason).toBe('time_without_offset');
    }
  });

  test('a recovery has the times of its sleep; of an unknown sleep it has none', () => {
    expect(mapped('recovery', joined).interval).toEqual(mapped('sleep', sleep).interval);
    const alone = mapped('recovery', { recovery, sleep: null });
    expect(alone).toMatchObject({ interval: null, readings: [] });
    expect(alone.quarantined.map(({ reason }) => reason)).toEqual(new Array(5).fill('time_missing'));
  });

  test('a workout across midnight belongs to the date of its end', () => {
    expect(mapped('workout', workout).interval).toMatchObject({
      zoneOffsetMin: 120,
      localDate: '2026-03-30',
    });
  });

  test.each([
    ['early to bed', '2026-03-28T21:00:00.000Z', '2026-03-29T20:00:00.000Z'],
    ['late to bed, and later the next day', '2026-03-29T00:30:00.000Z', '2026-03-30T01:30:00.000Z'],
    ['not over yet', '2026-03-28T21:00:00.000Z', undefined],
  ])('a cycle is about the day after its sleep: %s', (_, start, end) => {
    const { interval } = mapped('cycle', { ...cycle, start, end });
    expect(interval).toMatchObject({
      start,
      end: end ?? cycle.updated_at,
      localDate: '2026-03-29',
    });
  });
});

describe('how sure it is', () => {
  const statuses = (document: ProviderDocument) => [
    ...new Set(document.readings.map(({ status }) => status)),
  ];

  test('scored is final, and the running cycle is not', () => {
    expect(statuses(mapped('sleep', sleep))).toEqual(['final']);
    expect(statuses(mapped('cycle', cycle))).toEqual(['final']);
    expect(statuses(mapped('cycle', { ...cycle, end: undefined }))).toEqual(['preliminary']);
    expect(statuses(mapped('cycle', { ...cycle, end: null }))).toEqual(['preliminary']);
    expect(statuses(mapped('body_measurement', measurement))).toEqual(['final']);
  });

  const { score: _, ...unscored } = sleep;
  const apply = (state: DocumentState, body: unknown) =>
    receiveDocument(
      { provider: 'whoop', userId: 'ada', ordering: null, document: mapped('sleep', body) },
      state,
    ).reduce(evolveDocument, state);

  test('pending has its interval and nothing else, and once it is scored everything', () => {
    const pending = mapped('sleep', { ...unscored, score_state: 'PENDING_SCORE' });
    expect(pending).toMatchObject({ interval: { localDate: '2026-03-29' }, readings: [], quarantined: [] });
    const before = apply(initialDocument, { ...unscored, score_state: 'PENDING_SCORE' });
    expect(apply(before, sleep)).toMatchObject({ status: 'present', revision: 1 });
    expect(apply(before, sleep).readings.size).toBe(9);
  });

  test('pending with values is preliminary', () => {
    expect(statuses(mapped('sleep', { ...sleep, score_state: 'PENDING_SCORE' }))).toEqual(['preliminary']);
  });

  test('what can no longer be scored takes back its score, and may be scored again', () => {
    const unscorable = apply(apply(initialDocument, sleep), { ...unscored, score_state: 'UNSCORABLE' });
    expect(unscorable).toMatchObject({ status: 'retracted', readings: new Map() });
    expect(apply(unscorable, sleep)).toMatchObject({ status: 'present', revision: 3 });
    expect(apply(initialDocument, { ...unscored, score_state: 'UNSCORABLE' })).toBe(initialDocument);
  });

  test('naps say so', () => {
    expect(mapped('sleep', { ...sleep, nap: true }).isNap).toBe(true);
    expect(mapped('sleep', { ...sleep, nap: 'true' }).isNap).toBe(false);
    expect(mapped('workout', { ...workout, nap: true }).isNap).toBe(false);
  });
});

test('a document is in the stream of its record', () => {
  for (const [collection, body] of Object.entries({
    sleep,
    recovery: joined,
    cycle,
    workout,
    body_measurement: measurement,
  }))
    expect(mapped(collection, body, 'x').documentKey).toBe(`${collection}:x`);
  expect(
    mapRecord({ collection: 'constructor', recordId: 'x', ordering: 0, body: sleep }, {}, nowMs),
  ).toEqual([]);
});

test('no record makes it throw', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(sleep, joined, cycle, workout, measurement, { toString: 5 }),
  );
  const spoilt = fc
    .tuple(
      fc.constantFrom(sleep, joined, cycle, workout),
      fc.dictionary(
        fc.constantFrom(
          'start',
          'end',
          'timezone_offset',
          'score',
          'recovery',
          'sleep',
          'score_state',
          'updated_at',
        ),
        odd,
      ),
    )
    .map(([body, changes]) => ({ ...body, ...changes }));
  const name = fc.constantFrom('sleep', 'recovery', 'cycle', 'workout', 'body_measurement', 'other');
  fc.assert(
    fc.property(name, fc.oneof(odd, spoilt), (collection, body) => {
      for (const document of mapRecord({ collection, recordId: 'x', ordering: 0, body }, {}, nowMs))
        if (document.interval === null) expect(document.readings).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
