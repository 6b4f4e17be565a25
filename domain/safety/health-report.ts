import { dayNumber } from '../autonomic/calendar.ts';

/**
 * What no device measures and a person can tell, for the red flags alone: no state is made of it. Null: not said, so
 * that earlier words hold on.
 */
export interface HealthReport {
  /** Percent lost, positive, and over how many months. */
  readonly weightLossPercent: number | null;
  readonly weightLossMonths: number | null;
  readonly monthsWithoutPeriod: number | null;
  readonly persistentFatigue: boolean | null;
  /** Nights a week with trouble sleeping, and for how many months. */
  readonly insomniaNightsPerWeek: number | null;
  readonly insomniaMonths: number | null;
  readonly snoringWithGasping: boolean | null;
  readonly asleepWhileDriving: boolean | null;
  readonly dizzyOrFaint: boolean | null;
  readonly palpitations: boolean | null;
  readonly recentInfection: boolean | null;
  readonly stiffNeckRashOrConfusion: boolean | null;
  readonly performanceFallingWeeks: number | null;
  /** Local date, YYYY-MM-DD. */
  readonly deloadBeganOn: string | null;
  /** Metres above the sea. */
  readonly altitudeM: number | null;
  /** A clinician has set a target of oxygen saturation. */
  readonly oxygenTargetByClinician: boolean | null;
  readonly athlete: boolean | null;
}

/** Days for which each is believed without being said again. What keeps a flag away for a reason that passes, briefly. */
const holdsForDays: Readonly<Record<keyof HealthReport, number>> = {
  weightLossPercent: 28,
  weightLossMonths: 28,
  monthsWithoutPeriod: 28,
  persistentFatigue: 28,
  insomniaNightsPerWeek: 28,
  insomniaMonths: 28,
  snoringWithGasping: 28,
  asleepWhileDriving: 28,
  dizzyOrFaint: 3,
  palpitations: 3,
  recentInfection: 14,
  stiffNeckRashOrConfusion: 3,
  performanceFallingWeeks: 28,
  deloadBeganOn: 28,
  altitudeM: 7,
  oxygenTargetByClinician: Number.POSITIVE_INFINITY,
  athlete: Number.POSITIVE_INFINITY,
};

const healthFields = Object.keys(holdsForDays) as readonly (keyof HealthReport)[];

export const nothingReported = Object.fromEntries(
  healthFields.map((field) => [field, null]),
) as unknown as HealthReport;

interface Reported {
  readonly id: string;
  /** Local date, YYYY-MM-DD. */
  readonly date: string;
  readonly health: HealthReport;
}

/** What is believed on a date of what was reported, oldest first: the last word on each while it holds, and whose it is. */
export const healthOn = (
  today: string,
  reports: readonly Reported[],
): { readonly health: HealthReport; readonly ids: readonly string[] } => {
  const ids = new Set<string>();
  const believed = (field: keyof HealthReport) => {
    const last = reports.findLast(({ health }) => (health[field] ?? null) !== null);
    if (last === undefined || dayNumber(today) - dayNumber(last.date) >= holdsForDays[field]) return null;
    ids.add(last.id);
    return last.health[field];
  };
  const health = Object.fromEntries(healthFields.map((field) => [field, believed(field)]));
  return { health: health as unknown as HealthReport, ids: [...ids] };
};
