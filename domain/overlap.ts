import type { Reading } from './reading.ts';
import { compareSources } from './source-priority.ts';

interface Counted {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Keys of the readings that count what a source of higher priority counted, too: those of statistic `sum` with more
 * than half of their time under counted readings of such sources (an instant: at or inside one). Depends only on the set of readings, never
 * on the order in which they came.
 */
export const overlappedKeys = (readings: Iterable<Reading>): ReadonlySet<string> => {
  const overlapped = new Set<string>();
  const sums = [...readings].filter((reading) => reading.statistic === 'sum');
  const groups = Map.groupBy(sums, (reading) => `${reading.metric} ${reading.context}`);
  for (const group of groups.values()) {
    const bySource = Map.groupBy(group, (reading) => reading.source ?? '');
    if (bySource.size < 2) continue;
    let higher: readonly Counted[] = [];
    for (const source of [...bySource.keys()].sort(compareSources)) {
      const own = bySource
        .get(source)!
        .map(timed)
        .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
      const covered = coveredBy(own, higher);
      for (const { key } of covered) overlapped.add(key);
      const hidden = new Set(covered);
      higher = union([...higher, ...own.filter((one) => !hidden.has(one))]);
    }
  }
  return overlapped;
};

const timed = ({ key, start, end }: Reading) => ({ key, fromMs: Date.parse(start), toMs: Date.parse(end) });

/** Those of `own` with more than half under `higher`; both in order of their start, `higher` without overlap. */
const coveredBy = <T extends Counted>(own: readonly T[], higher: readonly Counted[]): T[] => {
  let first = 0;
  return own.filter(({ fromMs, toMs }) => {
    while (first < higher.length && higher[first]!.toMs < fromMs) first++;
    let coveredMs = 0;
    for (let at = first; at < higher.length && higher[at]!.fromMs <= toMs; at++) {
      const over = higher[at]!;
      if (fromMs === toMs && (fromMs < over.toMs || fromMs === over.fromMs)) return true;
      coveredMs += Math.max(0, Math.min(toMs, over.toMs) - Math.max(fromMs, over.fromMs));
    }
    return 2 * coveredMs > toMs - fromMs;
  });
};

const union = (intervals: readonly Counted[]): Counted[] => {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of intervals.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs < last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
};
