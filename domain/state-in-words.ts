import { coreRuleset } from './autonomic/ruleset.ts';
import type { State } from './autonomic/state.ts';

/** Neutral labels: none of them names a disease. */
export const stateInWords: Readonly<Record<State, string>> = {
  insufficient_data: 'Still learning your baseline',
  primed: 'Ready',
  balanced: 'Balanced',
  strained: 'Under strain',
  overreached: 'Load outpacing recovery',
  illness_suspected: 'Unusual pattern - check how you feel',
};

export type ConfidenceBand = 'low' | 'medium' | 'high';

/** `confidence` is 0 to 100; bands of the rule set: high from 75, medium from 50. */
export const confidenceBand = (confidence: number): ConfidenceBand => {
  const { high, medium } = coreRuleset.confidence.bands;
  if (confidence >= high) return 'high';
  return confidence >= medium ? 'medium' : 'low';
};
