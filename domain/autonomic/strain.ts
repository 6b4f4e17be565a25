import type { Features } from './features.ts';
import type { FiredRule } from './illness.ts';
import { coreRuleset, type StrainLimits } from './ruleset.ts';

const { strain: rules, composite } = coreRuleset;

/** The channels that can earn strain points. */
export type StrainChannel = 'h7' | 'lnrmssd' | 'night_heart_rate' | 'sleep7';

export interface Strain {
  readonly points: number;
  readonly fired: Readonly<Record<StrainChannel, FiredRule | null>>;
}

/** Strain points 1 to 5 with the limits for entering the state: what is reported as `strain_points`. */
export const strainPointsToEnter = (features: Features): Strain => strainPoints(features, rules.enter);

/** The same count with the wider limits that keep a strained person strained (a Schmitt trigger). */
export const strainPointsToStay = (features: Features): Strain => strainPoints(features, rules.stay);

function strainPoints(features: Features, limits: StrainLimits): Strain {
  const fired = {
    h7: weeklyHrv(features.h7, limits),
    lnrmssd: atMost('z', features.z_hrv, limits.hrvLow),
    night_heart_rate: atLeast('z', features.z_nremhr, limits.heartRateHigh),
    sleep7: below('sleep7', features.sleep7_min, limits.sleepShortMin),
  };
  const points = Object.values(fired).reduce((sum, rule) => sum + (rule?.points ?? 0), 0);
  return { points, fired };
}

function weeklyHrv(h7: number | null, limits: StrainLimits): FiredRule | null {
  const low = below('h7', h7, limits.weeklyHrvLow);
  const veryLow = below('h7', h7, limits.weeklyHrvVeryLow);
  return low !== null && veryLow !== null ? { ...veryLow, points: low.points + veryLow.points } : low;
}

function below(name: string, value: number | null, limit: number): FiredRule | null {
  return value !== null && value < limit ? { points: 1, rule: `${name}<${limit}` } : null;
}

function atMost(name: string, value: number | null, limit: number): FiredRule | null {
  return value !== null && value <= limit ? { points: 1, rule: `${name}<=${limit}` } : null;
}

function atLeast(name: string, value: number | null, limit: number): FiredRule | null {
  return value !== null && value >= limit ? { points: 1, rule: `${name}>=${limit}` } : null;
}

/** CI = 0.4 h7 + 0.3 z_hrv - 0.3 z_hr; a missing term is 0. */
export function compositeIndex(features: Features): number {
  return (
    composite.weeklyHrv * (features.h7 ?? 0) +
    composite.hrv * (features.z_hrv ?? 0) +
    composite.heartRate * (features.z_nremhr ?? 0)
  );
}
