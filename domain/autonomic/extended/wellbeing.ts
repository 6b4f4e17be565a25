import type { SubjectiveScores } from '../night-extras.ts';
import { mean, sampleStandardDeviation } from '../statistics.ts';
import { extendedRuleset } from './ruleset.ts';

const { subjective: rules } = extendedRuleset;

/** Mean of the subjective scores (1 to 5, high is good) against the 28 days before. */
export interface Wellbeing {
  readonly value: number | null;
  readonly mean: number | null;
  /** Sample standard deviation, not below 0.2. */
  readonly deviation: number | null;
  /** Days with a value in the 28 before. */
  readonly n: number;
  /** Null below 14 of them. */
  readonly z: number | null;
}

/**
 * Wellbeing of each day: mean of at least 3 of the 5 scores, z against mean and standard deviation of d-28 to d-1.
 * That +-0.5 z is the average band: Flatt & Esco 2018 (verified).
 */
export function wellbeings(days: readonly (SubjectiveScores | null)[]): Wellbeing[] {
  const values = days.map((scores) => (scores === null ? null : meanScore(scores)));
  return values.map((value, index) => {
    const past = values
      .slice(Math.max(0, index - rules.referenceDays), index)
      .filter((each) => each !== null);
    const centre = mean(past);
    const spread = sampleStandardDeviation(past);
    const ready = centre !== null && spread !== null && past.length >= rules.fewestDays;
    const deviation = ready ? Math.max(spread, rules.floor) : null;
    return {
      value,
      mean: ready ? centre : null,
      deviation,
      n: past.length,
      z: value !== null && ready ? (value - centre) / deviation! : null,
    };
  });
}

function meanScore({ fatigue, soreness, stress, mood, sleepQuality }: SubjectiveScores): number | null {
  const given = [fatigue, soreness, stress, mood, sleepQuality].filter(
    (score) => score !== null && score >= rules.lowest && score <= rules.highest,
  ) as number[];
  return given.length < rules.fewestScores ? null : mean(given);
}
