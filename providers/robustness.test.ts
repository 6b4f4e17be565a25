import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInRange, isMetricName, metrics } from '../domain/metrics/vocabulary.ts';
import type { ProviderDocument } from '../domain/reading.ts';
import { providerNamed, providers } from './registry.ts';

const nowMs = Date.UTC(2026, 10, 21);
const start = '2026-03-28T23:30:00+01:00';
const end = '2026-03-29T07:30:00+02:00';
const date = '2026-03-28 14:30:00 +0100';
const user = { user_id: 'terra-1', provider: 'GARMIN', reference_id: 'person-1' };

/** Well-formed bodies for the mutations to start from. */
const bodies: unknown[] = [
  ...['sleep', 'daily', 'body', 'activity'].map((type) => ({
    type,
    user,
    data: [
      {
        metadata: { start_time: start, end_time: end, summary_id: 's-1', upload_type: 2, is_nap: false },
        heart_rate_data: {
          summary: { avg_hr_bpm: 52 },
          detailed: { hr_samples: [{ timestamp: start, bpm: 58, context: 1 }] },
        },
        sleep_durations_data: { hypnogram_samples: [{ timestamp: start, level: 4 }], sleep_efficiency: 92 },
        measurements_data: { measurements: [{ measurement_time: start, height_cm: 179 }] },
        oxygen_data: { saturation_samples: [{ timestamp: start, percentage: 97, type: 0 }] },
      },
    ],
  })),
  { type: 'user_reauth', old_user: user, new_user: user },
  { event_type: 'update', data_type: 'sleep', object_id: 'r-1', event_time: start, user_id: 'oura-1' },
  { event_type: 'delete', data_type: 'workout', object_id: 'r-1', event_time: start, user_id: 'oura-1' },
  {
    user_id: 'person-1',
    data: {
      metrics: [
        {
          name: 'heart_rate',
          units: 'bpm',
          data: [{ date, Min: 60, Avg: 70, Max: 80, source: 'Apple Watch' }],
        },
        { name: 'blood_pressure', units: 'mmHg', data: [{ date, systolic: 120, diastolic: 80 }] },
        {
          name: 'sleep_analysis',
          units: 'hr',
          data: [
            { sleepStart: start, sleepEnd: end, totalSleep: 6.5 },
            { startDate: start, endDate: end, value: 'Core' },
          ],
        },
      ],
      workouts: [
        {
          id: 'w',
          start,
          end,
          duration: 60,
          distance: { qty: 1, units: 'km' },
          stepCount: [{ date, qty: 5 }],
        },
      ],
    },
    samples: [{ type: 'StepCount', value: 5, unit: 'count', startDate: start, endDate: end }],
  },
];

/** Records as they are fetched, by provider and collection, for the mutations to start from. */
const series = { interval: 300, items: [null, 42, -102], timestamp: start };
const fetched: readonly (readonly [provider: string, collection: string, body: unknown])[] = [
  [
    'oura',
    'sleep',
    {
      id: 's-1',
      day: '2026-03-29',
      type: 'long_sleep',
      bedtime_start: start,
      bedtime_end: end,
      average_hrv: 57,
      heart_rate: series,
      hrv: series,
      sleep_phase_30_sec: '4422113',
      sleep_phase_5_min: '4421',
    },
  ],
  ['oura', 'session', { day: '2026-03-28', start_datetime: start, end_datetime: end, heart_rate: series }],
  ['oura', 'workout', { day: '2026-03-28', start_datetime: start, end_datetime: end, calories: 412.3 }],
  [
    'oura',
    'daily_readiness',
    { day: '2026-03-29', timestamp: start, score: 81, temperature_deviation: -0.1 },
  ],
  ['oura', 'daily_activity', { day: '2026-03-29', timestamp: start, steps: 9, low_activity_time: 60 }],
  ['oura', 'daily_spo2', { day: '2026-03-29', spo2_percentage: { average: 97 } }],
  ['oura', 'heartrate', { day: '2026-03-28', data: [{ timestamp: start, bpm: 58, source: 'rest' }] }],
  ['oura', 'personal_info', { id: 'a-1', weight: 71.5, height: 1.79 }],
];

const oddities = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    0,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e-309,
    '58',
    '',
    [],
    {},
    'NaN',
    '1970-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
  ),
  fc.constant(JSON.parse('{"__proto__":{"a":1},"constructor":null,"toString":5}')),
  fc.string({ unit: 'binary' }),
);

/** Replaces the values at some places of a body, counted in the order of their being reached. */
function mutate(value: unknown, changes: ReadonlyMap<number, unknown>, counter = { next: 0 }): unknown {
  const place = counter.next++;
  if (changes.has(place)) return changes.get(place);
  if (Array.isArray(value)) return value.map((entry) => mutate(entry, changes, counter));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, mutate(entry, changes, counter)]),
  );
}

const mutated = fc
  .tuple(fc.constantFrom(...bodies), fc.array(fc.tuple(fc.nat(60), oddities), { minLength: 1, maxLength: 4 }))
  .map(([body, changes]) => mutate(body, new Map(changes)));

function checkDocument(document: ProviderDocument): void {
  expect(document.documentKey).toMatch(/^[\w.:-]+$/);
  expect(new Set(document.readings.map(({ key }) => key)).size).toBe(document.readings.length);
  if (document.interval === null) expect(document.readings).toEqual([]);
  for (const reading of document.readings) {
    expect(reading.start <= reading.end && new Date(reading.start).toISOString() === reading.start).toBe(
      true,
    );
    expect(reading.localDate).toBe(document.interval!.localDate);
    if (reading.metric === 'sleep_stage') {
      expect(metrics.sleep_stage.codes).toContain(reading.code);
      expect(reading.value).toBeNull();
    } else expect(isInRange(reading.metric, reading.value!)).toBe(true);
  }
  for (const { metric, raw } of document.quarantined) {
    expect(isMetricName(metric)).toBe(true);
    expect(raw.length).toBeLessThanOrEqual(200);
  }
}

function checkBody(body: unknown): void {
  for (const provider of providers) {
    const bytes = new TextEncoder().encode('{}');
    const { externalUser, deliveryId } = provider.describe({ headers: {}, query: {}, body: bytes }, body);
    expect(`${externalUser}${deliveryId}`).toMatch(/^[\w.:-]+$/);
    const { documents } = provider.normalise({ userId: 'person-1' }, body, nowMs);
    expect(new Set(documents.map(({ documentKey }) => documentKey)).size).toBe(documents.length);
    documents.forEach(checkDocument);
  }
}

const anywhere = fc.oneof(
  fc.constantFrom(...fetched.map(([, collection]) => collection), '', '..', '__proto__', 'constructor'),
  fc.string({ unit: 'binary' }),
);

function checkRecord(collection: string, recordId: string, body: unknown): void {
  for (const { api } of providers) {
    const record = { collection, recordId, ordering: 1, body };
    const documents = api?.mapRecord(record, { externalUser: 'person-1' }, nowMs) ?? [];
    expect(new Set(documents.map(({ documentKey }) => documentKey)).size).toBe(documents.length);
    documents.forEach(checkDocument);
  }
}

describe('no record makes a provider throw or a reading that is none', () => {
  test('the records as they are give readings', () => {
    for (const [name, collection, body] of fetched) {
      const record = { collection, recordId: 'r-1', ordering: 1, body };
      const documents = providerNamed(name)!.api!.mapRecord(record, { externalUser: 'person-1' }, nowMs);
      expect(documents.flatMap(({ readings }) => readings)).not.toEqual([]);
      expect(documents.map(({ documentKey }) => documentKey)).toEqual([`${collection}:r-1`]);
    }
  });

  test('with values replaced at random places', () => {
    const changed = fc
      .tuple(
        fc.constantFrom(...fetched),
        fc.array(fc.tuple(fc.nat(25), oddities), { minLength: 1, maxLength: 4 }),
      )
      .map(([[, collection, body], changes]) => [collection, mutate(body, new Map(changes))] as const);
    fc.assert(
      fc.property(changed, ([collection, body]) => checkRecord(collection, 'r-1', body)),
      { numRuns: 2000 },
    );
  });

  test('any JSON value under any name', () => {
    fc.assert(fc.property(anywhere, anywhere, fc.jsonValue(), checkRecord), { numRuns: 500 });
  });
});

describe('no body makes a provider throw or a reading that is none', () => {
  test('the bodies as they are give readings', () => {
    for (const body of bodies) checkBody(body);
  });

  test('with values replaced at random places', () => {
    fc.assert(fc.property(mutated, checkBody), { numRuns: 2000 });
  });

  test('any JSON value', () => {
    fc.assert(fc.property(fc.jsonValue(), checkBody), { numRuns: 500 });
  });

  test('any JSON value in the place of every list and object that is looked for', () => {
    const inPlaces = fc.jsonValue({ maxDepth: 4 }).map((value) => ({
      type: 'sleep',
      user,
      data: [{ metadata: value, heart_rate_data: { detailed: { hr_samples: value } }, scores: value }, value],
      samples: value,
    }));
    fc.assert(fc.property(inPlaces, checkBody), { numRuns: 500 });
  });

  test('very deep and very long bodies', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    checkBody({ type: 'sleep', user, data: [{ metadata: deep, scores: { sleep: deep } }], samples: deep });
    checkBody({
      type: 'sleep',
      user,
      data: new Array(100_000).fill({ metadata: {}, scores: { sleep: 'x' } }),
    });
  });
});

test('mapping is a function of the body and the time alone', () => {
  for (const body of bodies) {
    for (const provider of providers) {
      const map = () => provider.normalise({ userId: 'person-1' }, structuredClone(body), nowMs);
      expect(map()).toEqual(map());
    }
  }
});

test('100,000 heart-rate samples are mapped whole', () => {
  const hr_samples = Array.from({ length: 100_000 }, (_, index) => ({
    timestamp: new Date(Date.UTC(2026, 2, 28, 23) + index * 250).toISOString(),
    bpm: index % 1000 === 0 ? 0 : index % 999 === 0 ? '58' : 58,
  }));
  const body = {
    type: 'sleep',
    user,
    data: [
      {
        metadata: { start_time: start, end_time: end, summary_id: 's-1' },
        heart_rate_data: { detailed: { hr_samples } },
      },
    ],
  };
  const [document] = providerNamed('terra')!.normalise({ userId: null }, body, nowMs).documents;
  expect([document!.readings.length, document!.quarantined.length]).toEqual([99_800, 100]);
});

test('providers are found by the name in their path, and no other word is one', () => {
  expect(providers.map(({ name }) => name)).toEqual(expect.arrayContaining(['healthkit', 'terra']));
  for (const provider of providers) expect(providerNamed(provider.name)).toBe(provider);
  for (const name of ['garmin', 'constructor', '__proto__', '']) expect(providerNamed(name)).toBeUndefined();
});
