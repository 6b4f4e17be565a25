import { describe, expect, test } from 'vitest';
import { day, documentOf, documentsOf, keysAndValues, nested } from './testing.ts';

const time = { timestamp: '2026-03-29T01:00:00.250000+01:00' };
const atUtc = '2026-03-29T00:00:00.250Z';

describe('what a value may be', () => {
  const rmssd = (value: unknown) =>
    documentOf('sleep', nested('heart_rate_data.summary.avg_hrv_rmssd', value));

  test.each([null, undefined, 0, -0])('%j is no reading and no fault', (value) => {
    expect(rmssd(value)).toMatchObject({ readings: [], quarantined: [] });
  });

  test.each([
    ['57', 'not_a_number', '"57"'],
    [Number.POSITIVE_INFINITY, 'not_a_number', 'Infinity'],
    [{ value: 57 }, 'not_a_number', '{"value":57}'],
    [351, 'out_of_range', '351'],
    [-102, 'out_of_range', '-102'],
  ])('%j is set aside', (value, reason, raw) => {
    expect(rmssd(value)).toMatchObject({
      readings: [],
      quarantined: [
        {
          key: 'heart_rate_variability.rmssd:average:sleep',
          metric: 'heart_rate_variability.rmssd',
          reason,
          raw,
        },
      ],
    });
  });

  test('zeros that are data stay', () => {
    expect(keysAndValues(documentOf('daily', nested('distance_data.steps', 0)))).toEqual([
      ['step_count:sum:none', 0],
    ]);
    expect(documentOf('sleep', nested('temperature_data.delta', 0)).readings).toHaveLength(1);
  });
});

describe('documents', () => {
  const content = nested('scores.sleep', 80);

  test('a sleep belongs to the date written in its end, across a change of the clock', () => {
    expect(documentOf('sleep', content)).toMatchObject({
      documentKey: 'sleep:terra-1:s-1',
      kind: 'sleep',
      source: 'terra:GARMIN',
      isNap: false,
      retracted: false,
      interval: {
        start: '2026-03-28T22:30:00.000Z',
        end: '2026-03-29T05:30:00.000Z',
        zoneOffsetMin: 120,
        localDate: '2026-03-29',
      },
    });
  });

  test('an activity belongs to the date written in its end', () => {
    expect(documentOf('activity', {})).toMatchObject({
      documentKey: 'activity:terra-1:a-1',
      interval: { localDate: '2026-07-02' },
    });
  });

  test.each(['daily', 'body'] as const)(
    '%s is known by the date written in its start, never by that of UTC',
    (kind) => {
      const document = documentOf(kind, {}, { start_time: '2026-07-01T00:00:00+10:00', summary_id: 'x' });
      expect(document).toMatchObject({
        documentKey: `${kind}:terra-1:2026-07-01`,
        interval: { localDate: '2026-07-01' },
      });
    },
  );

  test('without a summary id the times tell records apart', () => {
    expect(documentOf('sleep', content, { summary_id: null }).documentKey).toBe(
      'sleep:terra-1:2026-03-28T22:30:00.000Z_2026-03-29T05:30:00.000Z',
    );
  });

  test('upload types: 3 is a tentative sleep, 4 a deleted activity, and neither says so of the other', () => {
    expect(documentOf('sleep', content, { upload_type: 3 }).readings[0]!.status).toBe('preliminary');
    expect(documentOf('sleep', content, { upload_type: 4 })).toMatchObject({
      retracted: false,
      readings: [{ status: 'final' }],
    });
    const steps = nested('distance_data.summary.steps', 10);
    expect(documentOf('activity', steps, { upload_type: 4 })).toMatchObject({
      retracted: true,
      readings: [],
      quarantined: [],
    });
    expect(documentOf('activity', steps, { upload_type: 3 })).toMatchObject({
      retracted: false,
      readings: [{ status: 'final' }],
    });
  });

  test('naps say so', () => {
    expect(documentOf('sleep', content, { is_nap: true }).isNap).toBe(true);
    expect(documentOf('sleep', content, { is_nap: 'true' }).isNap).toBe(false);
  });

  test.each([
    [{ end_time: null }, 'time_missing'],
    [{ end_time: '2026-03-29T07:30:00' }, 'time_without_offset'],
    [{ start_time: 'yesterday' }, 'time_unreadable'],
    [{ start_time: '1970-01-01T00:00:00Z' }, 'time_implausible'],
    [{ end_time: '2026-03-28T23:00:00+01:00' }, 'time_implausible'],
  ])('with %j there are no readings', (metadata, reason) => {
    const both = { ...content, ...nested('heart_rate_data.detailed.hr_samples', [{ ...time, bpm: 58 }]) };
    const document = documentOf('sleep', both, metadata);
    expect(document).toMatchObject({ documentKey: 'sleep:terra-1:s-1', interval: null, readings: [] });
    expect(document.quarantined.map(({ key, reason: why }) => [key, why])).toEqual([
      ['score.terra.sleep:sample:sleep', reason],
      [`heart_rate:sample:sleep@${atUtc}`, reason],
    ]);
  });

  test('a day whose start has no offset keeps its key, so that a later body can mend it', () => {
    const document = documentOf('daily', nested('distance_data.steps', 10), {
      start_time: '2026-07-01T00:00:00',
    });
    expect(document).toMatchObject({
      documentKey: 'daily:terra-1:2026-07-01',
      interval: null,
      quarantined: [{ reason: 'time_without_offset' }],
    });
  });

  test('a record named twice in one body is one document', () => {
    const metadata = day;
    const documents = documentsOf('daily', [
      { metadata, distance_data: { steps: 10, floors_climbed: 2 } },
      { metadata, distance_data: { steps: 20, floors_climbed: null } },
    ]);
    expect(documents).toHaveLength(1);
    expect(keysAndValues(documents[0]!)).toEqual([
      ['step_count:sum:none', 20],
      ['floors_climbed:sum:none', 2],
    ]);
  });

  test('people without a Terra id do not share their days', () => {
    const entry = { metadata: day, distance_data: { steps: 10 } };
    const keys = ['a', 'b'].map(
      (reference_id) => documentsOf('daily', [entry], { reference_id })[0]!.documentKey,
    );
    expect(keys).toEqual(['daily:reference:a:2026-07-01', 'daily:reference:b:2026-07-01']);
    expect(documentsOf('daily', [entry], null)).toEqual([]);
  });

  test.each(['nutrition', 'menstruation', 'athlete', 'healthcheck', 'constructor', '__proto__'])(
    '%s gives none',
    (type) => {
      expect(documentsOf(type, [{ metadata: day, distance_data: { steps: 10 } }])).toEqual([]);
    },
  );
});
