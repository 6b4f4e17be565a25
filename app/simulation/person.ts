import { randomFrom } from './random.ts';

/** A made-up person's nights, the same for the same seed: used to see AUREN work, never for science. */

export interface SimulatedNight {
  /** Local date of waking. */
  readonly date: string;
  readonly rmssdMs: number;
  readonly heartRate: number;
  readonly restingHeartRate: number;
  readonly breaths: number;
  readonly skinCelsius: number;
  readonly asleepS: number;
  readonly bedtimeMin: number;
}

const DAY_MS = 86_400_000;
/** Night to night, ln RMSSD keeps about a third of its distance from the mean (cns.md 2.1: lag-1 0.34, SD 0.2). */
const MEMORY = 0.34;

/**
 * `count` nights, the last one waking on `lastDate`: ordinary nights, a week of too much training two weeks
 * before the end, and something like an infection in the last three nights.
 */
export const simulateNights = (seed: number, count: number, lastDate: string): SimulatedNight[] => {
  const random = randomFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const last = Date.parse(`${lastDate}T00:00:00Z`);
  let drift = 0;
  return Array.from({ length: count }, (_, index) => {
    const fromEnd = count - 1 - index;
    const ill = fromEnd < 3 ? [1, 0.85, 0.6][fromEnd]! : 0;
    const overloaded = fromEnd >= 14 && fromEnd < 21 ? 1 : 0;
    drift = MEMORY * drift + 0.14 * normal();
    const round = (value: number, digits: number): number => Number(value.toFixed(digits));
    return {
      date: new Date(last - fromEnd * DAY_MS).toISOString().slice(0, 10),
      rmssdMs: round(Math.exp(3.85 + drift - 0.4 * overloaded - 0.7 * ill), 1),
      heartRate: round(54 + 1.2 * normal() - 6 * drift + 4 * overloaded + 11 * ill, 1),
      restingHeartRate: round(50 + normal() + 3 * overloaded + 9 * ill, 0),
      breaths: round(14.6 + 0.25 * normal() + 2.6 * ill, 1),
      skinCelsius: round(33.6 + 0.25 * normal() + 1.4 * ill, 2),
      asleepS: Math.round((455 + 25 * normal() - 60 * overloaded + 30 * ill) * 60),
      bedtimeMin: Math.round(23 * 60 - 10 + 15 * normal()),
    };
  });
};
