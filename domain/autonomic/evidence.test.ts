import { expect, test } from 'vitest';
import { assessNights, evidenceObject } from './assess.ts';
import type { NightInput, NightValue, ValueSource } from './night.ts';
import { illNight, nightAt, steadyNights } from './night-fixtures.ts';

const from = (night: NightInput): NightInput => {
  const source = (name: NightValue): ValueSource => ({
    eventId: `${night.date}-${name}`,
    provider: 'terra',
    device: 'FITBIT',
    metric: name,
    documentKey: `sleep-${night.date}`,
  });
  return { ...night, sources: { rmssdMs: source('rmssdMs'), sleepMinutes: source('sleepMinutes') } };
};

const ill = () => assessNights([...steadyNights(14), illNight(14)].map(from)).at(-1)!;

test('an item tells value, baseline, rule, points and where it comes from', () => {
  const night = ill();
  const heartRate = night.evidence.find((item) => item.channel === 'night_heart_rate');
  expect(heartRate).toEqual({
    id: 'E2',
    channel: 'night_heart_rate',
    value: 59,
    unit: '/min',
    nights: 1,
    baseline: { median: 52, mad_scaled: 2.9652, n: 14, window: '2023-11-16..2024-01-14' },
    delta: 7,
    change_percent: null,
    z: 2.360718,
    rule: 'z>=2&delta>=4',
    points: 2,
    strain_points: 1,
    source: null,
    event_ids: [],
    citations: ['alavi2022'],
  });
});

test('lnRMSSD at its median contradicts illness and names its record', () => {
  const [hrv, ...others] = ill().contradicting;
  expect(others).toEqual([]);
  expect(hrv).toMatchObject({
    id: 'E1',
    channel: 'lnrmssd',
    z: 0,
    delta: 0,
    change_percent: 0,
    source: { provider: 'terra', device: 'FITBIT', metric: 'rmssdMs', record_id: 'sleep-2024-01-15' },
    event_ids: ['2024-01-15-rmssdMs'],
  });
});

test('the week has items of its own, from the events of its nights', () => {
  const { evidence } = ill();
  const weekly = evidence.find((item) => item.channel === 'h7')!;
  expect(weekly.nights).toBe(7);
  expect(weekly.value).toBeCloseTo(3.7, 6);
  expect(weekly.baseline).toMatchObject({ mean: 3.7, n: 14, window: '2023-11-16..2024-01-14' });
  expect(weekly.event_ids).toHaveLength(7);
  const sleep = evidence
    .filter((item) => item.unit === 'min')
    .map(({ channel, nights, value }) => [channel, nights, value]);
  expect(sleep).toEqual([
    ['sleep', 1, 420],
    ['sleep7', 7, 420],
  ]);
});

test('ids are unique and points add up to what is reported', () => {
  const night = ill();
  const items = [...night.evidence, ...night.contradicting];
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  expect(items.reduce((sum, item) => sum + item.points, 0)).toBe(night.illnessPoints);
  expect(items.reduce((sum, item) => sum + item.strain_points, 0)).toBe(night.strainPoints);
});

test('a point on a balanced night is contradicting', () => {
  const feverish = { ...illNight(14), nightHeartRatePerMin: 52, respiratoryRatePerMin: 15.2 };
  const night = assessNights([...steadyNights(14), feverish]).at(-1)!;
  expect([night.state, night.illnessPoints]).toEqual(['balanced', 2]);
  expect(night.contradicting.map((item) => item.channel)).toEqual(['skin_temperature']);
});

test('what is missing is named: a value, a baseline, and what the core rules never see', () => {
  const nights = [...steadyNights(14).map((night) => ({ ...night, skinTemperatureCel: null }))];
  const night = assessNights([...nights, { ...illNight(14), respiratoryRatePerMin: null }]).at(-1)!;
  expect(night.missing).toEqual(['respiratory_rate', 'skin_temperature_baseline', 'subjective', 'load']);
});

test('while the baseline is learnt only raw values are told, from 7 nights on with the median so far', () => {
  const nights = assessNights(steadyNights(9));
  expect(nights[3]!.evidence.find((item) => item.channel === 'lnrmssd')).toMatchObject({
    baseline: null,
    z: null,
  });
  expect(nights[8]!.evidence.find((item) => item.channel === 'lnrmssd')).toMatchObject({
    baseline: { n: 8, median: 3.7 },
    z: null,
    rule: null,
  });
});

test('the evidence object has the published shape', () => {
  const night = ill();
  const object = evidenceObject(night, 'event-1');
  expect(Object.keys(object)).toEqual([
    'ruleset',
    'as_of',
    'date',
    'state',
    'previous_state',
    'confidence',
    'rule_path',
    'evidence',
    'contradicting',
    'missing',
    'contexts',
    'safety',
    'interventions',
    'input_hash',
    'supersedes',
  ]);
  expect(object).toMatchObject({
    ruleset: 'neuros-cns/0.1',
    state: 'illness_suspected',
    previous_state: 'balanced',
    confidence: 52,
    rule_path: ['gate:pass', 'illness:p>=6&ch>=3'],
    supersedes: 'event-1',
  });
  expect(evidenceObject(assessNights([nightAt(0, { sleepMinutes: 400 })])[0]!)).toMatchObject({
    state: 'insufficient_data',
    confidence: null,
    rule_path: ['gate:n_ref<14'],
    supersedes: null,
  });
});
