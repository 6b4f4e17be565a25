import { mean } from '../autonomic/statistics.ts';
import { rollingMedian, rollingQuartileDeviation } from './rolling-window.ts';

/**
 * What is wrong with a beat: it came early (ectopic), it is none (extra), one before it was not seen (missed), or the
 * interval before it is too long or too short in another way.
 */
export type BeatClass = 'normal' | 'ectopic' | 'extra' | 'missed' | 'long_or_short';

const SLOPE = 0.13;
const OFFSET = 0.17;
const THRESHOLD_FACTOR = 5.2;
const THRESHOLD_WINDOW = 91;
const MEDIAN_WINDOW = 11;
const MEDIAN_LIMIT = 3;

/** What recordings resolve. A threshold below it would call the rounding of a very even series artefacts (our addition). */
const SMALLEST_THRESHOLD_MS = 1;

/** Fewer beats have no neighbours to be compared with. */
const FEWEST_BEATS = 4;

/**
 * Classes of beats given by their times (ms, ascending), after Lipponen & Tarvainen 2019 (J Med Eng Technol 43:173,
 * verified through the NeuroKit implementation, whose decisions these are; the last two beats are never judged). A class
 * of a beat tells of the interval that ends with it, so the first beat is always normal.
 */
export const classifyBeats = (beatTimesMs: readonly number[]): BeatClass[] => {
  const count = beatTimesMs.length;
  const classes: BeatClass[] = new Array<BeatClass>(count).fill('normal');
  if (count < FEWEST_BEATS) return classes;

  const rr = changes(beatTimesMs);
  const difference = changes(rr);
  const differenceThreshold = thresholds(difference);
  const d = difference.map((value, index) => value / differenceThreshold[index]!);
  const medianRr = rollingMedian(rr, MEDIAN_WINDOW);
  const fromMedian = rr.map((value, index) => {
    const deviation = value - medianRr[index]!;
    return deviation < 0 ? 2 * deviation : deviation;
  });
  const medianThreshold = thresholds(fromMedian);

  const isEctopic = (j: number): boolean => {
    const before = reflected(d, j - 1);
    const after = reflected(d, j + 1);
    if (d[j]! > 1) return Math.max(before, after) < -SLOPE * d[j]! - OFFSET;
    return Math.min(before, after) > -SLOPE * d[j]! + OFFSET;
  };

  const classOfInterval = (j: number): BeatClass => {
    const next = [reflected(d, j + 1), reflected(d, j + 2)] as const;
    const long = d[j]! > 1 && Math.min(...next) < -1;
    const short = d[j]! < -1 && Math.max(...next) > 1;
    if (!long && !short && Math.abs(fromMedian[j]!) <= MEDIAN_LIMIT * medianThreshold[j]!) return 'normal';
    const isUsual = (interval: number) => Math.abs(interval - medianRr[j]!) < medianThreshold[j]!;
    if (short && isUsual(rr[j]! + rr[j + 1]!)) return 'extra';
    if (long && isUsual(rr[j]! / 2)) return 'missed';
    return 'long_or_short';
  };

  for (let j = 1; j < count - 2; j++) {
    if (Math.abs(d[j]!) <= 1) continue;
    if (isEctopic(j)) {
      classes[j] = 'ectopic';
      continue;
    }
    classes[j] = classOfInterval(j);
    if (Math.abs(d[j + 1]!) < Math.abs(d[j + 2]!)) {
      classes[j + 1] = classOfInterval(j + 1);
      j++;
    }
  }
  return classes;
};

/** Each value less the one before; the first place holds the mean of the others. */
const changes = (values: readonly number[]): number[] => {
  const rest = values.slice(1).map((value, index) => value - values[index]!);
  return [mean(rest)!, ...rest];
};

const thresholds = (values: readonly number[]): Float64Array =>
  rollingQuartileDeviation(values.map(Math.abs), THRESHOLD_WINDOW).map((deviation) =>
    Math.max(THRESHOLD_FACTOR * deviation, SMALLEST_THRESHOLD_MS),
  );

/** The value at a place that may lie beyond an end, where the series is mirrored about its last value. */
const reflected = (values: readonly number[], index: number): number => {
  const last = values.length - 1;
  return values[index < 0 ? -index : index > last ? 2 * last - index : index]!;
};
