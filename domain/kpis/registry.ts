/** The key figures of the original system, under the names it gave them. */
export const kpiNames = ['hrv_rmssd', 'sleep_debt_hours', 'recovery_score'] as const;
export type KpiName = (typeof kpiNames)[number];

/** `elevated`: so high that the measurement itself is in doubt. */
export type KpiLevel = 'normal' | 'warning' | 'critical' | 'elevated';

interface KpiKind {
  /** UCUM; `1` for a score. */
  readonly unit: 'ms' | 'h' | '1';
  /** Name of its Prometheus series. */
  readonly series: string;
  readonly help: string;
  readonly isWarning: (value: number) => boolean;
  readonly isCritical: (value: number) => boolean;
  readonly isElevated: (value: number) => boolean;
}

const never = (): boolean => false;

/**
 * Limits of the original's registry (version 1.1). They are the same for everybody and were never validated: they sort a
 * dashboard, no state and no advice rests on them.
 */
export const kpiKinds: Readonly<Record<KpiName, KpiKind>> = {
  hrv_rmssd: {
    unit: 'ms',
    series: 'auren_hrv_rmssd_ms',
    help: 'RMSSD of the newest night',
    isWarning: (value) => value < 30,
    isCritical: (value) => value < 20,
    isElevated: (value) => value > 100,
  },
  sleep_debt_hours: {
    unit: 'h',
    series: 'auren_sleep_debt_hours',
    help: 'Sleep missed in the seven nights to the newest one',
    isWarning: (value) => value > 4,
    isCritical: (value) => value > 8,
    isElevated: never,
  },
  recovery_score: {
    unit: '1',
    series: 'auren_recovery_score',
    help: 'Recovery score of the newest night (a heuristic, 0 to 100)',
    isWarning: (value) => value < 60,
    isCritical: (value) => value < 40,
    isElevated: never,
  },
};

export const kpiLevel = (kpi: KpiName, value: number): KpiLevel => {
  const { isWarning, isCritical, isElevated } = kpiKinds[kpi];
  if (isCritical(value)) return 'critical';
  if (isWarning(value)) return 'warning';
  return isElevated(value) ? 'elevated' : 'normal';
};
