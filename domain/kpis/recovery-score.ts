import type { State } from '../autonomic/state.ts';
import { compositeIndex } from '../autonomic/strain.ts';
import type { NightDecision } from '../nights.ts';

/** What an unremarkable night scores: the original's default. */
const usual = 75;
const perIndex = 20;
/** So that no score contradicts its state: below the registry's limits of warning and critical. */
const most: Readonly<Partial<Record<State, number>>> = {
  strained: 59,
  overreached: 39,
  illness_suspected: 39,
};

/**
 * Recovery score, a whole number from 0 to 100: 75 + 20 CI c, CI being the composite index 0.4 h7 + 0.3 z_hrv - 0.3 z_hr
 * of the night and c its confidence as a share; at most 59 when strained and 39 when overreached or in an unusual pattern.
 * A doubtful night thus stays near 75. It is a heuristic of this project: a way to sort nights of one person, neither
 * validated nor to be compared between people or with a vendor's score. Null without a state and where the night itself
 * has no HRV.
 */
export function recoveryScore(
  night: Pick<NightDecision, 'state' | 'confidence' | 'features' | 'flags'>,
): number | null {
  const { state, confidence, features, flags } = night;
  if (state === 'insufficient_data' || confidence === null || features.lnrmssd === null) return null;
  if (flags.includes('stale') || flags.includes('excluded')) return null;
  const score = usual + perIndex * compositeIndex(features) * (confidence / 100);
  return Math.round(Math.min(Math.max(score, 0), most[state] ?? 100));
}
