import { describe, expect, test } from 'vitest';
import { type AssessedNight, assessNights } from '../assess.ts';
import type { NightInput, ValueSource } from '../night.ts';
import { dateAfter, steadyNight } from '../night-fixtures.ts';
import { coreRuleset } from '../ruleset.ts';
import { extendedRuleset } from './ruleset.ts';

const assess = (nights: readonly NightInput[]) => assessNights(nights, extendedRuleset.id);

const source = (device: string, day: number, metric: string): ValueSource => ({
  eventId: `${device} ${dateAfter(day)}`,
  provider: 'terra',
  device,
  metric,
  documentKey: `${device}:${day}`,
});
/** The watch tells RMSSD a fifth higher and a heart rate 3 higher than the ring. */
const told = {
  ring: ({ rmssdMs, nightHeartRatePerMin }: NightInput) => ({ rmssdMs, nightHeartRatePerMin }),
  watch: ({ rmssdMs, nightHeartRatePerMin }: NightInput) => ({
    rmssdMs: rmssdMs! * 1.2,
    nightHeartRatePerMin: nightHeartRatePerMin! + 3,
  }),
  band: ({ rmssdMs, nightHeartRatePerMin }: NightInput) => ({
    rmssdMs: rmssdMs! * 0.9,
    nightHeartRatePerMin,
  }),
};
type Device = keyof typeof told;

/** The night as the first device tells it, with what the others say beside it. */
function worn(day: number, device: Device, ...others: Device[]): NightInput {
  const night = steadyNight(day);
  return {
    ...night,
    ...told[device](night),
    sources: {
      rmssdMs: source(device, day, 'rmssd'),
      nightHeartRatePerMin: source(device, day, 'heart_rate'),
    },
    doubleWear: others.flatMap((other) => {
      const values = told[other](night);
      return [
        { name: 'rmssdMs' as const, value: values.rmssdMs!, source: source(other, day, 'rmssd') },
        {
          name: 'nightHeartRatePerMin' as const,
          value: values.nightHeartRatePerMin!,
          source: source(other, day, 'heart_rate'),
        },
      ];
    }),
  };
}
const nights = (first: number, count: number, device: Device, ...others: Device[]) =>
  Array.from({ length: count }, (_, index) => worn(first + index, device, ...others));
/** 40 nights of the ring, then of both, then of the watch alone. */
const changed = (both: number, alone: number) => [
  ...nights(0, 40, 'ring'),
  ...nights(40, both, 'ring', 'watch'),
  ...nights(40 + both, alone, 'watch'),
];

const itemsOf = ({ evidence, contradicting }: AssessedNight) => [...evidence, ...contradicting];
const itemOf = (night: AssessedNight, channel: string) =>
  itemsOf(night).find((item) => item.channel === channel)!;

describe('eight nights of both devices, then the new one alone', () => {
  const assessed = assess(changed(8, 70));
  const switched = assessed[48]!;

  test('the night after is compared with 48 nights, 40 of them bridged, as if nothing had changed', () => {
    const unchanged = assess(nights(0, 49, 'watch')).at(-1)!;
    expect(switched.state).toBe('balanced');
    expect(switched.baselineStatus).toBe('baseline_ok');
    for (const name of ['n_ref60', 'n_lag', 'h7', 'z_hrv', 'z_nremhr', 'ref_median', 'mean7'] as const)
      expect(switched.features[name], name).toBeCloseTo(unchanged.features[name]!, 9);
    const baselines = itemsOf(switched).map(({ channel, baseline }) => [
      channel,
      baseline?.n,
      baseline?.bridged,
    ]);
    expect(baselines.slice(0, 2)).toEqual([
      ['lnrmssd', 48, 40],
      ['night_heart_rate', 48, 40],
    ]);
    // d-66 to d-7: the first 42 nights, of which the last two were measured by both.
    expect(baselines.find(([channel]) => channel === 'h7')).toEqual(['h7', 42, 40]);
    expect(itemOf(switched, 'respiratory_rate').baseline).not.toHaveProperty('bridged');
  });

  test('of the week the new device measured seven nights itself: the evidence names its events', () => {
    expect(itemOf(switched, 'h7').event_ids).toEqual(
      Array.from({ length: 7 }, (_, i) => `watch ${dateAfter(42 + i)}`),
    );
  });

  test('costs three tenths of confidence for 14 nights and is told as long as bridged nights count', () => {
    const flagged = (flag: 'device_switch' | 'bridged_reference') =>
      assessed.flatMap(({ flags }, day) => (flags.includes(flag) ? [day] : []));
    expect(flagged('device_switch')).toEqual(Array.from({ length: 14 }, (_, i) => 48 + i));
    // d-66 of day 105 is day 39, the last night of the ring alone.
    expect(flagged('bridged_reference')).toEqual(Array.from({ length: 58 }, (_, i) => 48 + i));
    const unchanged = assess(nights(0, 49, 'watch')).at(-1)!;
    expect(switched.confidence).toBeCloseTo(0.7 * unchanged.confidence!, -0.5);
  });

  test('by the core rules the channel starts anew', () => {
    expect(assessNights(changed(8, 3), coreRuleset.id).at(-1)).toMatchObject({
      state: 'insufficient_data',
      baselineStatus: 'collecting',
    });
  });
});

test('after six nights of both the channel starts anew, as by the core rules', () => {
  const night = assess(changed(6, 3)).at(-1)!;
  expect(night).toMatchObject({ state: 'insufficient_data', flags: ['device_switch'] });
  expect(night.features).toEqual(assessNights(changed(6, 3), coreRuleset.id).at(-1)!.features);
});

test('a new device that is preferred at once is bridged from its seventh night beside the old one', () => {
  const states = assess([...nights(0, 40, 'ring'), ...nights(40, 10, 'watch', 'ring')]).map(
    ({ state }) => state,
  );
  expect(states.slice(38)).toEqual([
    ...Array(2).fill('balanced'),
    ...Array(6).fill('insufficient_data'),
    ...Array(4).fill('balanced'),
  ]);
});

test('going back and forth needs no new bridge', () => {
  const back = assess([...changed(8, 5), ...nights(53, 3, 'ring'), ...nights(56, 3, 'watch')]);
  expect(new Set(back.slice(40).map(({ state }) => state))).toEqual(new Set(['balanced']));
  const ring = itemOf(back[53]!, 'lnrmssd');
  expect(ring.baseline).toMatchObject({ n: 53, bridged: 5 });
});

test('nights of a third device count from the seventh night beside it on', () => {
  const worn = [
    ...nights(0, 30, 'watch', 'ring'),
    ...nights(30, 4, 'band'),
    ...nights(34, 7, 'watch', 'band'),
  ];
  const counted = assess(worn).map(({ features }) => features.n_ref60);
  expect(counted.slice(34)).toEqual([30, 31, 32, 33, 34, 35, 30 + 4 + 6]);
});

test('an illness of the first nights of the new device is found', () => {
  const ill = { ...worn(48, 'watch'), respiratoryRatePerMin: 17, skinTemperatureCel: 34.4 };
  const fast = { ...ill, nightHeartRatePerMin: 59 + 3 };
  expect(assess([...changed(8, 0), fast]).at(-1)!.state).toBe('illness_suspected');
});

describe('a gap without nights', () => {
  const returning = (gap: number, count: number) => [
    ...nights(0, 40, 'ring'),
    ...nights(40 + gap, count, 'ring'),
  ];

  test('of 46 days starts the count anew, by the extended rules alone', () => {
    const extended = assess(returning(46, 15));
    expect(extended[85]!.baselineStatus).toBe('collecting');
    expect(extended.slice(86).map(({ state }) => state)).toEqual([
      ...Array(14).fill('insufficient_data'),
      'balanced',
    ]);
    expect(extended.at(-1)!).toMatchObject({
      baselineStatus: 'baseline_low',
      features: { n_ref60: 14, n_lag: 14 },
    });
    const core = assessNights(returning(46, 15), coreRuleset.id);
    expect(core.slice(86).findIndex(({ state }) => state !== 'insufficient_data')).toBe(2);
  });

  test('of 45 days keeps the baseline', () => {
    expect(assess(returning(45, 3)).at(-1)!.state).toBe('balanced');
  });
});
