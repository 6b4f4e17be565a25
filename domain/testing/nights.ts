import { assessNights } from '../autonomic/assess.ts';
import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import type { NightInput } from '../autonomic/night.ts';
import { coreRuleset } from '../autonomic/ruleset.ts';
import { assess, type NightDecision } from '../nights.ts';

type Values = Partial<Omit<NightInput, 'date'>>;

const provided = (date: string) => {
  const source = (metric: string) => ({
    eventId: `reading-${date}-${metric}`,
    provider: 'terra',
    device: 'FITBIT',
    metric,
    documentKey: `sleep:${date}`,
  });
  return {
    rmssdMs: source('rmssd'),
    nightHeartRatePerMin: source('heart_rate'),
    respiratoryRatePerMin: source('respiratory_rate'),
    skinTemperatureCel: source('skin_temperature'),
    sleepMinutes: source('sleep'),
  };
};

/** Consecutive nights that end on `lastDate`; what a night leaves out was not measured. */
export const nightsEndingOn = (lastDate: string, values: readonly Values[]): NightInput[] =>
  values.map((given, index) => {
    const date = dateOf(dayNumber(lastDate) - (values.length - 1 - index));
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
      sources: provided(date),
      ...given,
    };
  });

/** An unremarkable night that varies a little with its number. */
export const usualNight = (index: number): Values => ({
  rmssdMs: 47 + (index % 5) - 2,
  nightHeartRatePerMin: 58 + (index % 3) - 1,
  respiratoryRatePerMin: 14.6 + ((index % 4) - 1.5) / 5,
  skinTemperatureCel: 33.9 + ((index % 3) - 1) / 10,
  sleepMinutes: 420 + (index % 7) * 5,
});

export const unusualNight: Values = {
  rmssdMs: 16,
  nightHeartRatePerMin: 72,
  respiratoryRatePerMin: 18.2,
  skinTemperatureCel: 35.4,
  sleepMinutes: 402,
};

/** The decisions about these nights, oldest first. */
export const decisionsOf = (userId: string, inputs: readonly NightInput[]): NightDecision[] =>
  assess({ userId, ruleset: coreRuleset.id, nights: assessNights(inputs) }, new Map()).flatMap((event) =>
    event.type === 'NightWithdrawn' ? [] : [event.data],
  );
