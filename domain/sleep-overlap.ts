import { sourceRank } from './source-priority.ts';

/** A sleep as one source saw it. */
export interface SeenSleep {
  readonly document: string;
  readonly source: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Time asleep; null where only the time in bed is known. */
  readonly asleepS: number | null;
}

const durationS = (sleep: SeenSleep): number => sleep.asleepS ?? (sleep.endMs - sleep.startMs) / 1_000;

/** Longest first; a total order. */
export const byDuration = (a: SeenSleep, b: SeenSleep): number =>
  durationS(b) - durationS(a) || (a.document < b.document ? -1 : a.document > b.document ? 1 : 0);

/** A sleep with its time asleep before bare time in bed, then by source, then the longer one. */
const byPreference = (a: SeenSleep, b: SeenSleep): number =>
  Number(a.asleepS === null) - Number(b.asleepS === null) ||
  sourceRank(nameOf(a)) - sourceRank(nameOf(b)) ||
  byDuration(a, b);

/** Sources are named `provider:device`. Devices of one rank are equal here: the longer sleep decides. */
const nameOf = ({ source }: SeenSleep): string => source.slice(source.indexOf(':') + 1);

/**
 * Of sleeps of one night those that are the same sleep seen by another source: more than half of their time lies in
 * sleeps that are preferred. A fragment of a preferred source hides no whole night. Depends only on the set.
 */
export const overlappedSleeps = (sleeps: readonly SeenSleep[]): ReadonlySet<string> => {
  const counted: SeenSleep[] = [];
  const overlapped = new Set<string>();
  for (const sleep of sleeps.toSorted(byPreference)) {
    const sharedMs = counted.reduce((sum, other) => sum + sharedBy(other, sleep), 0);
    if (2 * sharedMs > sleep.endMs - sleep.startMs) overlapped.add(sleep.document);
    else counted.push(sleep);
  }
  return overlapped;
};

/**
 * The sleeps that are the same night as the given one as other sources saw it: more than half of either lies in the
 * other. A fragment is no second measurement of the night.
 */
export const sameSleepAs = (night: SeenSleep, sleeps: readonly SeenSleep[]): SeenSleep[] =>
  sleeps.filter((sleep) => {
    const longerMs = Math.max(sleep.endMs - sleep.startMs, night.endMs - night.startMs);
    return sleep.document !== night.document && 2 * sharedBy(night, sleep) > longerMs;
  });

const sharedBy = (a: SeenSleep, b: SeenSleep): number =>
  Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
