import { dayNumber } from '../autonomic/calendar.ts';
import type { Exclusion, ReportedSymptom } from '../autonomic/night-extras.ts';
import { allExclusions } from '../conditions.ts';
import { type Said, standingProfile, toldDays } from '../told-days.ts';
import { freshDays, isFresh } from './fresh.ts';
import { type HealthReport, healthOn } from './health-report.ts';

const betaBlockerDays = 30;

/** What a person's words say about now, with the events they are from. */
export interface ToldNow {
  readonly symptoms: readonly ReportedSymptom[];
  readonly exclusions: readonly Exclusion[];
  readonly health: HealthReport;
  readonly eventIds: { readonly [What in 'symptoms' | 'exclusions' | 'health']: readonly string[] };
}

/** From everything the person said, in the order of the log; words about a day that is still to come do not count yet. */
export const toldNow = (said: readonly Said[], now: string): ToldNow => {
  const today = now.slice(0, 10);
  const known = said.filter(({ data }) => dayNumber(data.date) - dayNumber(today) <= 1);
  const days = toldDays(known);
  const felt = [...days]
    .filter(([date, { extras }]) => extras.symptoms !== undefined && isFresh(date, now, freshDays))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .at(-1);
  const reports = known
    .flatMap(({ id, type, data }) =>
      type === 'CheckedIn' && data.health ? [{ id, date: data.date, health: data.health }] : [],
    )
    .sort((a, b) => dayNumber(a.date) - dayNumber(b.date));
  const profiles = known.filter(
    ({ type, data }) =>
      type === 'ContextTagged' && (data.profile.exclusions ?? data.profile.conditions ?? null) !== null,
  );
  const { health, ids } = healthOn(today, reports);
  return {
    symptoms: felt?.[1].extras.symptoms ?? [],
    exclusions: exclusionsNow(known, days, today),
    health,
    eventIds: {
      symptoms: felt?.[1].eventIds ?? [],
      exclusions: profiles.map(({ id }) => id),
      health: ids,
    },
  };
};

/** A changed beta blocker counts for 30 days, whatever is told after it; the rest until told otherwise. */
const exclusionsNow = (
  said: readonly Said[],
  days: ReturnType<typeof toldDays>,
  today: string,
): readonly Exclusion[] => {
  const lasting = allExclusions(standingProfile(days)).filter((each) => each !== 'beta_blocker_change');
  const changed = said.some(
    ({ type, data }) =>
      type === 'ContextTagged' &&
      data.profile.exclusions?.includes('beta_blocker_change') &&
      dayNumber(today) - dayNumber(data.date) < betaBlockerDays,
  );
  return changed ? [...lasting, 'beta_blocker_change'] : lasting;
};
