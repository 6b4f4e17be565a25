import type { NightInput } from './night.ts';

// Hand-made nights for the tests of this folder.

/** A date `days` after 2024-01-01. */
export function dateAfter(days: number): string {
  return new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
}

/** The night `days` after 2024-01-01, with nothing measured but what is given. */
export function nightAt(days: number, values: Partial<NightInput> = {}): NightInput {
  const date = dateAfter(days);
  return {
    date,
    rmssdMs: null,
    nightHeartRatePerMin: null,
    restingHeartRatePerMin: null,
    respiratoryRatePerMin: null,
    skinTemperatureCel: null,
    skinTemperatureDeviationCel: null,
    sleepMinutes: null,
    recordedAt: `${date}T08:00:00.000Z`,
    ...values,
  };
}

const swing = [-1, 1, -0.5, 0.5, -1.5, 1.5, -1, 1, -0.5, 0.5, -1.5, 1.5, -1, 1];

/**
 * Nights that swing around a middle. Over any 14 in a row the medians are lnRMSSD 3.7, heart rate 52, breathing 15.2,
 * skin temperature 33.2 and sleep 420; the scaled MADs 0.14826, 2.9652, 0.3 (its floor) and 0.29652; the sample
 * variance of lnRMSSD is 0.16 / 13.
 */
export function steadyNight(days: number): NightInput {
  const offset = swing[days % swing.length]!;
  return nightAt(days, {
    rmssdMs: Math.exp(3.7 + 0.1 * offset),
    nightHeartRatePerMin: 52 + 2 * offset,
    respiratoryRatePerMin: 15.2 + 0.2 * offset,
    skinTemperatureCel: 33.2 + 0.2 * offset,
    sleepMinutes: 420 + 20 * offset,
  });
}

export function steadyNights(count: number): NightInput[] {
  return Array.from({ length: count }, (_, days) => steadyNight(days));
}

/** A night that fires the 2-point rule of every specific channel and of heart rate: 6 points in 3 channels. */
export function illNight(days: number): NightInput {
  return nightAt(days, {
    rmssdMs: Math.exp(3.7),
    nightHeartRatePerMin: 59,
    respiratoryRatePerMin: 17,
    skinTemperatureCel: 34.4,
    sleepMinutes: 420,
  });
}
