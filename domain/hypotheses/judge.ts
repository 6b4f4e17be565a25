import type { ContextEffect } from './context-effect.ts';
import { adjustedForMany } from './false-discovery.ts';

const acceptedFalseDiscoveries = 0.1;

/** `supported`: seen in the person's data. `no_effect`: too small to matter. `open`: not known yet. */
export type HypothesisVerdict = 'supported' | 'no_effect' | 'open';

export interface Judged {
  readonly effect: ContextEffect;
  /** p adjusted for all hypotheses tested together. */
  readonly q: number;
  readonly verdict: HypothesisVerdict;
}

/** Judges all hypotheses of a person together, so that testing many makes no discovery by chance easier. */
export function judgeTogether(effects: readonly ContextEffect[]): Judged[] {
  const qs = adjustedForMany(effects.map(({ p }) => p));
  return effects.map((effect, index) => {
    const q = qs[index] ?? 1;
    return { effect, q, verdict: verdictOf(effect, q) };
  });
}

function verdictOf({ delta, interval95, smallestWorthwhileChange: worthwhile }: ContextEffect, q: number) {
  const excludesZero = interval95.low > 0 || interval95.high < 0;
  if (q <= acceptedFalseDiscoveries && excludesZero && Math.abs(delta) >= worthwhile) return 'supported';
  return interval95.low >= -worthwhile && interval95.high <= worthwhile ? 'no_effect' : 'open';
}
