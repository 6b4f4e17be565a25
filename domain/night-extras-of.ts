import type { NightInput } from './autonomic/night.ts';
import type { NightExtras } from './autonomic/night-extras.ts';
import { personLoads, type Workout } from './load/person-loads.ts';
import { dayAfter, noProfile, profilesOn, type ToldDay } from './told-days.ts';

export interface SeenWorkout extends Workout {
  /** ISO 8601 instant. */
  readonly recordedAt: string;
  readonly eventId: string;
}

interface Found {
  readonly extras: NightExtras;
  readonly recordedAt: string;
}

/**
 * The nights with what the person told and what they trained, in the order of their dates. A date that only such words
 * know becomes a night without values. The load of a calendar day is of the night that ends on the next.
 */
export const withExtras = (
  nights: readonly NightInput[],
  told: ReadonlyMap<string, ToldDay>,
  workouts: readonly SeenWorkout[],
): NightInput[] => {
  const found = new Map<string, Found>();
  const add = (date: string, extras: NightExtras, recordedAt: string): void => {
    const before = found.get(date);
    found.set(date, {
      extras: { ...before?.extras, ...extras, eventIds: { ...before?.extras.eventIds, ...extras.eventIds } },
      recordedAt: later(before?.recordedAt ?? '', recordedAt),
    });
  };
  for (const [date, { extras, saidAt, eventIds }] of told)
    if (Object.keys(extras).length > 0) add(date, { ...extras, eventIds: { words: eventIds } }, saidAt);
  for (const { date, load, recordedAt, eventIds } of loadsOf(nights, told, workouts))
    add(dayAfter(date), { dayLoad: load, eventIds: { load: eventIds } }, recordedAt);

  const byDate = new Map(nights.map((night) => [night.date, night]));
  for (const [date, { extras, recordedAt }] of found) {
    const night: NightInput = byDate.get(date) ?? { ...nothingMeasured, date, recordedAt };
    byDate.set(date, {
      ...night,
      extras: { ...night.extras, ...extras },
      recordedAt: later(night.recordedAt, recordedAt),
    });
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
};

const nothingMeasured = {
  rmssdMs: null,
  nightHeartRatePerMin: null,
  restingHeartRatePerMin: null,
  respiratoryRatePerMin: null,
  skinTemperatureCel: null,
  skinTemperatureDeviationCel: null,
  sleepMinutes: null,
};

interface DayOfLoad {
  readonly date: string;
  readonly load: number;
  readonly recordedAt: string;
  readonly eventIds: readonly string[];
}

const later = (a: string, b: string): string => (a > b ? a : b);

const loadsOf = (
  nights: readonly NightInput[],
  told: ReadonlyMap<string, ToldDay>,
  workouts: readonly SeenWorkout[],
): DayOfLoad[] => {
  const trained = Map.groupBy(workouts, ({ date }) => date);
  const dates = new Set([...trained.keys(), ...told.keys()]);
  const profileOn = profilesOn(told);
  const resting = restingHeartRates(nights);
  const loads = personLoads(
    [...dates].map((date) => ({
      date,
      sessions: told.get(date)?.sessions ?? [],
      restDay: told.get(date)?.restDay ?? false,
      workouts: trained.get(date) ?? [],
      profile: told.size === 0 ? noProfile : profileOn(date),
      restingHeartRate: resting(date),
    })),
  );
  return [...loads].map(([date, load]) => {
    const seen = trained.get(date) ?? [];
    const words = told.get(date);
    return {
      date,
      load,
      recordedAt: seen.map(({ recordedAt }) => recordedAt).reduce(later, words?.saidAt ?? ''),
      eventIds: [...(words?.eventIds ?? []), ...seen.map(({ eventId }) => eventId)],
    };
  });
};

/** The newest on or before a date: measured at rest, else asleep. */
const restingHeartRates = (nights: readonly NightInput[]): ((date: string) => number | null) => {
  const known = nights
    .map((night) => ({ date: night.date, rate: night.restingHeartRatePerMin ?? night.nightHeartRatePerMin }))
    .filter(({ rate }) => rate !== null)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return (date) => known.findLast((each) => each.date <= date)?.rate ?? null;
};
