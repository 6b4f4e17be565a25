import type { Difference } from './difference.ts';

export type Verdict = 'improved' | 'probably_improved' | 'no_meaningful_change' | 'worse' | 'unclear';
export type Direction = 'up' | 'down';

/** The same difference seen so that up is good. */
export interface Gain {
  readonly delta: number;
  readonly low: number;
  readonly high: number;
  readonly probability: number;
}

export function gainOf({ delta, interval90, probabilityAbove }: Difference, better: Direction): Gain {
  return better === 'up'
    ? { delta, low: interval90.low, high: interval90.high, probability: probabilityAbove }
    : { delta: -delta, low: -interval90.high, high: -interval90.low, probability: 1 - probabilityAbove };
}

/**
 * What may be said of a gain against the smallest worthwhile change (positive, same unit). The bounds are those of
 * section 5.3; "probably" asks for 90 %, and everything that is not clear is called so.
 */
export function verdictOf({ delta, low, high, probability }: Gain, worthwhile: number): Verdict {
  if (low > 0 && delta >= worthwhile) return 'improved';
  if (delta >= worthwhile && probability >= 0.9) return 'probably_improved';
  if (low >= -worthwhile && high <= worthwhile) return 'no_meaningful_change';
  return high < 0 && delta <= -worthwhile ? 'worse' : 'unclear';
}
