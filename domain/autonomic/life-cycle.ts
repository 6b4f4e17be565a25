/** A channel's baseline starts anew after more days in a row without any value than this (section 2.3, heuristic). */
export const restartGapDays = 45;

/**
 * For each day the index of the first day that counts in a baseline: after a gap of more than 45 days without a value
 * only what came since, so that the status begins with collecting again; -Infinity where there was no such gap.
 * A gap of more than 14 days needs no rule of its own: the baseline is kept, and no night is classified before three of
 * the last seven have HRV (`gate`).
 */
export function countsFrom(values: readonly (number | null)[]): number[] {
  let newest: number | null = null;
  let from = Number.NEGATIVE_INFINITY;
  return values.map((value, index) => {
    const next = value === null ? index + 1 : index;
    if (newest !== null && next - newest - 1 > restartGapDays) from = next;
    if (value !== null) newest = index;
    return from;
  });
}
