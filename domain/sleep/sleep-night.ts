import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import { byDuration, overlappedSleeps, type SeenSleep } from '../sleep-overlap.ts';
import { finite } from '../statistics/finite.ts';
import { sleepContinuity } from './continuity.ts';
import { type Interval, sleepEpochs } from './epochs.ts';
import type { SleepEpoch } from './regularity.ts';

const msPerMinute = 60_000;
const minutesPerDay = 1_440;
const epochMin = 5;

/** One sleep as one source recorded it. */
export interface RecordedSleep extends SeenSleep {
  /** Local date of waking, YYYY-MM-DD. */
  readonly date: string;
  readonly isNap: boolean;
  /** Of the sleeper's clock, minutes east of UTC. */
  readonly zoneOffsetMin: number;
  readonly inBedS: number | null;
  readonly latencyS: number | null;
  /** As the source says; used only where the time in bed is not known. */
  readonly efficiencyPercent: number | null;
}

/** The main sleep of a date. Null: not known. */
export interface SleepNight {
  readonly date: string;
  readonly source: string;
  readonly sleepMin: number | null;
  readonly efficiencyPercent: number | null;
  readonly latencyMin: number | null;
  readonly wakeAfterOnsetMin: number | null;
  /** Clock time in the middle between falling asleep and waking, hours 0 to 24. */
  readonly midpointH: number;
}

/** The longest sleep of each date that is no nap, each sleep counted once however many sources saw it; oldest first. */
export function sleepNights(sleeps: readonly RecordedSleep[]): SleepNight[] {
  return mainSleeps(sleeps).map((sleep) => {
    const sleepMin = minutes(sleep.asleepS);
    const latencyMin = minutes(sleep.latencyS);
    const timeInBedMin = minutes(sleep.inBedS);
    const { efficiencyPercent, wakeAfterOnsetMin } = sleepContinuity({
      sleepMin,
      timeInBedMin,
      latencyMin,
      wakeAfterOnsetMin: null,
    });
    const { startMin, endMin } = asleep(sleep);
    const middle = (startMin + endMin) / 2;
    return {
      date: sleep.date,
      source: sleep.source,
      sleepMin,
      efficiencyPercent:
        efficiencyPercent ?? (timeInBedMin === null ? finite(sleep.efficiencyPercent) : null),
      latencyMin,
      wakeAfterOnsetMin,
      midpointH: (middle - minutesPerDay * Math.floor(middle / minutesPerDay)) / 60,
    };
  });
}

export interface SleepDay {
  readonly date: string;
  /** From noon of the day before to noon of the date, so that the night of a date lies in one day. */
  readonly epochs: readonly SleepEpoch[];
}

/**
 * Epochs of 5 minutes from the first to the last recorded night. Asleep is from falling asleep to waking, naps too; time
 * awake within a sleep does not count, so that sources with and without stages give the same days. Awake is what lies
 * between the nights of two consecutive dates, and the morning after the newest night, so that its day compares with
 * those before; around a night that is missing nothing is known.
 */
export function sleepDays(sleeps: readonly RecordedSleep[]): SleepDay[] {
  const nights = mainSleeps(sleeps);
  const [first, last] = [nights[0], nights.at(-1)];
  if (first === undefined || last === undefined) return [];
  const firstDay = dayNumber(first.date);
  const count = dayNumber(last.date) - firstDay + 1;
  const fromMin = firstDay * minutesPerDay - minutesPerDay / 2;
  const shifted = ({ startMin, endMin }: Interval) => ({
    startMin: startMin - fromMin,
    endMin: endMin - fromMin,
  });
  const between = nights.flatMap((night, index) => {
    const before = nights[index - 1];
    return before !== undefined && dayNumber(night.date) - dayNumber(before.date) === 1
      ? [{ startMin: asleep(before).endMin, endMin: asleep(night).startMin }]
      : [];
  });
  const noon = { startMin: asleep(last).endMin, endMin: fromMin + count * minutesPerDay };
  const known = [...counted(sleeps.filter(({ isNap }) => isNap)), ...nights].map(asleep);
  const epochs = sleepEpochs(known.map(shifted), [...between, noon].map(shifted), count, epochMin);
  return epochs.map((each, index) => ({ date: dateOf(firstDay + index), epochs: each }));
}

const minutes = (seconds: number | null): number | null => (finite(seconds) === null ? null : seconds! / 60);

/** Local minutes since 1970. */
function asleep({ startMs, endMs, latencyS, zoneOffsetMin }: RecordedSleep): Interval {
  const startMin = startMs / msPerMinute + zoneOffsetMin + (finite(latencyS) ?? 0) / 60;
  const endMin = endMs / msPerMinute + zoneOffsetMin;
  return { startMin: Math.min(startMin, endMin), endMin };
}

function counted(sleeps: readonly RecordedSleep[]): RecordedSleep[] {
  const overlapped = overlappedSleeps(sleeps);
  return sleeps.filter(({ document }) => !overlapped.has(document));
}

function mainSleeps(sleeps: readonly RecordedSleep[]): RecordedSleep[] {
  const byDate = Map.groupBy(
    sleeps.filter(({ isNap }) => !isNap),
    ({ date }) => date,
  );
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ofDate]) => counted(ofDate).sort(byDuration).slice(0, 1));
}
