import type { NightObservation } from '../observation.ts';
import { mean, sampleStandardDeviation } from '../statistics.ts';
import type { ExtraFacts } from './facts.ts';
import { extendedRuleset } from './ruleset.ts';

const { overreached: rules } = extendedRuleset;

/** What a classified night leaves for the rule; a night that was not classified leaves null. */
export interface NightTrace {
  readonly h7: number;
  readonly heartRate: number | null;
  /** 100 * SD / mean of the week's lnRMSSD; null below 5 nights. */
  readonly variation: number | null;
  /** Weekly HRV far above, night heart rate low, and the variation falling. */
  readonly parasympathetic: boolean;
}

/** The last 13 calendar nights before the one in question, oldest first. */
export type NightTraces = readonly (NightTrace | null)[];

export const tracesAfter = (traces: NightTraces, tonight: NightTrace | null): NightTraces =>
  [...traces, tonight].slice(1 - rules.nights);

export function traceOf(observation: NightObservation, traces: NightTraces): NightTrace {
  const h7 = observation.h7 ?? 0;
  const heartRate = observation.channels.night_heart_rate.z;
  const variation = weeklyVariation(observation.week.values);
  const weekAgo = traces.at(-7)?.variation ?? null;
  return {
    h7,
    heartRate,
    variation,
    parasympathetic:
      h7 >= rules.weeklyHrvHigh &&
      heartRate !== null &&
      heartRate <= rules.heartRateLow &&
      variation !== null &&
      weekAgo !== null &&
      variation < weekAgo,
  };
}

/** CV7 in percent. It depends on the unit, ms. */
export function weeklyVariation(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < rules.fewestVariationNights) return null;
  const centre = mean(known)!;
  return centre === 0 ? null : (100 * sampleStandardDeviation(known)!) / centre;
}

export interface Overreaching {
  readonly type: 'sympathetic' | 'parasympathetic';
  /** Share (0 to 1) of the classified nights of the fortnight that have the pattern. */
  readonly share: number;
  readonly nights: number;
  /** What agrees with the pattern. */
  readonly supporting: readonly string[];
  readonly fires: boolean;
}

/**
 * The pattern compatible with overreaching: weekly HRV low (or unusually high with low heart rate and falling
 * variation) on at least 70 % of at least 9 classified nights of the last 14, with at least two of load, wellbeing,
 * performance and heart rate agreeing. Meeusen 2013, Tian 2013 (verified); the numbers are design heuristics. Null
 * below 9 classified nights. No single marker is enough, and it is never called a syndrome.
 */
export function overreaching(
  traces: NightTraces,
  tonight: NightTrace,
  facts: ExtraFacts,
): Overreaching | null {
  const fortnight = [...traces, tonight];
  const classified = fortnight.filter((trace) => trace !== null);
  if (classified.length < rules.fewestClassified) return null;
  const share = (has: (trace: NightTrace) => boolean) => classified.filter(has).length / classified.length;
  const low = share(({ h7 }) => h7 <= rules.weeklyHrvLow);
  const high = share(({ parasympathetic }) => parasympathetic);
  const supporting = support(fortnight.slice(-7), facts);
  const larger = Math.max(low, high);
  return {
    type: high > low ? 'parasympathetic' : 'sympathetic',
    share: larger,
    nights: classified.length,
    supporting,
    fires: larger >= rules.share && supporting.length >= rules.supporting,
  };
}

function support(week: NightTraces, facts: ExtraFacts): string[] {
  const rates = week.flatMap((trace) =>
    trace === null || trace.heartRate === null ? [] : [trace.heartRate],
  );
  const performance = facts.performanceChangePercent;
  const heartRate = rates.length < rules.fewestHeartRateNights ? null : mean(rates);
  return [
    ...(facts.loadPointInFortnight ? ['load'] : []),
    ...(facts.lowWellbeingNights >= rules.subjectiveNights ? ['subjective'] : []),
    ...(performance !== null && performance <= rules.performanceWorse ? ['performance'] : []),
    ...(heartRate !== null && heartRate >= rules.heartRateWeek ? ['heart_rate'] : []),
  ];
}

/** Weekly HRV back at -0.3 or above on 5 of the last 7 nights. */
export function leavesOverreached(traces: NightTraces, tonight: NightTrace): boolean {
  const { weeklyHrv, nights, of } = rules.leave;
  const week = [...traces, tonight].slice(-of);
  return week.filter((trace) => trace !== null && trace.h7 >= weeklyHrv).length >= nights;
}
