import { finite } from '../statistics/finite.ts';

/** Percent and minutes: design heuristics in line with common practice. */
export const lowEfficiencyBelow = 85;
export const longLatencyAboveMin = 30;
const longWakeAboveMin = 30;

export interface SleepTimes {
  /** Minutes asleep. */
  readonly sleepMin: number | null;
  readonly timeInBedMin: number | null;
  /** Minutes from lights out to sleep. */
  readonly latencyMin: number | null;
  /** Minutes awake after first falling asleep; where null, what is left of the time in bed. */
  readonly wakeAfterOnsetMin: number | null;
}

export type ContinuityFlag = 'low_efficiency' | 'long_latency' | 'long_wake_after_onset';

export interface SleepContinuity {
  /** 100 * sleep / time in bed; null where either is unknown or more was slept than lain. */
  readonly efficiencyPercent: number | null;
  readonly wakeAfterOnsetMin: number | null;
  readonly flags: readonly ContinuityFlag[];
}

/** Efficiency, wake after sleep onset and latency of one night. Stages are weak evidence and take no part. */
export function sleepContinuity(times: SleepTimes): SleepContinuity {
  const sleepMin = finite(times.sleepMin);
  const timeInBedMin = finite(times.timeInBedMin);
  const latencyMin = finite(times.latencyMin);
  const known = sleepMin !== null && timeInBedMin !== null && timeInBedMin > 0 && sleepMin <= timeInBedMin;
  const efficiencyPercent = known ? finite((100 * sleepMin) / timeInBedMin) : null;
  const rest = known && latencyMin !== null ? finite(timeInBedMin - sleepMin - latencyMin) : null;
  const wakeAfterOnsetMin = finite(times.wakeAfterOnsetMin) ?? (rest === null || rest < 0 ? null : rest);
  const flags: ContinuityFlag[] = [];
  if (efficiencyPercent !== null && efficiencyPercent < lowEfficiencyBelow) flags.push('low_efficiency');
  if (latencyMin !== null && latencyMin > longLatencyAboveMin) flags.push('long_latency');
  if (wakeAfterOnsetMin !== null && wakeAfterOnsetMin > longWakeAboveMin) flags.push('long_wake_after_onset');
  return { efficiencyPercent, wakeAfterOnsetMin, flags };
}
