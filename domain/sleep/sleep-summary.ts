import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import { finite } from '../statistics/finite.ts';
import { type DebtFlag, sleepDebts } from './debt.ts';
import { socialJetlag } from './midpoint.ts';
import { type SleepNeed, sleepNeed } from './need.ts';
import { type SleepHabits, sleepHabits } from './sleep-habits.ts';
import { type RecordedSleep, type SleepNight, sleepNights } from './sleep-night.ts';

/** Nights over which social jetlag is looked for. */
const jetlagNights = 28;

/** Sleep on a date, for display: no state rests on it. Null: not known. */
export interface SleepSummary {
  readonly night: SleepNight | null;
  readonly habits: SleepHabits;
  readonly need: { readonly minutes: number; readonly basis: SleepNeed['basis'] | 'told' };
  readonly debtMin: number | null;
  readonly debtFlag: DebtFlag | null;
  readonly deficit7Min: number | null;
  readonly socialJetlagH: number | null;
}

/**
 * `sleeps`: of the last weeks; the longer they reach back, the better the need and the usual are known. Saturday and
 * Sunday stand for the days without an alarm, which no device tells (design heuristic).
 */
export function sleepSummary(
  sleeps: readonly RecordedSleep[],
  date: string,
  toldNeedMin: number | null,
): SleepSummary {
  const nights = sleepNights(sleeps.filter((sleep) => sleep.date <= date));
  const need = needOf(nights, toldNeedMin);
  const byDate = new Map(nights.map((night) => [night.date, night]));
  const first = nights[0] === undefined ? null : dayNumber(nights[0].date);
  const count = first === null ? 0 : dayNumber(date) - first + 1;
  const calendar = Array.from({ length: count }, (_, index) => ({
    needMin: need.minutes,
    sleepMin: byDate.get(dateOf(first! + index))?.sleepMin ?? null,
  }));
  const debt = sleepDebts(calendar).at(-1);
  const recent = nights.filter((night) => dayNumber(date) - dayNumber(night.date) < jetlagNights);
  const midpoints = (of: readonly SleepNight[]) => of.map(({ midpointH }) => midpointH);
  return {
    night: byDate.get(date) ?? null,
    habits: sleepHabits(sleeps, date),
    need,
    debtMin: debt?.debtMin ?? null,
    debtFlag: debt?.flag ?? null,
    deficit7Min: debt?.deficit7Min ?? null,
    socialJetlagH: socialJetlag(
      midpoints(recent.filter(isFree)),
      midpoints(recent.filter((night) => !isFree(night))),
    ),
  };
}

/** 1970 began on a Thursday. */
const isFree = ({ date }: { readonly date: string }): boolean => [2, 3].includes(dayNumber(date) % 7);

function needOf(nights: readonly SleepNight[], toldMin: number | null): SleepSummary['need'] {
  const told = finite(toldMin);
  if (told !== null) return { minutes: told, basis: 'told' };
  const known = nights.filter(({ sleepMin }) => sleepMin !== null);
  return sleepNeed({
    knownNights: known.length,
    freeNightsMin: known.filter(isFree).map(({ sleepMin }) => sleepMin!),
  });
}
