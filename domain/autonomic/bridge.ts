import { median, medianAbsoluteDeviation, sorted } from './statistics.ts';

const fewestDoubleNights = 7;

export interface DayValue {
  readonly day: number;
  readonly value: number;
}

/** The old device's history in terms of the new one. */
export interface Bridge {
  /** Median of new minus old on the nights both were worn, in the channel's unit (ln ms for lnRMSSD). */
  readonly offset: number;
  /** MAD of the new values over MAD of the old, on the same nights; 1 where the old ones do not vary. */
  readonly ratio: number;
  readonly nights: number;
  /** The old values mapped, without the nights the new device measured itself. Marked so that nobody takes them as measured. */
  readonly history: readonly (DayValue & { readonly bridged: true })[];
}

/**
 * Carries a baseline over a change of device: x' = med_old + offset + ratio (x - med_old), all from the nights of
 * double wear. Null below 7 such nights: then the channel starts anew. Design heuristic. A firmware or algorithm that
 * the vendor announced as changed is a change of device too.
 */
export function bridge(before: readonly DayValue[], after: readonly DayValue[]): Bridge | null {
  const measured = new Map(after.map(({ day, value }) => [day, value]));
  const double = before.flatMap(({ day, value }) => {
    const other = measured.get(day);
    return other === undefined ? [] : [{ old: value, new: other }];
  });
  if (double.length < fewestDoubleNights) return null;
  const old = sorted(double.map((night) => night.old));
  const centre = median(old)!;
  const offset = median(sorted(double.map((night) => night.new - night.old)))!;
  const spread = medianAbsoluteDeviation(old)!;
  const ratio = spread > 0 ? medianAbsoluteDeviation(sorted(double.map((night) => night.new)))! / spread : 1;
  const history = before
    .filter(({ day }) => !measured.has(day))
    .map(({ day, value }) => ({
      day,
      value: centre + offset + ratio * (value - centre),
      bridged: true as const,
    }));
  return { offset, ratio, nights: double.length, history };
}
