/** Asleep, awake or unknown, epoch by epoch. */
export type SleepEpoch = boolean | null;

/** sleepreg's default: fewer day pairs say nothing. */
const fewestDayPairs = 5;
/** Share of a day pair's epochs that must be known for the pair to count towards the fewest: a design heuristic. */
const knownShare = 0.5;

export interface SleepRegularity {
  /** -100 (anti-phase) to 100 (identical days); 0 is random. Null below 5 day pairs. */
  readonly index: number | null;
  /** Pairs of consecutive days of which at least half of the epochs are known on both. */
  readonly dayPairs: number;
}

/**
 * Sleep Regularity Index of consecutive days, each of the same number of epochs: -100 + 200 * (share of epochs in the
 * same state as 24 h later). Phillips 2017 (link only), Windred 2021 (verified). A pair of epochs of which one is
 * unknown counts nowhere. Its size depends on the whole pipeline, so it is compared with the person's own past alone.
 * Throws an Error for days of different length.
 */
export function sleepRegularity(days: readonly (readonly SleepEpoch[])[]): SleepRegularity {
  let same = 0;
  let known = 0;
  let dayPairs = 0;
  for (let index = 0; index + 1 < days.length; index++) {
    const pair = compare(days[index]!, days[index + 1]!);
    same += pair.same;
    known += pair.known;
    if (pair.known > 0 && pair.known >= knownShare * days[index]!.length) dayPairs++;
  }
  return { index: dayPairs < fewestDayPairs ? null : -100 + (200 * same) / known, dayPairs };
}

/**
 * The index of two neighbouring days alone; the mean of such is that of all the days. Null where less than half of the
 * epochs are known on both. Throws as `sleepRegularity` does.
 */
export function pairRegularity(today: readonly SleepEpoch[], tomorrow: readonly SleepEpoch[]): number | null {
  const { same, known } = compare(today, tomorrow);
  return known > 0 && known >= knownShare * today.length ? -100 + (200 * same) / known : null;
}

function compare(today: readonly SleepEpoch[], tomorrow: readonly SleepEpoch[]) {
  if (today.length !== tomorrow.length) throw new Error('days of different numbers of epochs');
  let same = 0;
  let known = 0;
  for (let epoch = 0; epoch < today.length; epoch++) {
    const [now, later] = [today[epoch]!, tomorrow[epoch]!];
    if (now === null || later === null) continue;
    known++;
    if (now === later) same++;
  }
  return { same, known };
}

/** The index over the last `window` days (7 and 28 are usual), for each day. */
export function rollingRegularity(
  days: readonly (readonly SleepEpoch[])[],
  window: 7 | 28,
): SleepRegularity[] {
  return days.map((_, index) => sleepRegularity(days.slice(Math.max(0, index - window + 1), index + 1)));
}

/** Clearly irregular in every published pipeline; no other absolute limit is used (design heuristic). */
export const isClearlyIrregular = (index: number): boolean => index < 40;
