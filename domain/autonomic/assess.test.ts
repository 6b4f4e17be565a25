import { describe, expect, test } from 'vitest';
import { assessNights } from './assess.ts';
import { insufficientFeatures } from './features.ts';
import type { NightInput, ValueSource } from './night.ts';
import { dateAfter, illNight, nightAt, steadyNight, steadyNights } from './night-fixtures.ts';

const statesOf = (nights: NightInput[]) => assessNights(nights).map((night) => night.state);
const last = (nights: NightInput[]) => assessNights(nights).at(-1)!;

describe('the calendar', () => {
  test('no data, no nights', () => {
    expect(assessNights([])).toEqual([]);
    expect(assessNights([nightAt(3)])).toEqual([]);
  });

  test('every day from the first to the last with data, days without data too', () => {
    const nights = assessNights([steadyNight(4), nightAt(9), steadyNight(0), nightAt(-3)]);
    expect(nights.map((night) => night.date)).toEqual([0, 1, 2, 3, 4].map(dateAfter));
  });

  test('it crosses a leap day and a change of the clock without losing or doubling a day', () => {
    const nights = assessNights([nightAt(50, { sleepMinutes: 400 }), nightAt(310, { sleepMinutes: 400 })]);
    expect(nights.map((night) => night.date)).toEqual(
      Array.from({ length: 261 }, (_, i) => dateAfter(50 + i)),
    );
  });

  test('two nights of one date, a date that is none, an unreadable time and an unknown rule set are errors', () => {
    expect(() => assessNights([steadyNight(1), steadyNight(1)])).toThrow(
      'two nights with the date 2024-01-02',
    );
    expect(() => assessNights([{ ...steadyNight(1), date: '2024-02-30' }])).toThrow('not a calendar date');
    expect(() => assessNights([{ ...steadyNight(1), recordedAt: 'soon' }])).toThrow('unreadable recordedAt');
    expect(() => assessNights([], 'neuros-cns/9')).toThrow('unknown rule set: neuros-cns/9');
  });
});

describe('the gate', () => {
  test('14 nights of reference come first; of an insufficient night only lnRMSSD is told', () => {
    const nights = assessNights(steadyNights(15));
    expect(nights.map((night) => night.state)).toEqual([...Array(14).fill('insufficient_data'), 'balanced']);
    const { features, illnessPoints, strainPoints, confidence, baselineStatus, rulePath } = nights[13]!;
    expect(features).toEqual(insufficientFeatures(Math.log(steadyNight(13).rmssdMs!)));
    expect([illnessPoints, strainPoints, confidence]).toEqual([null, null, null]);
    expect([baselineStatus, rulePath]).toEqual(['provisional', ['gate:n_ref<14']]);
    expect(nights[14]!.baselineStatus).toBe('baseline_low');
  });

  test('after a gap the state comes back with the third night of the week', () => {
    const back = [40, 41, 42].map(steadyNight);
    const nights = assessNights([...steadyNights(20), ...back]);
    expect(nights.slice(26, 43).map((night) => night.state)).toEqual([
      ...Array(16).fill('insufficient_data'),
      'balanced',
    ]);
    expect(nights[41]!.rulePath).toEqual(['gate:n7<3']);
  });
});

describe('the worked ill night', () => {
  const nights = assessNights([
    ...steadyNights(14),
    illNight(14),
    illNight(15),
    steadyNight(16),
    steadyNight(17),
  ]);

  test('has the features that follow from the steady nights', () => {
    const { features } = nights[14]!;
    expect(features.z_hrv).toBeCloseTo(0, 9);
    expect(features.z_nremhr).toBeCloseTo(7 / 2.9652, 9);
    expect(features.delta_nremhr).toBeCloseTo(7, 9);
    expect(features.z_resp).toBeCloseTo(1.8 / 0.3, 9);
    expect(features.z_temp).toBeCloseTo(1.2 / 0.29652, 9);
    expect(features.mean7).toBeCloseTo(3.7, 9);
    expect([features.n7, features.n_ref60, features.n_lag, features.n_sleep7]).toEqual([7, 14, 14, 7]);
    expect(features.lag_sd_hampel).toBeCloseTo(Math.sqrt(0.16 / 13), 9);
    expect(features.sleep7_min).toBeCloseTo(420, 9);
  });

  test('is 100 (0.25 7/23 + 0.20 + 0.20 0.9 + 0.20 3/4 + 0) 0.85 = 52 confident', () => {
    expect([nights[14]!.illnessPoints, nights[14]!.confidence]).toEqual([6, 52]);
  });

  test('is kept out of every reference, and is left on the second quiet night', () => {
    expect(nights.map((night) => night.features.n_ref60).slice(14)).toEqual([14, 14, 14, 15]);
    expect(nights.map((night) => night.state).slice(14)).toEqual([
      'illness_suspected',
      'illness_suspected',
      'illness_suspected',
      'balanced',
    ]);
    expect(nights[17]!.previousState).toBe('illness_suspected');
  });

  test('is remembered through 14 insufficient nights but not through 15', () => {
    // The week of day 18 still holds the nights 12, 13 and 18; from day 19 on the nights are insufficient until the
    // third one back.
    const after = (insufficient: number) =>
      last([
        ...steadyNights(14),
        illNight(18),
        ...[0, 1, 2].map((day) => steadyNight(17 + insufficient + day)),
      ]);
    expect(after(14).state).not.toBe('insufficient_data');
    expect(after(14).previousState).toBe('illness_suspected');
    expect(after(15).state).not.toBe('insufficient_data');
    expect(after(15).previousState).toBe('balanced');
  });
});

describe('what counts as a value', () => {
  test('sentinel zeros and values outside the accepted ranges are missing', () => {
    const odd: Partial<NightInput>[] = [
      { rmssdMs: 0 },
      { rmssdMs: 251 },
      { nightHeartRatePerMin: 0 },
      { nightHeartRatePerMin: 131 },
      { respiratoryRatePerMin: 5.9 },
      { skinTemperatureCel: 27.9 },
      { sleepMinutes: 119 },
      { rmssdMs: Number.NaN },
    ];
    const names = [
      'lnrmssd',
      'lnrmssd',
      'night_heart_rate',
      'night_heart_rate',
      'respiratory_rate',
      'skin_temperature',
      'sleep',
      'lnrmssd',
    ];
    for (const [index, values] of odd.entries()) {
      const night = last([...steadyNights(14), { ...steadyNight(14), ...values }]);
      expect(night.missing, JSON.stringify(values)).toContain(names[index]);
    }
    expect(last([...steadyNights(14), { ...steadyNight(14), rmssdMs: 5 }]).missing).not.toContain('lnrmssd');
  });

  test('resting heart rate serves a person who has no heart rate asleep, and only such a person', () => {
    const resting = (night: NightInput) => ({
      ...night,
      nightHeartRatePerMin: null,
      restingHeartRatePerMin: night.nightHeartRatePerMin,
    });
    const all = [...steadyNights(14), illNight(14)];
    expect(last(all.map(resting)).features).toEqual(last(all).features);
    const mixed = [...steadyNights(14), resting(illNight(14))];
    expect(last(mixed).features.z_nremhr).toBeNull();
  });

  test('the deviation of skin temperature serves where no absolute one exists', () => {
    const deviation = (night: NightInput) => ({
      ...night,
      skinTemperatureCel: null,
      skinTemperatureDeviationCel: night.skinTemperatureCel! - 33.2,
    });
    const all = [...steadyNights(14), illNight(14)];
    expect(last(all.map(deviation)).features.z_temp).toBeCloseTo(last(all).features.z_temp!, 9);
    expect(last([...steadyNights(14), deviation(illNight(14))]).features.z_temp).toBeNull();
  });
});

describe('another device', () => {
  const worn = (device: string) => (night: NightInput) => {
    const source = (metric: string): ValueSource => ({
      eventId: night.date,
      provider: 'terra',
      device,
      metric,
      documentKey: night.date,
    });
    const sources = { rmssdMs: source('rmssd'), nightHeartRatePerMin: source('hr') };
    return { ...night, sources };
  };

  test('starts its channels anew; the others keep their baseline', () => {
    const nights = [
      ...steadyNights(20).map(worn('FITBIT')),
      ...[20, 21, 22].map(steadyNight).map(worn('GARMIN')),
    ];
    const night = last(nights);
    expect([night.state, night.baselineStatus, night.flags]).toEqual([
      'insufficient_data',
      'collecting',
      ['device_switch'],
    ]);
    expect(night.missing).not.toContain('respiratory_rate_baseline');
  });

  test('lowers confidence for 14 nights where HRV itself stays with its device', () => {
    const heartRateFrom = (device: string) => (night: NightInput) => ({
      ...night,
      sources: { nightHeartRatePerMin: worn(device)(night).sources.nightHeartRatePerMin },
    });
    const nights = assessNights([
      ...steadyNights(40).map(heartRateFrom('FITBIT')),
      ...Array.from({ length: 16 }, (_, i) => heartRateFrom('GARMIN')(steadyNight(40 + i))),
    ]);
    const flagged = nights
      .filter((night) => night.flags.includes('device_switch'))
      .map((night) => night.date);
    expect(flagged).toEqual(Array.from({ length: 14 }, (_, i) => dateAfter(40 + i)));
    expect(nights[40]!.confidence!).toBeLessThan(nights[54]!.confidence!);
  });

  test('an unknown device is no other device', () => {
    const nights = steadyNights(16).map((night, i) =>
      i % 3 === 0 ? worn('')(night) : worn('FITBIT')(night),
    );
    expect(last(nights).features).toEqual(last(steadyNights(16)).features);
  });
});

describe('flags', () => {
  test('stale: two nights without HRV; the state comes from the week, less surely', () => {
    const sleepOnly = (day: number) => nightAt(day, { sleepMinutes: 420 });
    const nights = assessNights([...steadyNights(40), sleepOnly(40), sleepOnly(41)]);
    expect(nights.slice(39).map((night) => night.flags)).toEqual([[], [], ['stale']]);
    // 100 (0.25 + 0.20 5/6 + 0.20 0.15 + 0.20 1 + 0.15 m) 0.6, m = 0.5 - 0.4 h7 as sleep, illness and h7 would allow primed
    const { features, confidence, state } = nights[41]!;
    const margin = 0.5 - 0.4 * features.h7!;
    expect(state).toBe('balanced');
    expect(confidence).toBe(Math.round(60 * (0.25 + 0.2 * (5 / 6) + 0.03 + 0.2 + 0.15 * margin)));
  });

  test('a week far above the usual is not primed but noted', () => {
    const high = Array.from({ length: 5 }, (_, i) => ({ ...steadyNight(40 + i), rmssdMs: Math.exp(4.2) }));
    const night = last([...steadyNights(40), ...high]);
    expect(night.features.h7).toBeGreaterThan(1.5);
    expect([night.state, night.flags]).toEqual(['balanced', ['hrv_unusually_high']]);
  });

  test('illness watch', () => {
    const night = last([...steadyNights(14), { ...illNight(14), nightHeartRatePerMin: 52 }]);
    expect([night.state, night.illnessPoints, night.flags]).toEqual(['strained', 4, ['illness_watch']]);
  });
});

test('asOf is the newest recording up to the night', () => {
  const nights = steadyNights(4);
  nights[1] = { ...nights[1]!, recordedAt: '2024-03-01T10:00:00.000+02:00' };
  nights[3] = { ...nights[3]!, recordedAt: '2024-03-01T08:00:01.000Z' };
  expect(assessNights(nights).map((night) => night.asOf)).toEqual([
    '2024-01-01T08:00:00.000Z',
    '2024-03-01T10:00:00.000+02:00',
    '2024-03-01T10:00:00.000+02:00',
    '2024-03-01T08:00:01.000Z',
  ]);
});

test('a steady person stays balanced', () => {
  expect(new Set(statesOf(steadyNights(90)).slice(14))).toEqual(new Set(['balanced']));
});
