import type { Verdict } from './verdict.ts';

const weights: Readonly<Record<Verdict, number>> = {
  improved: 1.3,
  probably_improved: 1.15,
  unclear: 1,
  no_meaningful_change: 0.8,
  worse: 0,
};
const fewestEvaluations = 2;

/**
 * How much a person's own verdicts weigh when an intervention is chosen again: the mean weight of the verdicts, drawn
 * towards 1 by n / (n + 2); 1 before the second evaluation. Design heuristic.
 */
export function personalMultiplier(verdicts: readonly Verdict[]): number {
  const n = verdicts.length;
  if (n < fewestEvaluations) return 1;
  const mean = verdicts.reduce((sum, verdict) => sum + weights[verdict], 0) / n;
  return 1 + (n / (n + 2)) * (mean - 1);
}
