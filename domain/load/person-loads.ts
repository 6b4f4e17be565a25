import type { ProfileFacts, Session } from '../check-in.ts';
import { type DayLoad, dayLoad, sessionLoad, trimp } from './session-load.ts';

export interface Workout {
  readonly document: string;
  readonly date: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Mean of the workout, 1/min. */
  readonly heartRate: number | null;
}

export interface LoadDay {
  readonly date: string;
  readonly sessions: readonly Session[];
  readonly restDay: boolean;
  readonly workouts: readonly Workout[];
  /** In force on the day. */
  readonly profile: ProfileFacts;
  /** The newest known on or before the day, 1/min. */
  readonly restingHeartRate: number | null;
}

/**
 * Load of each day with one, in one unit for a person: session ratings (arbitrary units) or training impulses are
 * never mixed, because a change of unit looks like a change of training. The unit is that of the earliest known load,
 * ratings first on the same day; so no later word changes the unit of an earlier day (design heuristic). Before it a day
 * counts where both agree, as with a day of rest.
 */
export const personLoads = (days: readonly LoadDay[]): Map<string, number> => {
  const ordered = [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
  const rated = ordered.map(ratedLoad);
  const impulses = ordered.map(impulseLoad);
  const first = ordered.findIndex((_, index) => isTrained(rated[index]!) || isTrained(impulses[index]!));
  const chosen = first >= 0 && !isTrained(rated[first]!) ? impulses : rated;
  const isBeforeUnit = (index: number): boolean => first < 0 || index < first;
  return new Map(
    ordered.flatMap(({ date }, index) => {
      const agreed = rated[index] === impulses[index] ? rated[index]! : null;
      const load = isBeforeUnit(index) ? agreed : chosen[index]!;
      return load === null ? [] : [[date, load] as const];
    }),
  );
};

const isTrained = (load: DayLoad): boolean => load !== null && load > 0;

const ratedLoad = ({ sessions, restDay }: LoadDay): DayLoad =>
  sumOrUnknown(
    sessions.map(({ rating, minutes }) => sessionLoad(rating, minutes)),
    restDay,
  );

const impulseLoad = ({ workouts, restDay, profile, restingHeartRate }: LoadDay): DayLoad => {
  const { maximalHeartRate, impulseWeights } = profile;
  const impulses = onceEach(workouts).map(({ startMs, endMs, heartRate }) =>
    heartRate === null || restingHeartRate === null || maximalHeartRate === null || impulseWeights === null
      ? null
      : trimp({
          minutes: (endMs - startMs) / 60_000,
          heartRate,
          restingHeartRate,
          maximalHeartRate,
          weights: impulseWeights,
        }),
  );
  return sumOrUnknown(impulses, restDay);
};

/** A day of which one session is not known is not known: part of a load is no load. */
const sumOrUnknown = (loads: readonly DayLoad[], restDay: boolean): DayLoad => {
  const known = loads.filter((load) => load !== null);
  return known.length < loads.length ? null : dayLoad(known, restDay);
};

/** Of workouts that several sources saw at the same time the first, ties by the document's name. */
const onceEach = (workouts: readonly Workout[]): Workout[] => {
  const kept: Workout[] = [];
  const ordered = [...workouts].sort((a, b) => a.startMs - b.startMs || (a.document < b.document ? -1 : 1));
  for (const workout of ordered) if (workout.startMs >= (kept.at(-1)?.endMs ?? -Infinity)) kept.push(workout);
  return kept;
};
