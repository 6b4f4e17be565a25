import { finite, whollyFinite } from '../statistics/finite.ts';
import type { DayLoad } from './session-load.ts';

/** Days and weights of the two responses to a load. Individual fits vary widely. */
export interface FitnessFatigueParameters {
  readonly fitnessDays: number;
  readonly fatigueDays: number;
  readonly fitnessGain: number;
  readonly fatigueGain: number;
}

export const defaultParameters: FitnessFatigueParameters = {
  fitnessDays: 42,
  fatigueDays: 7,
  fitnessGain: 1,
  fatigueGain: 2,
};

export interface TrainingBalance {
  /** Chronic load (fitness) and acute load (fatigue), in the unit of the loads. */
  readonly chronic: number;
  readonly acute: number;
  /** Chronic minus acute. */
  readonly balance: number;
  /** Days so far whose load was not known; both averages stayed what they were. */
  readonly unknownDays: number;
}

/**
 * Banister's fitness and fatigue in recursive form: C_t = C_(t-1) + (w_t - C_(t-1)) (1 - exp(-1/42)), the same with
 * 7 for fatigue. Banister 1991 (unverified). Both begin at `start`. On an unknown day both stay what they were. Null for
 * parameters that are no number of days above 0.
 */
export function trainingBalance(
  loads: readonly DayLoad[],
  start: { readonly chronic: number; readonly acute: number } = { chronic: 0, acute: 0 },
  parameters: FitnessFatigueParameters = defaultParameters,
): (TrainingBalance | null)[] {
  const fitnessShare = -Math.expm1(-1 / parameters.fitnessDays);
  const fatigueShare = -Math.expm1(-1 / parameters.fatigueDays);
  const isUsable = parameters.fitnessDays > 0 && parameters.fatigueDays > 0;
  let { chronic, acute } = start;
  let unknownDays = 0;
  return loads.map(finite).map((load) => {
    if (load === null) unknownDays++;
    else {
      chronic += (load - chronic) * fitnessShare;
      acute += (load - acute) * fatigueShare;
    }
    return isUsable ? whollyFinite({ chronic, acute, balance: chronic - acute, unknownDays }) : null;
  });
}

/**
 * Modelled performance relative to its start on each day: k1 * sum w_s exp(-(t-s)/tau1) - k2 * sum w_s exp(-(t-s)/tau2)
 * over the days s before t. Null from the first unknown day on: a sum of responses cannot skip one; and for parameters
 * that are no number of days above 0.
 */
export function modelledPerformance(
  loads: readonly DayLoad[],
  parameters: FitnessFatigueParameters = defaultParameters,
): (number | null)[] {
  const { fitnessDays, fatigueDays, fitnessGain, fatigueGain } = parameters;
  let fitness: number | null = fitnessDays > 0 && fatigueDays > 0 ? 0 : null;
  let fatigue = 0;
  return loads.map(finite).map((load) => {
    const performance: number | null =
      fitness === null ? null : finite(fitnessGain * fitness - fatigueGain * fatigue);
    fitness = fitness === null || load === null ? null : (fitness + load) * Math.exp(-1 / fitnessDays);
    fatigue = (fatigue + (load ?? 0)) * Math.exp(-1 / fatigueDays);
    return performance;
  });
}

/**
 * Days after a single load until performance is back at its level, and until it peaks: tau1 tau2 / (tau1 - tau2) times
 * ln(k2 / k1), and ln(k2 tau1 / (k1 tau2)). With the defaults 5.8 and 20.9. Null where fatigue does not outweigh
 * fitness at first, or does not fade faster, and for parameters that are not above 0.
 */
export function recoveryDays(
  parameters: FitnessFatigueParameters = defaultParameters,
): { readonly toRecover: number; readonly toPeak: number } | null {
  const { fitnessDays, fatigueDays, fitnessGain, fatigueGain } = parameters;
  const isUsable =
    fatigueDays > 0 && fitnessDays > fatigueDays && fitnessGain > 0 && fatigueGain > fitnessGain;
  if (!isUsable) return null;
  const scale = (fitnessDays * fatigueDays) / (fitnessDays - fatigueDays);
  return whollyFinite({
    toRecover: scale * Math.log(fatigueGain / fitnessGain),
    toPeak: scale * Math.log((fatigueGain * fitnessDays) / (fitnessGain * fatigueDays)),
  });
}
