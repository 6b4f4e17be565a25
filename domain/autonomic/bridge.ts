import { median, medianAbsoluteDeviation, sorted } from './statistics.ts';

/** Nights of double wear that a bridge needs. */
export const fewestDoubleNights = 7;

/** What two devices measured of the same night, in the channel's unit. */
export interface DoubleNight {
  readonly old: number;
  readonly new: number;
}

/** How values of the old device are told in terms of the new one. */
export interface Bridge {
  /** Median of the old values on the nights both were worn, in the channel's unit (ln ms for lnRMSSD). */
  readonly centre: number;
  /** Median of new minus old on these nights. */
  readonly offset: number;
  /** MAD of the new values over MAD of the old; 1 where either do not vary. */
  readonly ratio: number;
  readonly nights: number;
}

/**
 * Carries a baseline over a change of device (section 2.3; design heuristic). Null below 7 nights of double wear: then
 * the channel starts anew. A firmware or algorithm that the vendor announced as changed is a change of device too.
 */
export function bridgeOf(nights: readonly DoubleNight[]): Bridge | null {
  if (nights.length < fewestDoubleNights) return null;
  const old = sorted(nights.map((night) => night.old));
  const spread = medianAbsoluteDeviation(old)!;
  const newSpread = medianAbsoluteDeviation(sorted(nights.map((night) => night.new)))!;
  return {
    centre: median(old)!,
    offset: median(sorted(nights.map((night) => night.new - night.old)))!,
    ratio: spread > 0 && newSpread > 0 ? newSpread / spread : 1,
    nights: nights.length,
  };
}

/** x' = centre + offset + ratio (x - centre): an old value as the new device would probably have told it. */
export function bridged({ centre, offset, ratio }: Bridge, value: number): number {
  return centre + offset + ratio * (value - centre);
}
