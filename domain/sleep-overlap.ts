import { compareSources } from './source-priority.ts';

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
  compareSources(nameOf(a), nameOf(b)) ||
  byDuration(a, b);

/** Sources are named `provider:device`. Devices of one rank are equal here: the longer sleep decides. */
const nameOf = ({ source }: SeenSleep): string => source.slice(source.indexOf(':') + 1);

/**
 * Of sleeps of one night those that are the same sleep seen by another source: more than half of the shorter of the two
 * lies in a sleep that is preferred. Depends only on the set.
 */
export const overlappedSleeps = (sleeps: readonly SeenSleep[]): ReadonlySet<string> => {
  const counted: SeenSleep[] = [];
  const overlapped = new Set<string>();
  for (const sleep of sleeps.toSorted(byPreference)) {
    if (counted.some((other) => isSame(other, sleep))) overlapped.add(sleep.document);
    else counted.push(sleep);
  }
  return overlapped;
};

const isSame = (a: SeenSleep, b: SeenSleep): boolean => {
  const sharedMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return 2 * sharedMs > Math.min(a.endMs - a.startMs, b.endMs - b.startMs);
};
